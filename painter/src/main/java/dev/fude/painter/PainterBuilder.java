package dev.fude.painter;

import dev.fude.core.FudeException;
import dev.fude.core.backend.BackendSelector;
import dev.fude.core.backend.BackendSelector.Selection;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.Precision;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.Weights;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Choices for an {@link Painter}. Only the weights are needed; the rest has defaults. Not
 * thread-safe; what it builds is.
 */
public final class PainterBuilder {
  private static final float DEFAULT_JPEG_QUALITY = 0.95f;

  private Supplier<Weights> weights;
  private Supplier<Selection> backend = named(BackendSelector.AUTO);
  private int threads = Runtime.getRuntime().availableProcessors();
  private Optional<Executor> executor = Optional.empty();
  private Optional<ResizeRule> resize = Optional.empty();
  private OptionalDouble normEps = OptionalDouble.empty();
  private Sizing sizing = Sizing.EXACT;
  private boolean matchBrightness;
  private float jpegQuality = DEFAULT_JPEG_QUALITY;
  private boolean exact;
  private Precision precision = Precision.FLOAT32;

  PainterBuilder() {}

  /**
   * Takes the weights from a file, which is read by {@link #build}.
   *
   * @param file a safetensors file with the tensors of AnimeGANv2
   * @return this
   */
  public PainterBuilder weights(Path file) {
    Objects.requireNonNull(file, "file");
    weights = () -> Safetensors.readWeights(file);
    return this;
  }

  /**
   * Takes the weights from memory.
   *
   * @param tensors the tensors of AnimeGANv2
   * @return this
   */
  public PainterBuilder weights(Weights tensors) {
    Objects.requireNonNull(tensors, "tensors");
    weights = () -> tensors;
    return this;
  }

  /**
   * Takes the weights of a built-in style, which are read by {@link #build}.
   *
   * @param style one of {@link BuiltInStyle#installed}
   * @return this
   */
  public PainterBuilder weights(BuiltInStyle style) {
    Objects.requireNonNull(style, "style");
    weights = style::weights;
    return this;
  }

  /**
   * Takes the weights of the style that travels with Fude; of several installed ones, the first by
   * name.
   *
   * @return this
   * @throws FudeException if no built-in style is on the class path or module path
   */
  public PainterBuilder builtIn() {
    return weights(
        BuiltInStyle.installed().stream().findFirst().orElseThrow(PainterBuilder::noStyle));
  }

  private static FudeException noStyle() {
    return new FudeException(
        "No style is built in; add the artifact dev.fude:fude-style-ink, or give a file of"
            + " weights.");
  }

  /**
   * Asks for a backend. One that is named and cannot run is an error, never replaced silently.
   *
   * @param name {@code simd}, {@code scalar}, another that is installed, or {@code auto} for the
   *     fastest that can run here: the default
   * @return this
   */
  public PainterBuilder backend(String name) {
    backend = named(Objects.requireNonNull(name, "name"));
    return this;
  }

  private static Supplier<Selection> named(String name) {
    return () -> BackendSelector.installed().select(name);
  }

  /**
   * Takes a backend that has been chosen already.
   *
   * @param chosen what {@link BackendSelector#select} gave
   * @return this
   */
  public PainterBuilder backend(Selection chosen) {
    Objects.requireNonNull(chosen, "chosen");
    backend = () -> chosen;
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
   * Says how the generator enlarges, for weights that do not say it; overrides those that do.
   *
   * @param rule the rule that the weights were made for
   * @return this
   */
  public PainterBuilder resize(ResizeRule rule) {
    resize = Optional.of(rule);
    return this;
  }

  /**
   * Says what the norms add to the variance, for weights that do not say it; overrides those that
   * do.
   *
   * @param eps a positive finite number: 1e-12 in the original, 1e-5 in the PyTorch port
   * @return this
   * @throws IllegalArgumentException if eps is not a positive finite number
   */
  public PainterBuilder normEps(double eps) {
    ModelSettings.requireEps(eps);
    normEps = OptionalDouble.of(eps);
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
   * Chooses between size and fidelity of JPEG files.
   *
   * @param quality from 0 to 1; 0.95 by default
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
   * Chooses the backend, reads the weights and packs the one for the other.
   *
   * <p>The first model of a JVM also begins, on a thread that soon ends, what makes its first
   * picture fast: see {@link dev.fude.core.backend.Backend#warmUp}.
   *
   * @return the model
   * @throws IllegalStateException if no weights were given
   * @throws dev.fude.core.weights.InvalidWeightsException if the weights cannot be read, are not
   *     exactly AnimeGANv2's, or neither they nor this builder say what changes the picture
   * @throws dev.fude.core.backend.BackendUnavailableException if the backend that was named cannot
   *     run here
   */
  public Painter build() {
    if (weights == null) {
      throw new IllegalStateException(
          "A model needs weights: call weights(...) or builtIn() before build().");
    }
    Selection selection = backend.get();
    selection.backend().warmUp(); // while the weights are read
    return new Painter(this, selection, weights.get());
  }

  ExecutionOptions execution() {
    return new ExecutionOptions(threads, executor, exact, precision);
  }

  Optional<ResizeRule> resize() {
    return resize;
  }

  OptionalDouble normEps() {
    return normEps;
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
}
