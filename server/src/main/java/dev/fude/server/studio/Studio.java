package dev.fude.server.studio;

import dev.fude.core.backend.RunOptions;
import dev.fude.painter.Painter;
import dev.fude.painter.picture.OpenPicture;
import dev.fude.painter.picture.PhotoDetails;
import dev.fude.painter.picture.PictureEncoder;
import dev.fude.painter.picture.PictureFormat;
import dev.fude.painter.picture.PictureSource;
import dev.fude.server.queue.Order;
import dev.fude.server.queue.Result;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The styles by name, and a picture's way through one of them. Thread-safe. */
public final class Studio {
  /** What messages call a photograph, which came without a name. */
  public static final String PHOTO = "The photograph";

  private static final int TRIAL_SIDE = 128;
  private static final int SMALL_SIDE = 16;
  private static final int TRIALS = 3;
  private static final float JPEG_QUALITY = 0.95f;
  private static final double NANOS_OF_MILLI = 1e6;

  private final Map<String, StudioStyle> styles = new LinkedHashMap<>();

  /**
   * A studio with these styles; the first is what is taken if none is asked for.
   *
   * @param painters by the styles' names, at least one; they stay the caller's
   */
  public Studio(Map<String, Painter> painters) {
    if (painters.isEmpty()) {
      throw new IllegalArgumentException("A studio needs a style at least.");
    }
    painters.forEach((name, one) -> styles.put(name, new StudioStyle(name, one, new Pace())));
  }

  /**
   * All styles.
   *
   * @return the first is what is taken if none is asked for
   */
  public Collection<StudioStyle> styles() {
    return styles.values();
  }

  /**
   * A style.
   *
   * @param name as users choose it
   * @return empty if there is none of that name
   */
  public Optional<StudioStyle> style(String name) {
    return Optional.ofNullable(styles.get(name));
  }

  /** Measures every style by small pictures, so that the first wait that is told is measured. */
  public void measure() {
    for (StudioStyle style : styles.values()) {
      measure(style, TRIAL_SIDE);
      measure(style, SMALL_SIDE);
    }
  }

  /** The fastest of some trials counts: the first find code that is not compiled. */
  private static void measure(StudioStyle style, int side) {
    BufferedImage trial = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    long pixels = (long) side * side;
    Order order = new Order(PictureEncoder.png().encode(trial), style.name(), pixels);
    double fastest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < TRIALS; i++) {
      long start = System.nanoTime();
      paint(style, order, RunOptions.DEFAULTS);
      fastest = Math.min(fastest, millisSince(start));
    }
    style.pace().measured(pixels, fastest);
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / NANOS_OF_MILLI;
  }

  /**
   * Paints a photograph. It says when it was taken and by which camera, never where.
   *
   * @param order what to paint
   * @param options who is told of progress
   * @return the picture, to be encoded as JPEG if the photograph is, else as PNG
   * @throws dev.fude.core.FudeException as {@link Painter#stylize(OpenPicture, RunOptions)}
   */
  public Painted paint(Order order, RunOptions options) {
    StudioStyle style = styles.get(order.style());
    long start = System.nanoTime();
    Painted painted = paint(style, order, options);
    style.pace().measured(order.pixels(), millisSince(start));
    return painted;
  }

  private static Painted paint(StudioStyle style, Order order, RunOptions options) {
    try (OpenPicture photo = PictureSource.of(PHOTO, order.photo()).open()) {
      PictureEncoder encoder = encoder(photo.info().format());
      PhotoDetails details = photo.details().withoutPosition();
      BufferedImage picture = style.painter().stylize(photo, options);
      return () -> encoded(picture, encoder, details);
    }
  }

  private static PictureEncoder encoder(String format) {
    return format.equals("jpeg") ? PictureEncoder.jpeg(JPEG_QUALITY) : PictureEncoder.png();
  }

  private static Result encoded(
      BufferedImage picture, PictureEncoder encoder, PhotoDetails details) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      encoder.encode(picture, details, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String type = encoder.format() == PictureFormat.JPEG ? "image/jpeg" : "image/png";
    return new Result(bytes.toByteArray(), type, encoder.format().extension());
  }
}
