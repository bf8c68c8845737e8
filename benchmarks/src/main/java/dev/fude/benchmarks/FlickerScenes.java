package dev.fude.benchmarks;

import dev.fude.video.Frame;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Short films made of one drawn picture, by a seed, in which what keeps frames alike is put to the
 * test.
 */
final class FlickerScenes {
  private static final long SEED = 20_261_130;
  private static final int LEVELS = 256;
  private static final int PAN = 3; // columns a frame

  private final PhotoSize size;
  private final int frames;

  /**
   * Scenes of a size.
   *
   * @param size sides of a frame
   * @param frames frames of a scene
   */
  FlickerScenes(PhotoSize size, int frames) {
    this.size = size;
    this.frames = frames;
  }

  /**
   * Columns from here on flicker in {@link #still}: the last eighth, since a frame of which more
   * than a fifth changes is the first of another scene.
   */
  int screen() {
    return size.width() * 7 / 8;
  }

  /**
   * Columns before this one are further from the screen than the networks look, at least in frames
   * of 200 columns: the first third.
   */
  int quiet() {
    return size.width() / 3;
  }

  /** The camera stands and sees a scene with a screen in it, whose pictures nobody can foretell. */
  List<Frame> still() {
    Random random = new Random(SEED);
    byte[] photo = drawn(size);
    List<Frame> film = new ArrayList<>();
    for (int time = 0; time < frames; time++) {
      byte[] levels = photo.clone();
      int light = random.nextInt(LEVELS);
      for (int i = 0; i < levels.length; i++) {
        if (i / Frame.CHANNELS % size.width() >= screen()) {
          levels[i] = (byte) light;
        }
      }
      film.add(frame(levels, time));
    }
    return film;
  }

  /** The camera stands, and nothing moves. */
  List<Frame> resting() {
    byte[] photo = drawn(size);
    return IntStream.range(0, frames).mapToObj(time -> frame(photo, time)).toList();
  }

  /**
   * A film as a camera with a noisy sensor sees it.
   *
   * @param film not changed
   * @param noise standard deviation of a number, in levels: 1.5 is a good sensor by daylight, 3 a
   *     small one indoors
   */
  static List<Frame> noisy(List<Frame> film, double noise) {
    Random random = new Random(SEED);
    List<Frame> noisy = new ArrayList<>();
    for (Frame frame : film) {
      byte[] levels = frame.levels().clone();
      for (int i = 0; i < levels.length; i++) {
        levels[i] = clipped((levels[i] & 0xFF) + noise * random.nextGaussian());
      }
      noisy.add(frame.withPicture(frame.width(), frame.height(), levels));
    }
    return noisy;
  }

  /** The light goes down to a quarter, by the same part of it from frame to frame. */
  List<Frame> fade() {
    byte[] photo = drawn(size);
    List<Frame> film = new ArrayList<>();
    for (int time = 0; time < frames; time++) {
      double light = Math.pow(0.25, time / (frames - 1.0));
      byte[] levels = new byte[photo.length];
      for (int i = 0; i < levels.length; i++) {
        levels[i] = clipped(light * (photo[i] & 0xFF));
      }
      film.add(frame(levels, time));
    }
    return film;
  }

  /** The camera turns. */
  List<Frame> pan() {
    int wide = size.width() + PAN * (frames - 1);
    byte[] photo = drawn(new PhotoSize(wide, size.height()));
    int row = Frame.CHANNELS * size.width();
    List<Frame> film = new ArrayList<>();
    for (int time = 0; time < frames; time++) {
      byte[] levels = new byte[row * size.height()];
      for (int y = 0; y < size.height(); y++) {
        int from = Frame.CHANNELS * (y * wide + PAN * time);
        System.arraycopy(photo, from, levels, y * row, row);
      }
      film.add(frame(levels, time));
    }
    return film;
  }

  private Frame frame(byte[] levels, int time) {
    return new Frame(size.width(), size.height(), levels, time, 1);
  }

  private static byte clipped(double level) {
    return (byte) Math.max(0, Math.min(LEVELS - 1, Math.round(level)));
  }

  /** (height, width, 3). */
  private static byte[] drawn(PhotoSize size) {
    BufferedImage photo = DrawnPhoto.draw(size);
    int[] pixels = photo.getRGB(0, 0, size.width(), size.height(), null, 0, size.width());
    byte[] levels = new byte[Frame.CHANNELS * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      levels[Frame.CHANNELS * i] = (byte) (pixels[i] >> 16);
      levels[Frame.CHANNELS * i + 1] = (byte) (pixels[i] >> 8);
      levels[Frame.CHANNELS * i + 2] = (byte) pixels[i];
    }
    return levels;
  }
}
