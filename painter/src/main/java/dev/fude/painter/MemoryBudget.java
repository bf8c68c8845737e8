package dev.fude.painter;

import dev.fude.core.backend.RunCancelledException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * The Java heap as pictures share it: whoever is about to paint reserves what that takes, before
 * any of it is allocated, and gives it back afterwards. One for the whole JVM, because its painters
 * have one heap. Who does not find enough may wait for others to give theirs back: first come,
 * first served.
 *
 * <p>The heap's free part does not tell what can be had: most of what is not free may be garbage.
 * What counts is the limit, less what pictures have reserved, less what the rest of the program
 * keeps. Of that only an upper bound is ever seen, what is in use while nobody paints; the lowest
 * seen is the closest. Only where that stands between a picture and the heap is garbage collected
 * to see better. No memory is taken to find out whether it is there, which may end the JVM.
 *
 * <p>A part of the heap stays unused: collectors that divide the heap keep its young part free of
 * arrays as large as a picture's, and pictures' arrays do not fill the old part without gaps. The
 * limit counts without it, though the parallel collector tells less when it makes its survivors'
 * space larger: that is part of the young, and a picture that fitted is not to be refused for it.
 */
final class MemoryBudget {
  /** The budget of this JVM's heap. */
  static final MemoryBudget OF_THIS_JVM =
      new MemoryBudget(
          Runtime.getRuntime()::maxMemory, MemoryBudget::usedBytes, FullCollection::run);

  /** A program that asks for more than there is time and again is not to be slowed down by it. */
  private static final long NANOS_BETWEEN_COLLECTIONS = 10_000_000_000L;

  /** The part that is left unused: HotSpot gives the young a third at most, some of it to use. */
  private static final int SPARED = 4; // one of so many

  private final LongSupplier limit;
  private final LongSupplier used;
  private final Runnable collection;
  private final Queue<Object> waiting = new ArrayDeque<>();
  private long limitBytes; // of the heap: the highest seen
  private long otherBytes = Long.MAX_VALUE; // of the program, beside pictures: the lowest seen
  private long nextCollection = System.nanoTime();
  private long heldBytes;
  private int holders;

  /**
   * A budget of which nothing is reserved.
   *
   * @param limit bytes that the heap may grow to
   * @param used bytes in use at the moment, garbage among them
   * @param collection lets garbage be no longer in use
   */
  MemoryBudget(LongSupplier limit, LongSupplier used, Runnable collection) {
    this.limit = limit;
    this.used = used;
    this.collection = collection;
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

  /** What one painter may take of the budget. */
  final class Share {
    private final long most;
    private long heldBytes;
    private int holders;

    private Share(long most) {
      this.most = most;
    }

    /** Whether it bounds the painter more than the heap does. */
    boolean isBound() {
      return most < MemoryBudget.this.state().bytes();
    }

    /**
     * Whether there is as much when nobody paints.
     *
     * @param bytes at least 1
     * @return false if that cannot be waited for
     */
    boolean canHold(long bytes) {
      synchronized (MemoryBudget.this) {
        watch();
        if (bytes <= most && bytes > state().bytes()) {
          lookBehindGarbage(bytes);
        }
        return bytes <= state().bytes();
      }
    }

    /**
     * Takes a part now, if it is there and nobody waits.
     *
     * @param bytes at least 1
     * @return the part, or empty if less is left
     */
    Optional<Reservation> tryReserve(long bytes) {
      synchronized (MemoryBudget.this) {
        watch();
        return waiting.isEmpty() && bytes <= left() ? Optional.of(taken(bytes)) : Optional.empty();
      }
    }

    /**
     * Takes a part as soon as it is there.
     *
     * @param bytes at least 1
     * @return the part, or empty if that is more than there is when nobody paints
     * @throws RunCancelledException if the calling thread is interrupted
     */
    Optional<Reservation> reserve(long bytes) {
      synchronized (MemoryBudget.this) {
        watch();
        Object place = new Object();
        waiting.add(place);
        try {
          while (bytes <= state().bytes() && (waiting.peek() != place || bytes > left())) {
            MemoryBudget.this.wait();
          }
          return bytes <= state().bytes() ? Optional.of(taken(bytes)) : Optional.empty();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new RunCancelledException();
        } finally {
          waiting.remove(place);
          MemoryBudget.this.notifyAll();
        }
      }
    }

    /**
     * Looks.
     *
     * @return what there is for this painter, and who has it: others only if they share it
     */
    State state() {
      synchronized (MemoryBudget.this) {
        State heap = MemoryBudget.this.state();
        return most < heap.bytes() ? new State(most, heldBytes, holders) : heap;
      }
    }

    private long left() {
      State heap = MemoryBudget.this.state();
      return Math.min(most - heldBytes, heap.bytes() - heap.heldBytes());
    }

    private Reservation taken(long bytes) {
      Reservation reservation = new Reservation(this);
      reservation.change(bytes);
      return reservation;
    }
  }

  /** A part of the budget, held until it is closed. */
  final class Reservation implements AutoCloseable {
    private final Share share;
    private long bytes;

    private Reservation(Share share) {
      this.share = share;
    }

    /** Gives all but so many bytes back. */
    void reduceTo(long rest) {
      synchronized (MemoryBudget.this) {
        change(Math.min(bytes, rest));
      }
    }

    /** Gives it back; a second time does nothing. */
    @Override
    public void close() {
      reduceTo(0);
    }

    private void change(long to) {
      int holder = Long.signum(to) - Long.signum(bytes);
      share.heldBytes += to - bytes;
      share.holders += holder;
      heldBytes += to - bytes;
      holders += holder;
      bytes = to;
      MemoryBudget.this.notifyAll();
    }
  }

  /**
   * Lets a painter take part.
   *
   * @param most bytes that its pictures may have together
   * @return its share
   */
  Share share(long most) {
    return new Share(most);
  }

  private synchronized State state() {
    long heap = heapBytes();
    return new State(Math.max(0, heap - heap / SPARED - otherBytes), heldBytes, holders);
  }

  private long heapBytes() {
    limitBytes = Math.max(limitBytes, limit.getAsLong());
    return limitBytes;
  }

  /** What looks like the program's own may be garbage. */
  private void lookBehindGarbage(long bytes) {
    long heap = heapBytes();
    boolean isTime = System.nanoTime() - nextCollection >= 0;
    if (holders == 0 && bytes <= heap - heap / SPARED && isTime) {
      collection.run();
      watch();
      nextCollection = System.nanoTime() + NANOS_BETWEEN_COLLECTIONS;
    }
  }

  private void watch() {
    if (holders == 0) {
      otherBytes = Math.min(otherBytes, used.getAsLong());
    }
  }
}
