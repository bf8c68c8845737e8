package dev.fude.server.studio;

/**
 * How long pictures take, as measured on this machine: so much each, and so much for each pixel.
 * Either is a mean over the last pictures that follows what has changed. Thread-safe.
 *
 * <p>Large pictures teach what a pixel takes, small ones what all take: were a thousand thumbnails
 * to teach the former, everybody else would be told a wait of hours.
 */
public final class Pace {
  private static final double WEIGHT_OF_LAST = 0.25;
  private static final long SMALL = 1 << 13; // pixels

  private final Mean base = new Mean(); // milliseconds of each
  private final Mean pixel = new Mean(); // milliseconds of each pixel

  /** Nothing is measured yet. */
  public Pace() {}

  /** Of the last values, each later one counting more. */
  private static final class Mean {
    private double value;
    private boolean known;

    private void add(double last) {
      value = known ? value + WEIGHT_OF_LAST * (last - value) : last;
      known = true;
    }
  }

  /**
   * Takes a measurement.
   *
   * @param pixels of a picture, at least 1
   * @param millis that it took
   */
  public synchronized void measured(long pixels, double millis) {
    if (pixels < SMALL) {
      base.add(Math.max(0, millis - pixels * pixel.value));
    } else {
      pixel.add(Math.max(0, millis - base.value) / pixels);
    }
  }

  /**
   * Predicts.
   *
   * @param pixels of a picture
   * @return milliseconds
   */
  public synchronized double millis(long pixels) {
    return base.value + pixels * pixel.value;
  }
}
