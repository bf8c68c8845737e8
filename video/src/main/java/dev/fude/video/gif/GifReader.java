package dev.fude.video.gif;

import dev.fude.video.InvalidFilmException;
import dev.fude.video.animation.Disposal;
import dev.fude.video.animation.Rectangle;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a GIF from front to back, a frame at a time.
 *
 * <p>Delays and how often it is played are understood as browsers do: delays of 0 and 1 hundredth,
 * which old programs wrote for "as fast as you can", are ten, and a count of repeats is one less
 * than the plays. Source: GIF89a; the extension NETSCAPE2.0.
 */
final class GifReader implements AutoCloseable {
  private static final int EXTENSION = 0x21;
  private static final int FRAME = 0x2C;
  private static final int TRAILER = 0x3B;
  private static final int CONTROL = 0xF9;
  private static final int APPLICATION = 0xFF;
  private static final Set<String> LOOPS = Set.of("NETSCAPE2.0", "ANIMEXTS1.0");
  private static final int SHORTEST_DELAY = 2;
  private static final int USUAL_DELAY = 10;

  /** Interlaced: every eighth row, then those in the middle between, then in the middle again. */
  private static final int[] STARTS = {0, 4, 2, 1};

  private static final int[] STEPS = {8, 8, 4, 2};

  private final GifInput input;
  private final int width;
  private final int height;
  private final int[] palette; // of frames without one; none if there is none
  private int plays = 1;
  private int frames;
  private Control control = Control.NONE; // for the next frame

  /**
   * What stands before a frame.
   *
   * @param transparent which colour is transparent; -1 for none
   */
  private record Control(int delay, Disposal disposal, int transparent) {
    static final Control NONE = new Control(USUAL_DELAY, Disposal.KEEP, -1);
  }

  /**
   * Reads the head.
   *
   * @param name what messages call the film
   * @param bytes the whole file; closed with this
   * @throws InvalidFilmException if it is no GIF
   */
  GifReader(String name, InputStream bytes) {
    input = new GifInput(name, bytes);
    try {
      String magic = new String(bytes.readNBytes(6), StandardCharsets.ISO_8859_1);
      if (!magic.equals("GIF89a") && !magic.equals("GIF87a")) {
        throw input.refusal("is no GIF; check where it comes from.");
      }
      width = input.u16();
      height = input.u16();
      int flags = input.u8();
      input.u16(); // background colour, which no browser shows, and shape of pixels, which none has
      palette = palette(flags);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private int[] palette(int flags) throws IOException {
    return (flags & 0x80) == 0 ? new int[0] : input.colours(2 << (flags & 7));
  }

  private InvalidFilmException unreadable(IOException e) {
    return e instanceof EOFException
        ? input.refusal("is cut short in frame " + frames + "; use a sound copy.")
        : input.refusal("cannot be read (" + e.getMessage() + "); check where it comes from.");
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** How often it is shown, 0 for without end; known when all frames have been read. */
  int plays() {
    return plays;
  }

  /**
   * Reads the next frame.
   *
   * @param withPixels whether its pixels are wanted
   * @return empty behind the last
   */
  Optional<GifFrame> next(boolean withPixels) {
    try {
      int block = input.byteOrEnd();
      while (block == EXTENSION) {
        readExtension();
        block = input.byteOrEnd();
      }
      if (block == TRAILER || block < 0) { // many files lack the trailer, and are whole else
        return Optional.empty();
      }
      if (block != FRAME) {
        throw input.refusal(
            "is damaged: there is no frame where frame " + frames + " should begin.");
      }
      GifFrame frame = readFrame(withPixels);
      frames++;
      return Optional.of(frame);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void readExtension() throws IOException {
    int label = input.u8();
    input.beginParts();
    if (label == CONTROL) {
      readControl();
    } else if (label == APPLICATION) {
      readApplication();
    }
    input.skipParts();
  }

  private void readControl() throws IOException {
    int flags = input.nextInParts();
    int delay = input.nextInParts() | input.nextInParts() << 8;
    int transparent = input.nextInParts();
    if (transparent < 0) {
      throw input.refusal("is damaged: what stands before frame " + frames + " is too short.");
    }
    Disposal disposal =
        switch (flags >> 2 & 7) {
          case 2 -> Disposal.CLEAR;
          case 3 -> Disposal.RESTORE;
          default -> Disposal.KEEP;
        };
    control =
        new Control(
            delay < SHORTEST_DELAY ? USUAL_DELAY : delay,
            disposal,
            (flags & 1) == 1 ? transparent : -1);
  }

  private void readApplication() throws IOException {
    StringBuilder application = new StringBuilder();
    for (int i = 0; i < 11; i++) {
      application.append((char) input.nextInParts());
    }
    if (LOOPS.contains(application.toString()) && input.nextInParts() == 1) {
      int low = input.nextInParts();
      int high = input.nextInParts();
      int repeats = low | high << 8;
      plays = repeats <= 0 ? 0 : repeats + 1;
    }
  }

  private GifFrame readFrame(boolean withPixels) throws IOException {
    Rectangle part = new Rectangle(input.u16(), input.u16(), input.u16(), input.u16());
    if (!part.isIn(width, height)) {
      throw input.refusal(
          String.format(
              "has a frame of %dx%d pixels at (%d, %d), not within its %dx%d; use a sound copy.",
              part.width(), part.height(), part.x(), part.y(), width, height));
    }
    int flags = input.u8();
    int[] own = palette(flags);
    Control before = control;
    control = Control.NONE;
    int[] pixels = {};
    if (withPixels) {
      int[] colours = opaque(own.length > 0 ? own : palette, before.transparent());
      pixels = pixels(part, colours, (flags & 0x40) != 0);
    } else {
      input.u8();
      input.skipAllParts();
    }
    return new GifFrame(part, before.delay(), before.disposal(), pixels);
  }

  /** All 256 colours; black where the file has none, as browsers have it. */
  private static int[] opaque(int[] colours, int transparent) {
    int[] all = Arrays.copyOf(colours, 256);
    Arrays.fill(all, colours.length, all.length, 0xFF000000);
    if (transparent >= 0) {
      all[transparent] = 0;
    }
    return all;
  }

  private int[] pixels(Rectangle part, int[] colours, boolean interlaced) throws IOException {
    byte[] indices = GifLzw.read(input, part.width() * part.height());
    int[] pixels = new int[indices.length];
    int row = 0;
    int pass = 0;
    for (int from = 0; from < indices.length; from += part.width()) {
      for (int x = 0; x < part.width(); x++) {
        pixels[row * part.width() + x] = colours[indices[from + x] & 0xFF];
      }
      row += interlaced ? STEPS[pass] : 1;
      while (interlaced && row >= part.height() && pass < STARTS.length - 1) {
        pass++;
        row = STARTS[pass];
      }
    }
    return pixels;
  }

  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException e) {
      // What was to be read has been read, or its failure is on its way.
      System.getLogger(GifReader.class.getName()).log(System.Logger.Level.DEBUG, "Not closed", e);
    }
  }
}
