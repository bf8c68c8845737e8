package dev.fude.spark;

import dev.fude.core.FudeException;
import dev.fude.core.Quoted;
import dev.fude.core.backend.RunOptions;
import dev.fude.model.style.BuiltInStyle;
import dev.fude.painter.Painter;
import dev.fude.painter.Room;
import dev.fude.painter.picture.Framing;
import dev.fude.painter.picture.OpenPicture;
import dev.fude.painter.picture.PhotoDetails;
import dev.fude.painter.picture.PictureEncoder;
import dev.fude.painter.picture.PictureFormat;
import dev.fude.painter.picture.PictureInfo;
import dev.fude.painter.picture.PictureSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A picture's bytes to the anime picture's bytes, for engines that send functions to other JVMs:
 * Spark, Flink, Beam. Small when it travels: a built-in style goes by its name. Where it arrives,
 * the model is unpacked once for the JVM, whatever the number of threads and copies.
 *
 * <p>Immutable and thread-safe. Knows nothing of any engine.
 */
public final class PictureFunction implements Serializable {
  private static final long serialVersionUID = 1;
  private static final float STANDARD_QUALITY = 0.95f;

  private final PaintedModel model;
  private final PictureFormat format;
  private final float quality;
  private final String scratch; // a folder on each executor; null for none

  private PictureFunction(PaintedModel model, PictureFormat format, float quality, String scratch) {
    this.model = model;
    this.format = format;
    this.quality = quality;
    this.scratch = scratch;
  }

  /**
   * Paints in the first style that travels with Fude, {@code ink}, and writes PNG.
   *
   * @return the function
   * @throws FudeException if no built-in style is on the class path
   */
  public static PictureFunction builtIn() {
    return of(
        PaintedModel.builtIn(
            BuiltInStyle.installed().stream()
                .findFirst()
                .orElseThrow(
                    () ->
                        new FudeException(
                            "No style is built in; add the artifact dev.fude:fude-style-ink, or"
                                + " give a model file."))));
  }

  /**
   * Paints in a style that travels with Fude, and writes PNG.
   *
   * @param style its name, such as {@code ink-light}
   * @return the function
   * @throws FudeException if no built-in style on the class path has the name
   */
  public static PictureFunction builtIn(String style) {
    List<BuiltInStyle> installed = BuiltInStyle.installed();
    return installed.stream()
        .filter(one -> one.name().equals(style))
        .findFirst()
        .map(one -> of(PaintedModel.builtIn(one)))
        .orElseThrow(
            () ->
                new FudeException(
                    String.format(
                        "No style %s is built in, only %s; add the artifact that brings it.",
                        Quoted.name(style), installed.stream().map(BuiltInStyle::name).toList())));
  }

  /**
   * Paints by a model file, and writes PNG.
   *
   * @param name what messages call it
   * @param content a whole file, as {@link dev.fude.model.ModelFile} describes it; not copied
   * @return the function
   * @throws dev.fude.core.weights.InvalidWeightsException if it is no model
   */
  public static PictureFunction model(String name, byte[] content) {
    return of(PaintedModel.of(name, content));
  }

  static PictureFunction of(PaintedModel model) {
    return new PictureFunction(model, PictureFormat.PNG, STANDARD_QUALITY, null);
  }

  /**
   * Writes another format.
   *
   * @param choice the format
   * @return a function that is otherwise as this one
   */
  public PictureFunction format(PictureFormat choice) {
    return new PictureFunction(model, choice, quality, scratch);
  }

  /**
   * Chooses between size and fidelity of JPEG and WebP.
   *
   * @param choice from 0 to 1; 0.95 by default
   * @return a function that is otherwise as this one
   * @throws IllegalArgumentException if the quality is outside
   */
  public PictureFunction quality(float choice) {
    PictureEncoder.of(PictureFormat.JPEG, choice); // refuses what is outside
    return new PictureFunction(model, format, choice, scratch);
  }

  /**
   * Allows scratch files for pictures that the heap cannot hold, which are refused without.
   *
   * @param folder an existing folder on every machine that paints
   * @return a function that is otherwise as this one
   */
  public PictureFunction scratch(String folder) {
    return new PictureFunction(model, format, quality, folder);
  }

  /**
   * Paints one picture with the calling thread alone.
   *
   * @param photo a whole file: JPEG, PNG, BMP, GIF or TIFF
   * @return a whole file of the picture
   * @throws dev.fude.painter.picture.InvalidImageException if the photograph cannot be used
   * @throws dev.fude.core.backend.InsufficientMemoryException if the heap is too small for it
   * @throws dev.fude.core.backend.RunCancelledException if the calling thread is interrupted
   */
  public byte[] paint(byte[] photo) {
    return paint(photo, 1);
  }

  byte[] paint(byte[] photo, int threads) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      paint(PictureSource.of(photo), threads, picture -> picture.writeTo(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A picture that is painted and not yet encoded. */
  @FunctionalInterface
  interface Encoding {
    void writeTo(OutputStream bytes) throws IOException;
  }

  /** Where a picture goes. */
  @FunctionalInterface
  interface Destination {
    void take(Encoding picture) throws IOException;
  }

  /**
   * Paints one picture.
   *
   * @param threads that it may keep busy, the calling one included
   * @param destination given the picture while its memory is still reserved
   * @return the picture's size
   * @throws IOException if the destination throws it
   */
  Framing paint(PictureSource photo, int threads, Destination destination) throws IOException {
    Painter painter = painter(threads);
    PictureEncoder encoder = PictureEncoder.of(format, quality);
    try (OpenPicture opened = photo.open()) {
      PictureInfo info = opened.info();
      Framing result = painter.resultFraming(info.width(), info.height());
      format.requireFits(photo.name(), result.width(), result.height());
      PhotoDetails details = opened.details().withoutPosition();
      try (Room room = painter.room(opened)) {
        BufferedImage picture = painter.stylize(opened, room, RunOptions.DEFAULTS);
        destination.take(bytes -> encoder.encode(picture, details, bytes));
        return result;
      }
    }
  }

  /** The painter of this JVM for it. */
  Painter painter(int threads) {
    return Painters.of(model, threads, scratch);
  }

  /** What changes the bytes of a picture, in one line. */
  String settings() {
    return String.join(" ", model.digest(), format.name(), Float.toString(quality));
  }

  /** How pictures' files end. */
  String ending() {
    return format.extension();
  }

  /** What users call the model. */
  String modelName() {
    return model.name();
  }
}
