package dev.fude.cli;

import dev.fude.painter.Painter;
import java.util.Random;

/**
 * Foretells how long a picture takes: a small one is painted now, and work is taken to grow with
 * multiply-adds. It is painted again and again for a while, of which the fastest counts: the first
 * ones wait for the compilation of the kernels. Where even a tiny one takes long, that must do.
 */
final class Pace {
  private static final double PATIENCE_SECONDS = 4;
  private static final double SLOW_SECONDS = 1.5; // with compilation and all
  private static final int SMALL_SIDE = 256;
  private static final int TINY_SIDE = 64;
  private static final long SEED = 15;

  private Pace() {}

  /**
   * Measures, for some seconds on a machine that is fit to paint at all.
   *
   * @param painter who paints
   * @param size the picture whose time is asked for
   * @return seconds from its pixels to the picture's, without reading and writing
   */
  static double seconds(Painter painter, PictureSize size) {
    int side = timed(painter, TINY_SIDE) > SLOW_SECONDS ? TINY_SIDE : SMALL_SIDE;
    double work = work(painter, size.width(), size.height());
    return fastest(painter, side) * work / work(painter, side, side);
  }

  private static double work(Painter painter, int width, int height) {
    return painter.plan(width, height).multiplyAdds();
  }

  private static double fastest(Painter painter, int side) {
    double least = Double.MAX_VALUE;
    double spent = 0;
    for (int run = 0; run < 2 || spent < PATIENCE_SECONDS; run++) {
      double seconds = timed(painter, side);
      least = Math.min(least, seconds);
      spent += seconds;
    }
    return least;
  }

  private static double timed(Painter painter, int side) {
    byte[] noise = new byte[side * side * 3];
    new Random(SEED).nextBytes(noise);
    long start = System.nanoTime();
    painter.stylizeLevels(noise, side, side);
    return (System.nanoTime() - start) / 1e9;
  }
}
