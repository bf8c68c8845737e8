package dev.fude.painter;

import dev.fude.core.backend.BackendSelector;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.plan.Plan;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.Model;
import dev.fude.model.ModelCard;
import dev.fude.painter.picture.Framing;
import dev.fude.painter.picture.OpenPicture;
import dev.fude.painter.picture.PhotoDetails;
import dev.fude.painter.picture.PictureInfo;
import dev.fude.painter.picture.PictureSource;
import dev.fude.painter.picture.PictureWriter;
import dev.fude.painter.picture.PixelRows;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A model at work: turns photographs into anime pictures.
 *
 * <p>Immutable and thread-safe: load it once, share it between threads. The same photograph gives
 * the same picture every time, bit for bit. On the CPU nothing need be closed.
 */
public final class Painter implements AutoCloseable {
  private final PreparedGraph network;
  private final Stylizer stylizer;
  private final Admission admission;
  private final BackendSelector.Selection selection;
  private final ModelCard card;
  private final int threads;
  private final float quality;
  private final boolean keepPosition;

  Painter(PainterBuilder choices, BackendSelector.Selection backend, Model chosen) {
    Model model = chosen.forBackends();
    card = model.card();
    threads = choices.execution().threads();
    quality = choices.jpegQuality();
    keepPosition = choices.keepPosition();
    selection = backend;
    network = selection.backend().prepare(model.graph(), model.weights(), choices.execution());
    stylizer =
        new Stylizer(network, model.picture().sides(), choices.sizing(), choices.matchBrightness());
    admission =
        new Admission(
            stylizer,
            network,
            MemoryBudget.OF_THIS_JVM.share(choices.memory()),
            choices.scratch(),
            choices.whenBusy(),
            choices.execution().fewerThreads());
    logChoice(chosen.network());
  }

  /** What {@code auto} chose is told once; who insisted on what is slow here is warned as well. */
  private void logChoice(String name) {
    System.Logger log = System.getLogger(Painter.class.getName());
    log.log(System.Logger.Level.INFO, "Model " + name + " runs on " + describe() + ".");
    if (!selection.availability().ready()) {
      log.log(
          System.Logger.Level.WARNING,
          String.format(
              "Backend \"%s\" is slow here: %s", backendName(), selection.availability().detail()));
    }
  }

  /**
   * Loads a model on the fastest backend that can run here, with one thread for each processor.
   *
   * @param file a model file, as {@link dev.fude.model.ModelFile} describes it
   * @return the painter
   * @throws dev.fude.core.weights.InvalidWeightsException if the file cannot be read, is no model,
   *     or does not say what changes the picture
   */
  public static Painter load(Path file) {
    return builder().model(file).build();
  }

  /**
   * Loads the style that travels with Fude, for programs that depend on {@code fude-style-ink}. Its
   * pictures are free for every use.
   *
   * @return the painter, on the fastest backend that can run here
   * @throws dev.fude.core.FudeException if no built-in style is on the class path or module path
   */
  public static Painter builtIn() {
    return builder().builtIn().build();
  }

  /**
   * Begins a painter with choices of one's own.
   *
   * @return a builder that needs nothing but a model
   */
  public static PainterBuilder builder() {
    return new PainterBuilder();
  }

  /**
   * Turns a photograph into an anime picture.
   *
   * @param photo sides of at least 2 pixels; its transparency is kept
   * @return a fresh picture of the photograph's size (or the model's multiple of it), {@code
   *     TYPE_INT_ARGB} if the photograph has an alpha channel, else {@code TYPE_INT_RGB}
   * @throws dev.fude.painter.picture.InvalidImageException if a side is below 2
   * @throws dev.fude.core.backend.InsufficientMemoryException if the heap is too small for it, or
   *     for it and what is being painted at the same time
   */
  public BufferedImage stylize(BufferedImage photo) {
    return stylize(PictureSource.of(photo));
  }

  /**
   * Turns a photograph from anywhere into an anime picture: a file, an upload, a stream.
   *
   * @param photo JPEG, PNG, BMP, GIF or TIFF, turned upright as its EXIF data says; or an image
   * @return as {@link #stylize(BufferedImage)}. A photograph that is decoded here and keeps its
   *     size gives {@code TYPE_4BYTE_ABGR} or {@code TYPE_3BYTE_BGR}, as nearly all decoders do:
   *     its pixels themselves become the picture's, so that a large one is held once
   * @throws dev.fude.painter.picture.InvalidImageException if the photograph cannot be used
   * @throws dev.fude.core.backend.InsufficientMemoryException if the heap is too small for it, or
   *     for it and what is being painted at the same time
   */
  public BufferedImage stylize(PictureSource photo) {
    return stylize(photo, RunOptions.DEFAULTS);
  }

  /**
   * Turns a photograph from anywhere into an anime picture, and tells how far it has come.
   *
   * @param photo as {@link #stylize(PictureSource)}
   * @param options who is told of progress, and more
   * @return as {@link #stylize(BufferedImage)}
   * @throws dev.fude.painter.picture.InvalidImageException if the photograph cannot be used
   * @throws dev.fude.core.backend.InsufficientMemoryException if the heap is too small for it, or
   *     for it and what is being painted at the same time
   * @throws dev.fude.core.backend.RunCancelledException if the calling thread is interrupted
   */
  public BufferedImage stylize(PictureSource photo, RunOptions options) {
    try (OpenPicture opened = photo.open()) {
      return stylize(opened, options);
    }
  }

  /**
   * Turns a photograph that is open already into an anime picture, for programs that look at its
   * size first.
   *
   * @param photo not yet decoded; closed when its pixels have been read
   * @param options as {@link #stylize(PictureSource, RunOptions)}
   * @return as {@link #stylize(BufferedImage)}
   * @throws dev.fude.painter.picture.InvalidImageException if the photograph cannot be used
   * @throws dev.fude.core.backend.InsufficientMemoryException if the heap is too small for it, or
   *     for it and what is being painted at the same time
   * @throws dev.fude.core.backend.RunCancelledException if the calling thread is interrupted
   */
  public BufferedImage stylize(OpenPicture photo, RunOptions options) {
    try (Room room = room(photo)) {
      return stylize(photo, room, options);
    }
  }

  /**
   * Finds room for a photograph, for programs that keep its picture's memory reserved until they
   * have written it. What others have at the moment is waited for, unless the builder's {@link
   * WhenBusy} says otherwise; so a thread that has a room should not ask for another.
   *
   * @param photo not yet decoded
   * @return its room, to be closed
   * @throws dev.fude.painter.picture.InvalidImageException if the photograph cannot be used
   * @throws dev.fude.core.backend.InsufficientMemoryException if the heap is too small for it
   * @throws dev.fude.core.backend.ScratchFileException if there is no space for its scratch files
   * @throws dev.fude.core.backend.RunCancelledException if the calling thread is interrupted
   */
  public Room room(OpenPicture photo) {
    return admission.admit(Applicant.of(photo, stylizer));
  }

  /**
   * Finds room for a photograph without waiting, such as for one that is decoded while another is
   * painted.
   *
   * @param photo not yet decoded
   * @return its room, to be closed; empty if others have its memory
   * @throws dev.fude.painter.picture.InvalidImageException if the photograph cannot be used
   * @throws dev.fude.core.backend.InsufficientMemoryException if the heap is too small for it
   * @throws dev.fude.core.backend.ScratchFileException if there is no space for its scratch files
   */
  public Optional<Room> roomNow(OpenPicture photo) {
    return admission.admitNow(Applicant.of(photo, stylizer));
  }

  /**
   * Turns a photograph into an anime picture in the room that was found for it.
   *
   * @param photo as {@link #stylize(OpenPicture, RunOptions)}
   * @param room of this photograph; what is left of it afterwards is the picture's
   * @param options as {@link #stylize(PictureSource, RunOptions)}
   * @return as {@link #stylize(PictureSource)}
   * @throws dev.fude.painter.picture.InvalidImageException if the photograph cannot be used
   * @throws dev.fude.core.backend.InsufficientMemoryException if the heap is too small for it
   * @throws dev.fude.core.backend.ScratchFileException if its scratch files cannot be written
   * @throws dev.fude.core.backend.RunCancelledException if the calling thread is interrupted
   */
  public BufferedImage stylize(OpenPicture photo, Room room, RunOptions options) {
    return admission.inside(
        room,
        Applicant.of(photo, stylizer),
        options,
        inRoom -> stylizer.stylize(photo::read, inRoom));
  }

  /**
   * Turns a photograph file into a picture file, which carries on when the photograph was taken,
   * with which camera and how it was exposed.
   *
   * @param photo JPEG, PNG, BMP, GIF or TIFF; turned upright as its EXIF data says
   * @param anime where to write, in the {@linkplain dev.fude.painter.picture.PictureFormat format}
   *     of its extension; appears whole or not at all
   * @param overwrite whether an existing file may be replaced
   * @throws dev.fude.painter.picture.InvalidImageException if the photograph cannot be used
   * @throws dev.fude.core.file.OutputFileException if the picture cannot be written, or is larger
   *     than its format can hold, which is told before it is painted
   * @throws dev.fude.core.backend.InsufficientMemoryException if the heap is too small for it, or
   *     for it and what is being painted at the same time
   */
  public void stylize(Path photo, Path anime, boolean overwrite) {
    stylize(photo, anime, overwrite, RunOptions.DEFAULTS);
  }

  /**
   * Turns a photograph file into a picture file, and tells how far it has come.
   *
   * @param photo as {@link #stylize(Path, Path, boolean)}
   * @param anime as {@link #stylize(Path, Path, boolean)}
   * @param overwrite as {@link #stylize(Path, Path, boolean)}
   * @param options as {@link #stylize(PictureSource, RunOptions)}
   * @throws dev.fude.painter.picture.InvalidImageException if the photograph cannot be used
   * @throws dev.fude.core.file.OutputFileException if the picture cannot be written
   * @throws dev.fude.core.backend.InsufficientMemoryException if the heap is too small for it, or
   *     for it and what is being painted at the same time
   */
  public void stylize(Path photo, Path anime, boolean overwrite, RunOptions options) {
    PictureWriter writer = new PictureWriter(anime, overwrite, quality);
    try (OpenPicture opened = PictureSource.of(photo).open()) {
      PictureInfo info = opened.info();
      Framing result = resultFraming(info.width(), info.height());
      writer.requireFits(result.width(), result.height());
      PhotoDetails details = opened.details();
      try (Room room = room(opened)) {
        BufferedImage picture = stylize(opened, room, options);
        writer.write(picture, keepPosition ? details : details.withoutPosition());
      }
    }
  }

  /**
   * What becomes of a photograph, for programs that look at the size of its picture first.
   *
   * @param width columns of the photograph
   * @param height rows of the photograph
   * @return the part that is painted, and the size of the picture
   */
  public Framing resultFraming(int width, int height) {
    return stylizer.resultFraming(width, height);
  }

  /**
   * Turns a photograph's levels into an anime picture's, for programs that have pixels of their
   * own, such as the frames of a film.
   *
   * @param levels (height, width, 3), red first, each from 0 to 255 unsigned; not changed
   * @param width columns, at least 2
   * @param height rows, at least 2
   * @return fresh levels of the same shape, or of the model's multiple of it: the size is kept,
   *     whatever the builder's {@link Sizing}
   * @throws IllegalArgumentException if there are more or fewer levels
   * @throws dev.fude.painter.picture.InvalidImageException if a side is below 2
   * @throws dev.fude.core.backend.InsufficientMemoryException if the heap is too small for it, or
   *     for it and what is being painted at the same time
   */
  public byte[] stylizeLevels(byte[] levels, int width, int height) {
    return stylizeLevels(levels, width, height, RunOptions.DEFAULTS);
  }

  /**
   * Turns a photograph's levels into an anime picture's: a frame of a film may say who is told of
   * progress, and keep its norms steady by {@link dev.fude.core.backend.RunningNorms}.
   *
   * @param levels as {@link #stylizeLevels(byte[], int, int)}
   * @param width as {@link #stylizeLevels(byte[], int, int)}
   * @param height as {@link #stylizeLevels(byte[], int, int)}
   * @param options what goes with this run
   * @return as {@link #stylizeLevels(byte[], int, int)}
   * @throws IllegalArgumentException if there are more or fewer levels
   * @throws dev.fude.painter.picture.InvalidImageException if a side is below 2
   * @throws dev.fude.core.backend.InsufficientMemoryException if the heap is too small for it, or
   *     for it and what is being painted at the same time
   */
  public byte[] stylizeLevels(byte[] levels, int width, int height, RunOptions options) {
    PixelRows photo = PixelRows.ofLevels(levels, width, height);
    Applicant frame = Applicant.ofLevels(width, height);
    try (Room room = admission.admit(frame)) {
      return admission.inside(room, frame, options, inRoom -> stylizer.paintLevels(photo, inRoom));
    }
  }

  /**
   * Runs the network alone: no padding, no cropping, no rounding.
   *
   * @param input (batch, height, width, 3) in [-1, 1], red first, whatever the model's own range
   *     and order are
   * @return (batch, height, width, 3) in [-1, 1], red first; of the input's size, or the model's
   *     multiple of it, if the input has sides as {@link dev.fude.model.PictureSides} tells them
   * @throws dev.fude.core.tensor.InvalidShapeException if the network cannot take the shape
   * @throws dev.fude.core.backend.InsufficientMemoryException if the heap is too small for it, or
   *     for it and what is being painted at the same time
   */
  public Tensor run(Tensor input) {
    MemoryBudget.Reservation held = admission.admit(input.shape());
    try (held) {
      return network.run(input);
    }
  }

  /**
   * What the network does with one picture, step by step.
   *
   * @param width columns of the photograph
   * @param height rows of the photograph
   * @return the plan at the size that the photograph is brought to
   */
  public Plan plan(int width, int height) {
    return network.plan(stylizer.networkInput(stylizer.framing(width, height)));
  }

  /**
   * Estimates the memory that one photograph needs with everything in it, beside the weights.
   *
   * @param width columns of the photograph, at least 2
   * @param height rows of the photograph, at least 2
   * @return bytes of pixels, tensors and the network's buffers together; {@link Long#MAX_VALUE} if
   *     that takes arrays longer than Java's, so that only scratch files can hold it
   * @throws dev.fude.painter.picture.InvalidImageException if a side is below 2, or there are more
   *     pixels than any heap could hold
   */
  public long bytesNeeded(int width, int height) {
    return admission.bytesNeeded(Applicant.usual(width, height, stylizer));
  }

  /**
   * What painting a photograph will take: everything is on the heap if that fits there beside what
   * the program keeps, else what lies between the network's steps is in scratch files, if the
   * backend can do so.
   *
   * @param width columns of the photograph, at least 2
   * @param height rows of the photograph, at least 2
   * @return bytes of the heap and of scratch files, for an upright photograph of 8 bits a channel
   * @throws dev.fude.painter.picture.InvalidImageException if a side is below 2, or there are more
   *     pixels than a picture may have
   */
  public Forecast foretell(int width, int height) {
    return admission.foretell(Applicant.usual(width, height, stylizer));
  }

  /**
   * The backend that computes.
   *
   * @return its name, such as {@code simd}
   */
  public String backendName() {
    return selection.backend().name();
  }

  /**
   * Why its backend would not run with some options, such as the norms of a film.
   *
   * @param options as {@link #stylizeLevels(byte[], int, int, RunOptions)} takes them
   * @return one sentence; empty if it would
   */
  public Optional<String> refusal(RunOptions options) {
    return selection.backend().refusal(options);
  }

  /**
   * How the model runs, for a log.
   *
   * @return one line with backend, what it found on this machine, why faster ones were not taken,
   *     and threads
   */
  public String describe() {
    return String.format(
        "backend %s (%s), %d %s",
        backendName(), findings(), threads, threads == 1 ? "thread" : "threads");
  }

  private String findings() {
    String found =
        selection.availability().ready() ? selection.availability().detail() : "slow here";
    return selection.refusals().isEmpty() ? found : found + "; " + selection.refusals();
  }

  /**
   * How many threads one picture may keep busy.
   *
   * @return at least 1
   */
  public int threads() {
    return threads;
  }

  /**
   * What is known of the model.
   *
   * @return such as its style, source and licence
   */
  public ModelCard card() {
    return card;
  }

  /** Frees what a backend holds outside the Java heap; CPU backends hold nothing. */
  @Override
  public void close() {
    network.close();
  }
}
