package dev.fude.cli;

import dev.fude.painter.Painter;
import java.util.Random;

/**
 * Foretells how long a picture takes: a small one is painted now, and work is taken to grow with
 * multiply-adds. The small one doubles its sides until it takes long enough to be timed; each is
 * painted twice, because the first time also pays for the compilation of the kernels.
 */
final class Pace {
  private static final double ENOUGH_SECONDS = 0.3;
  private static final int LEAST_SIDE = 64;
  private static final int MOST_SIDE = 512;
  private static final long SEED = 15;

  private Pace() {}

  /**
   * Measures, for some seconds at most on a machine that is fit to paint at all.
   *
   * @param painter who paints
   * @param size the picture whose time is asked for
   * @return seconds from its pixels to the picture's, without reading and writing
   */
  static double seconds(Painter painter, PictureSize size) {
    int side = LEAST_SIDE;
    double seconds = timed(painter, side);
    while (seconds < ENOUGH_SECONDS && side < MOST_SIDE) {
      side *= 2;
      seconds = timed(painter, side);
    }
    double work = painter.plan(size.width(), size.height()).multiplyAdds();
    return seconds * work / painter.plan(side, side).multiplyAdds();
  }

  private static double timed(Painter painter, int side) {
    byte[] noise = new byte[side * side * 3];
    new Random(SEED).nextBytes(noise);
    painter.stylizeLevels(noise, side, side);
    long start = System.nanoTime();
    painter.stylizeLevels(noise, side, side);
    return (System.nanoTime() - start) / 1e9;
  }
}
