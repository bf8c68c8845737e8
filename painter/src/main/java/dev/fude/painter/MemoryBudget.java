package dev.fude.painter;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The Java heap as pictures share it: whoever is about to paint reserves what that takes, before
 * any of it is allocated, and gives it back afterwards. One for the whole JVM, because its painters
 * have one heap.
 *
 * <p>The heap's free part does not tell what can be had: most of what is not free may be garbage.
 * What counts is the limit, less what pictures have reserved, less what the rest of the program
 * keeps. Of that only an upper bound is ever seen, what is in use while nobody paints; the lowest
 * seen is the closest.
 *
 * <p>Several pictures at once leave a part of the heap unused: collectors that divide the heap keep
 * its young part free of arrays as large as a picture's, and several pictures' arrays do not fill
 * the old part without gaps.
 */
final class MemoryBudget {
  /** The budget of this JVM's heap. */
  static final MemoryBudget OF_THIS_JVM =
      new MemoryBudget(Runtime.getRuntime()::maxMemory, MemoryBudget::usedBytes);

  /** The part that is left unused where pictures share: HotSpot gives the young a third at most. */
  private static final int SPARED = 4; // one of so many

  private final LongSupplier limit;
  private final LongSupplier used;
  private long otherBytes = Long.MAX_VALUE; // of the program, beside pictures: the lowest seen
  private long heldBytes;
  private int holders;
  private boolean refused; // somebody, since garbage was last collected

  /**
   * A budget of which nothing is reserved.
   *
   * @param limit bytes that the heap may grow to
   * @param used bytes in use at the moment, garbage among them
   */
  MemoryBudget(LongSupplier limit, LongSupplier used) {
    this.limit = limit;
    this.used = used;
    watch();
  }

  private static long usedBytes() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /**
   * How much there is, and who has it.
   *
   * @param bytes what pictures may take together
   * @param heldBytes what of it is reserved
   * @param holders how many reservations that is
   */
  record State(long bytes, long heldBytes, int holders) {}

  /** A part of the budget, held until it is closed. */
  final class Reservation implements AutoCloseable {
    private long bytes;

    private Reservation(long bytes) {
      this.bytes = bytes;
    }

    /** Gives it back; a second time does nothing. */
    @Override
    public void close() {
      synchronized (MemoryBudget.this) {
        if (bytes > 0) {
          heldBytes -= bytes;
          holders--;
          bytes = 0;
        }
      }
    }
  }

  /**
   * Takes a part, if it is there.
   *
   * @param bytes at least 1
   * @return the part, or empty if less is left
   */
  synchronized Optional<Reservation> reserve(long bytes) {
    watch();
    if (bytes > left() && holders == 0) {
      collectGarbage();
    }
    if (bytes > left()) {
      refused = true;
      return Optional.empty();
    }
    heldBytes += bytes;
    holders++;
    return Optional.of(new Reservation(bytes));
  }

  /**
   * Looks.
   *
   * @return what there is now
   */
  synchronized State state() {
    long heap = limit.getAsLong();
    long spared = holders == 0 ? 0 : heap / SPARED;
    return new State(Math.max(0, heap - spared - otherBytes), heldBytes, holders);
  }

  private long left() {
    return state().bytes() - heldBytes;
  }

  private void watch() {
    if (refused && holders == 0) {
      collectGarbage();
    } else if (holders == 0) {
      otherBytes = Math.min(otherBytes, used.getAsLong());
    }
  }

  /** What looks like the program's own may be garbage. Only worth its time if somebody lacks it. */
  private void collectGarbage() {
    System.gc();
    otherBytes = Math.min(otherBytes, used.getAsLong());
    refused = false;
  }
}
