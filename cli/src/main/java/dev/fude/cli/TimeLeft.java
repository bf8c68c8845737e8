package dev.fude.cli;

import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Foretells how long a batch still takes: the work that is left at the pace so far. Work is counted
 * in multiply-adds, which grow with a picture's pixels; pictures that were not begun are taken to
 * be as large as those that were.
 *
 * <p>The first picture also pays for the compilation of the kernels, so it does not count any more
 * when a second one is done. Before that, or before ten seconds are spent, nothing is foretold.
 */
final class TimeLeft {
  private static final double ENOUGH_SECONDS = 10;

  private final LongSupplier nanoTime;
  private int left;
  private int begun;
  private int done;
  private double begunWork;
  private double doneWork;
  private double currentWork;
  private double currentDone;
  private long since;
  private long firstEnd;
  private double firstWork;

  /**
   * Nothing is begun yet.
   *
   * @param pictures how many there are
   * @param nanoTime the clock
   */
  TimeLeft(int pictures, LongSupplier nanoTime) {
    this.left = pictures;
    this.nanoTime = nanoTime;
  }

  /** A picture's painting begins. */
  synchronized void begin() {
    currentWork = 0;
    currentDone = 0;
    if (begun == 0) {
      since = nanoTime.getAsLong();
    }
  }

  /** The picture has come so far. */
  synchronized void advance(long workDone, long work) {
    if (currentWork == 0) {
      begun++;
      begunWork += work;
    }
    currentWork = work;
    currentDone = workDone;
  }

  /** The picture is painted, or will not be. */
  synchronized void end() {
    left--;
    doneWork += currentDone;
    if (currentWork > 0) {
      done++;
      leaveOutTheFirst();
    }
    currentWork = 0;
    currentDone = 0;
  }

  private void leaveOutTheFirst() {
    if (done == 1) {
      firstEnd = nanoTime.getAsLong();
      firstWork = doneWork;
    } else if (done == 2) {
      since = firstEnd;
      doneWork -= firstWork;
    }
  }

  /**
   * The foretelling.
   *
   * @return seconds; empty if it is too early to say
   */
  synchronized OptionalDouble seconds() {
    double seconds = (nanoTime.getAsLong() - since) / 1e9;
    double worked = doneWork + currentDone;
    if (worked == 0 || done < 2 && seconds < ENOUGH_SECONDS) {
      return OptionalDouble.empty();
    }
    int unseen = currentWork > 0 ? left - 1 : left;
    double work = currentWork - currentDone + unseen * begunWork / begun;
    return OptionalDouble.of(seconds / worked * work);
  }

  /**
   * In words, as exactly as it can be known.
   *
   * @param seconds how long
   * @return such as {@code 40 s}, {@code 12 min} or {@code 3 h 20 min}
   */
  static String words(double seconds) {
    long whole = Math.max(1, Math.round(seconds));
    if (whole < 90) {
      return whole + " s";
    }
    long minutes = Math.round(seconds / 60);
    return minutes < 90 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
  }
}
