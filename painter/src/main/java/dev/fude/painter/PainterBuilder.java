package dev.fude.painter;

import dev.fude.core.FudeException;
import dev.fude.core.backend.BackendSelector;
import dev.fude.core.backend.BackendSelector.Selection;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.Precision;
import dev.fude.core.op.ResizeRule;
import dev.fude.model.Model;
import dev.fude.model.generator.Settings;
import dev.fude.model.style.Style;
import dev.fude.model.style.Styles;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * Choices for an {@link Painter}. Only a model is needed; the rest has defaults. Not thread-safe;
 * what it builds is.
 */
public final class PainterBuilder {
  private static final float DEFAULT_JPEG_QUALITY = 0.95f;

  private Function<Settings, Model> model; // reads it, with the caller's settings
  private Settings settings = Settings.NONE;
  private LongFunction<Selection> backend = named(BackendSelector.AUTO); // for so much work
  private ToLongFunction<Model> work; // of the only photograph, or null
  private int threads = Runtime.getRuntime().availableProcessors();
  private Optional<Executor> executor = Optional.empty();
  private Sizing sizing = Sizing.EXACT;
  private boolean matchBrightness;
  private float jpegQuality = DEFAULT_JPEG_QUALITY;
  private boolean keepPosition;
  private boolean exact;
  private Precision precision = Precision.FLOAT32;
  private long memory = Long.MAX_VALUE;
  private Optional<Path> scratch = Optional.of(ScratchFolder.standard());
  private WhenBusy whenBusy = WhenBusy.WAIT;

  PainterBuilder() {}

  /**
   * Takes the model from a file, which is read by {@link #build}.
   *
   * @param file a model file
   * @return this
   */
  public PainterBuilder model(Path file) {
    return model(new Style.OfFile(Objects.requireNonNull(file, "file")));
  }

  /**
   * Takes a model that is in memory.
   *
   * @param made the model
   * @return this
   */
  public PainterBuilder model(Model made) {
    Objects.requireNonNull(made, "made");
    model = made::with;
    return this;
  }

  /**
   * Takes a model that has been found, which is read by {@link #build}.
   *
   * @param found as {@link Styles} finds one
   * @return this
   */
  public PainterBuilder model(Style found) {
    model = found::model;
    return this;
  }

  /**
   * Takes a model by its name: that of a built-in style, or that of a file in the user's style
   * folder. A path will do as well.
   *
   * @param name such as {@code ink}
   * @return this
   * @throws dev.fude.core.weights.InvalidWeightsException if no style is called so
   * @throws dev.fude.model.style.StyleNameException if that can be no style's name
   */
  public PainterBuilder style(String name) {
    return model(Styles.find(name));
  }

  /**
   * Takes the style that travels with Fude; of several installed ones, the first by name.
   *
   * @return this
   * @throws FudeException if no built-in style is on the class path or module path
   */
  public PainterBuilder builtIn() {
    return model(Styles.standard().orElseThrow(PainterBuilder::noStyle));
  }

  private static FudeException noStyle() {
    return new FudeException(
        "No style is built in; add the artifact dev.fude:fude-style-ink, or give a model file.");
  }

  /**
   * Asks for a backend. One that is named and cannot run is an error, never replaced silently.
   *
   * @param name {@code simd}, {@code loops}, {@code scalar}, another that is installed, or {@code
   *     auto} for the fastest that can run here: the default
   * @return this
   */
  public PainterBuilder backend(String name) {
    backend = named(Objects.requireNonNull(name, "name"));
    return this;
  }

  private static LongFunction<Selection> named(String name) {
    return work -> BackendSelector.installed().select(name, work);
  }

  /**
   * Takes a backend that has been chosen already.
   *
   * @param chosen what {@link BackendSelector#select} gave
   * @return this
   */
  public PainterBuilder backend(Selection chosen) {
    Objects.requireNonNull(chosen, "chosen");
    backend = work -> chosen;
    return this;
  }

  /**
   * Says that one photograph is all that will be painted. If that is little work, {@code auto}
   * takes a backend that begins at once, and not the fastest, whose kernels would have to be
   * compiled first: {@link Painter#describe} tells. A program that paints on should not say so.
   * Where {@link #memory} is limited the fastest is taken all the same: it needs less of it.
   *
   * @param width columns of the photograph
   * @param height its rows
   * @return this
   */
  public PainterBuilder expecting(int width, int height) {
    work = read -> Work.of(read, sizing.framing(width, height));
    return this;
  }

  /**
   * Limits the threads of one run, the calling one included.
   *
   * @param count at least 1; the default is the number of processors
   * @return this
   * @throws IllegalArgumentException if the count is below 1
   */
  public PainterBuilder threads(int count) {
    threads = ExecutionOptions.ofThreads(count).threads();
    return this;
  }

  /**
   * Takes the other threads of a run from an executor instead of threads of the model's own.
   *
   * @param helpers where {@code threads - 1} tasks a run are handed to
   * @return this
   */
  public PainterBuilder executor(Executor helpers) {
    executor = Optional.of(helpers);
    return this;
  }

  /**
   * Chooses between accuracy and speed.
   *
   * @param choice true to compute convolutions by nothing but the direct sum, which gives pictures
   *     within 1e-4 of the range and takes about twice as long; false, the default, for the fastest
   *     algorithms, whose pictures are within one of 256 grey levels
   * @return this
   */
  public PainterBuilder exact(boolean choice) {
    exact = choice;
    return this;
  }

  /**
   * Chooses the numbers that are computed in. A backend that does not know them is an error.
   *
   * @param choice {@link Precision#FLOAT32} by default; {@link Precision#FLOAT16} for GPUs with
   *     tensor cores
   * @return this
   */
  public PainterBuilder precision(Precision choice) {
    precision = Objects.requireNonNull(choice, "choice");
    return this;
  }

  /**
   * Says how the generator enlarges, for files of trained tensors that do not say it; overrides
   * those that do. A file that holds the network's graph says it there and is refused.
   *
   * @param rule the rule that the weights were made for
   * @return this
   */
  public PainterBuilder resize(ResizeRule rule) {
    settings = settings.withResize(rule);
    return this;
  }

  /**
   * Says what the norms add to the variance, for files of trained tensors that do not say it;
   * overrides those that do. A file that holds the network's graph says it there and is refused.
   *
   * @param eps a positive finite number: 1e-12 in the original, 1e-5 in the PyTorch port
   * @return this
   * @throws IllegalArgumentException if eps is not a positive finite number
   */
  public PainterBuilder normEps(double eps) {
    settings = settings.withNormEps(eps);
    return this;
  }

  /**
   * Says which part of a photograph becomes a picture, and at which size.
   *
   * @param choice {@link Sizing#EXACT} by default
   * @return this
   */
  public PainterBuilder sizing(Sizing choice) {
    sizing = Objects.requireNonNull(choice, "choice");
    return this;
  }

  /**
   * Whether pictures are scaled to their photograph's brightness, as the original {@code test.py}
   * does.
   *
   * @param match false by default
   * @return this
   */
  public PainterBuilder matchBrightness(boolean match) {
    matchBrightness = match;
    return this;
  }

  /**
   * Chooses between size and fidelity of JPEG files, and of WebP files.
   *
   * @param quality from 0 to 1; 0.95 by default. JPEG keeps the colour of every pixel from 0.9 on;
   *     WebP is lossless at 1
   * @return this
   * @throws IllegalArgumentException if the quality is not from 0 to 1
   */
  public PainterBuilder jpegQuality(float quality) {
    if (!(quality >= 0 && quality <= 1)) {
      throw new IllegalArgumentException("JPEG quality " + quality + " must be from 0 to 1.");
    }
    jpegQuality = quality;
    return this;
  }

  /**
   * Whether picture files tell where their photographs were taken, if those do.
   *
   * @param keep false by default
   * @return this
   */
  public PainterBuilder keepPosition(boolean keep) {
    keepPosition = keep;
    return this;
  }

  /**
   * Limits the heap that this painter's pictures may have together.
   *
   * @param bytes at least 1; by default what the heap has, less what the program keeps itself. All
   *     painters of a JVM share that, however much each is allowed
   * @return this
   * @throws IllegalArgumentException if there are none
   */
  public PainterBuilder memory(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("Memory of " + bytes + " bytes must be at least 1.");
    }
    memory = bytes;
    return this;
  }

  /**
   * Chooses where scratch files are made: what lies between the network's steps, for pictures that
   * do not fit into the memory. The picture is the same, bit for bit, and takes somewhat longer.
   * Nothing is left there, and nothing is made there while pictures fit.
   *
   * @param folder an existing folder on a disk with space; by default {@code java.io.tmpdir}, or
   *     {@code /var/tmp} where that is in memory
   * @return this
   */
  public PainterBuilder scratch(Path folder) {
    scratch = Optional.of(folder);
    return this;
  }

  /**
   * Makes no scratch files: what does not fit into the memory is refused.
   *
   * @return this
   */
  public PainterBuilder noScratch() {
    scratch = Optional.empty();
    return this;
  }

  /**
   * Chooses what becomes of a picture that would fit into the memory, but not beside those that are
   * being painted.
   *
   * @param choice {@link WhenBusy#WAIT} by default
   * @return this
   */
  public PainterBuilder whenBusy(WhenBusy choice) {
    whenBusy = Objects.requireNonNull(choice, "choice");
    return this;
  }

  /**
   * Chooses the backend, reads the model and packs the one for the other.
   *
   * <p>The first painter of a JVM also begins, on a thread that soon ends, what makes its first
   * picture fast: see {@link dev.fude.core.backend.Backend#warmUp}.
   *
   * @return the painter
   * @throws IllegalStateException if no model was given
   * @throws dev.fude.core.weights.InvalidWeightsException if the file cannot be read, is no model,
   *     or neither it nor this builder says what changes the picture
   * @throws dev.fude.core.backend.BackendUnavailableException if the backend that was named cannot
   *     run here
   */
  public Painter build() {
    if (model == null) {
      throw new IllegalStateException(
          "A painter needs a model: call model(...), style(...) or builtIn() before build().");
    }
    return work == null || memory < Long.MAX_VALUE ? buildForMuch() : buildForOne();
  }

  private Painter buildForMuch() {
    Selection selection = backend.apply(Long.MAX_VALUE);
    selection.backend().warmUp(); // while the model is read
    return new Painter(this, selection, model.apply(settings));
  }

  private Painter buildForOne() {
    Model read = model.apply(settings);
    Selection selection = backend.apply(work.applyAsLong(read));
    selection.backend().warmUp(); // while weights are packed
    return new Painter(this, selection, read);
  }

  ExecutionOptions execution() {
    return new ExecutionOptions(threads, executor, exact, precision);
  }

  long memory() {
    return memory;
  }

  Optional<Path> scratch() {
    return scratch;
  }

  WhenBusy whenBusy() {
    return whenBusy;
  }

  Sizing sizing() {
    return sizing;
  }

  boolean matchBrightness() {
    return matchBrightness;
  }

  float jpegQuality() {
    return jpegQuality;
  }

  boolean keepPosition() {
    return keepPosition;
  }
}
