package dev.fude.video;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Frames and films made on the spot. */
public final class TestFrames {
  private TestFrames() {}

  /** Soft colours that change from frame to frame, as photographs have them. */
  public static Frame soft(int width, int height, long time, long duration) {
    byte[] levels = new byte[Frame.CHANNELS * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = Frame.CHANNELS * (y * width + x);
        levels[at] = (byte) (60 + 120 * x / width + 5 * time % 60);
        levels[at + 1] = (byte) (200 - 120 * y / height);
        levels[at + 2] = (byte) (90 + 60 * (x + y) / (width + height));
      }
    }
    return new Frame(width, height, levels, time, duration);
  }

  /** One colour. */
  public static Frame plain(int width, int height, int rgb, long time, long duration) {
    byte[] levels = new byte[Frame.CHANNELS * width * height];
    for (int at = 0; at < levels.length; at += Frame.CHANNELS) {
      levels[at] = (byte) (rgb >> 16);
      levels[at + 1] = (byte) (rgb >> 8);
      levels[at + 2] = (byte) rgb;
    }
    return new Frame(width, height, levels, time, duration);
  }

  /** Every pixel any colour. */
  public static Frame noise(int width, int height, long seed, long time, long duration) {
    byte[] levels = new byte[Frame.CHANNELS * width * height];
    new Random(seed).nextBytes(levels);
    return new Frame(width, height, levels, time, duration);
  }

  /** The format of frames of one rate. */
  public static FilmFormat format(Frame frame, Rational rate) {
    return new FilmFormat(
        frame.width(),
        frame.height(),
        rate.inverse(),
        Optional.of(rate),
        Rational.ONE,
        Optional.empty());
  }

  /** The format of frames of any times. */
  public static FilmFormat uneven(Frame frame, Rational timeBase) {
    return new FilmFormat(
        frame.width(), frame.height(), timeBase, Optional.empty(), Rational.ONE, Optional.empty());
  }

  /** All frames that are left. */
  public static List<Frame> all(FrameSource source) {
    List<Frame> frames = new ArrayList<>();
    for (Optional<Frame> next = source.next(); next.isPresent(); next = source.next()) {
      frames.add(next.get());
    }
    return frames;
  }

  /** The largest distance of two levels. */
  public static int distance(Frame a, Frame b) {
    int most = 0;
    for (int i = 0; i < a.levels().length; i++) {
      most = Math.max(most, Math.abs((a.levels()[i] & 0xFF) - (b.levels()[i] & 0xFF)));
    }
    return most;
  }
}
