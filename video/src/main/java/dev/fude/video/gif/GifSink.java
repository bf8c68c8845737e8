package dev.fude.video.gif;

import dev.fude.core.file.GrowingFile;
import dev.fude.core.file.OutputFileException;
import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.Rational;
import dev.fude.video.animation.DelayedSink;
import dev.fude.video.animation.Rectangle;
import dev.fude.video.animation.SquarePixels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A GIF that is written. Of each frame the part is stored that has changed, in colours of its own.
 *
 * <p>Delays are hundredths of a second. A frame ends at the hundredth that is nearest to its end,
 * so that the film is never more than half a one early or late. Viewers show a delay of one
 * hundredth for ten: a frame that is shorter than two is left out, and the one before it stays.
 * Source: GIF89a; the extension NETSCAPE2.0.
 */
public final class GifSink extends DelayedSink {
  private static final int LONGEST_SIDE = 0xFFFF;
  private static final Rational HUNDREDTH = new Rational(1, 100);
  private static final int SHORTEST = 2;
  private static final Rational FASTEST = new Rational(50, 1);
  private static final int LONGEST = 0xFFFF;

  private final GrowingFile file;
  private final Rational timeBase;
  private final List<String> notices;
  private Frame shown; // the last that was written; null before the first
  private Frame waiting; // written when its delay is long enough; null if there is none
  private long start; // time of the first frame, in ticks
  private long written; // hundredths so far

  /**
   * Begins a file.
   *
   * @param place where it is to be
   * @param overwrite whether an existing file may be replaced
   * @param film the frames that will come; without a word on how often, it is shown without end
   * @throws OutputFileException if it cannot be written
   */
  public GifSink(Path place, boolean overwrite, FilmFormat film) {
    if (Math.max(film.width(), film.height()) > LONGEST_SIDE) {
      throw new OutputFileException(
          String.format(
              "%s cannot hold %dx%d pixels, since GIF's sides have at most %d; write another kind"
                  + " of film.",
              place, film.width(), film.height(), LONGEST_SIDE));
    }
    file = new GrowingFile(place, overwrite);
    timeBase = film.timeBase();
    notices = notices(film);
    file.append(bytes -> writeHead(film, bytes));
  }

  private static void writeHead(FilmFormat film, OutputStream bytes) throws IOException {
    bytes.write("GIF89a".getBytes(StandardCharsets.US_ASCII));
    u16(film.width(), bytes);
    u16(film.height(), bytes);
    bytes.write(new byte[] {0x70, 0, 0}); // 8 bits a colour, no palette; background, pixels' shape
    int plays = film.plays().orElse(0);
    if (plays != 1) {
      bytes.write(new byte[] {0x21, (byte) 0xFF, 11});
      bytes.write("NETSCAPE2.0".getBytes(StandardCharsets.US_ASCII));
      bytes.write(new byte[] {3, 1});
      u16(Math.max(0, Math.min(LONGEST, plays - 1)), bytes); // repeats; 0 is without end
      bytes.write(0);
    }
  }

  private static void u16(int value, OutputStream bytes) throws IOException {
    bytes.write(value);
    bytes.write(value >> 8);
  }

  @Override
  public List<String> notices() {
    return notices;
  }

  private static List<String> notices(FilmFormat film) {
    List<String> notices = new ArrayList<>();
    notices.add(
        "A GIF has 256 colours a frame, dithered in a still pattern, and delays of whole hundredths"
            + " of a second; an animated PNG keeps all.");
    film.rate()
        .filter(rate -> rate.compareTo(FASTEST) > 0)
        .ifPresent(
            rate ->
                notices.add(
                    String.format(
                        Locale.ROOT,
                        "Of its %.5g frames a second, a GIF shows 50 at most: the others are left"
                            + " out.",
                        rate.toDouble())));
    SquarePixels.notice(film).ifPresent(notices::add);
    return List.copyOf(notices);
  }

  @Override
  protected void write(Frame frame, long end) {
    if (shown == null && waiting == null) {
      start = frame.time();
    }
    waiting = waiting == null ? frame : waiting;
    long delay = timeBase.count(end - start, HUNDREDTH) - written;
    if (delay >= SHORTEST) {
      append(waiting, delay);
      waiting = null;
    }
  }

  private void append(Frame frame, long delay) {
    Rectangle part = shown == null ? Rectangle.of(frame) : Rectangle.changed(shown, frame);
    IndexedPicture picture = IndexedPicture.of(part.cutOut(frame), part.width());
    file.append(bytes -> writeFrame(part, picture, (int) Math.min(LONGEST, delay), bytes));
    shown = frame;
    written += delay;
  }

  private static void writeFrame(
      Rectangle part, IndexedPicture picture, int delay, OutputStream bytes) throws IOException {
    bytes.write(new byte[] {0x21, (byte) 0xF9, 4, 1 << 2}); // the frame stays
    u16(delay, bytes);
    bytes.write(new byte[] {0, 0, 0x2C});
    u16(part.x(), bytes);
    u16(part.y(), bytes);
    u16(part.width(), bytes);
    u16(part.height(), bytes);
    int colours = picture.palette().length;
    int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(colours - 1));
    bytes.write(0x80 | bits - 1); // a palette of its own
    bytes.write(paletteBytes(picture.palette(), 1 << bits));
    GifPacker.write(picture.indices(), colours, bytes);
  }

  private static byte[] paletteBytes(int[] palette, int colours) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < colours; i++) {
      int rgb = i < palette.length ? palette[i] : 0;
      bytes.write(rgb >> 16);
      bytes.write(rgb >> 8);
      bytes.write(rgb);
    }
    return bytes.toByteArray();
  }

  @Override
  protected void end() {
    if (waiting != null) {
      append(waiting, SHORTEST);
    }
    file.append(bytes -> bytes.write(0x3B));
    file.finish();
  }

  @Override
  public void close() {
    file.close();
  }
}
