package dev.fude.ops.runtime;

import dev.fude.core.backend.RunCancelledException;
import dev.fude.ops.runtime.KernelCall.RowBody;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntUnaryOperator;

/**
 * The threads of one run: the calling thread and up to {@code threads - 1} helpers from an
 * executor.
 *
 * <p>Rows are cut into bands, a few for each thread, and every thread takes the next band until
 * none is left. Bands come in rounds of one for each thread, and every round's are shorter: threads
 * that are equally fast end together, and one that somebody else's work delays is late by a short
 * band ("factoring": S. Hummel, E. Schonberg, L. Flynn, Communications of the ACM 35(8), 1992). The
 * caller takes bands too and then waits only for bands that a helper has begun: helpers that come
 * late, or never because the executor is busy with other runs, cost nothing and cannot deadlock.
 * Nobody spins. A failure in one band is thrown to the caller once all begun bands ended.
 *
 * <p>An interrupt of the caller is such a failure: no band is begun after it, and those begun end
 * where they next ask {@link #throwIfCancelled}. The caller stays interrupted.
 *
 * <p>A helper that comes late helps with whatever is being split by then, so that no more than
 * {@code threads - 1} calls for help ever wait in the executor, however long it stays busy, and a
 * waiting call holds on to no tensor.
 */
public final class Workers {
  private static final int ROUNDS = 4;
  private static final int OVERLAP_ROUNDS = 2;

  private final int threads;
  private final Executor executor;
  private final Scratch[] scratch;
  private final AtomicInteger waitingCalls = new AtomicInteger();
  private Thread caller = Thread.currentThread();
  private volatile boolean interruptSeen; // and so cleared, until the caller has waited
  private volatile Split current; // written after caller, so that helpers see the right one

  /**
   * The workers of one run at a time.
   *
   * @param threads the most threads to keep busy, the caller included; at least 1
   * @param executor where helpers come from; not used if threads is 1
   */
  public Workers(int threads, Executor executor) {
    this.threads = threads;
    this.executor = executor;
    this.scratch = new Scratch[threads];
    for (int i = 0; i < threads; i++) {
      scratch[i] = new Scratch();
    }
  }

  /**
   * How many threads may be busy.
   *
   * @return at least 1
   */
  public int threads() {
    return threads;
  }

  /**
   * Splits rows into bands and computes them all.
   *
   * @param rows how many rows there are; with none nothing happens
   * @param body computes a band of them
   * @throws RunCancelledException if the caller is interrupted
   */
  public void split(int rows, RowBody body) {
    int bands = threads == 1 ? Math.min(rows, 1) : Math.min(rows, threads * ROUNDS);
    split(bands, band -> firstRow(rows, band, bands, ROUNDS), body);
  }

  /**
   * Computes bands that are cut already.
   *
   * @param bands how many there are
   * @param edge the first row of each; for one past the last, the rows that there are
   * @param body computes a band
   * @throws RunCancelledException if the caller is interrupted
   */
  void split(int bands, IntUnaryOperator edge, RowBody body) {
    caller = Thread.currentThread();
    interruptSeen = false;
    throwIfCancelled();
    if (bands == 0) {
      return;
    }
    if (threads == 1 || bands == 1) {
      for (int band = 0; band < bands; band++) {
        throwIfCancelled();
        body.compute(edge.applyAsInt(band), edge.applyAsInt(band + 1), scratch[0]);
      }
      return;
    }
    Split split = new Split(bands, edge, body);
    current = split;
    try {
      callHelpers(Math.min(threads, bands) - 1);
      split.compute();
    } finally {
      current = null;
    }
  }

  /**
   * Ends a band that is no longer wanted. Asking costs two loads; a band that takes long asks every
   * few milliseconds.
   *
   * @throws RunCancelledException if the thread that called {@link #split} was interrupted
   */
  public void throwIfCancelled() {
    if (interruptSeen || caller.isInterrupted()) {
      throw new RunCancelledException();
    }
  }

  /**
   * In how many bands threads compute what is stored over its input: each more takes a little
   * memory.
   *
   * @param threads how many threads may be busy
   * @return at least 1
   */
  public static int overlapBands(int threads) {
    return threads == 1 ? 1 : OVERLAP_ROUNDS * threads;
  }

  /**
   * Where one of those bands begins.
   *
   * @param rows all rows
   * @param band the band, or their number for one past the last
   * @param bands how many bands there are, at most as many as rows
   * @return a row; every band has at least one
   */
  static int firstOverlapRow(int rows, int band, int bands) {
    return firstRow(rows, band, bands, OVERLAP_ROUNDS);
  }

  /** Of four rounds, the bands of the first are four times as long as those of the last. */
  private static int firstRow(int rows, int band, int bands, int rounds) {
    int perRound = bands / rounds;
    int shares = perRound * rounds * (rounds + 1) / 2;
    if (bands % rounds > 0 || rows < shares) {
      return (int) ((long) rows * band / bands);
    }
    int round = band / perRound;
    int before = perRound * (rounds * round - round * (round - 1) / 2);
    return (int) ((long) rows * (before + band % perRound * (rounds - round)) / shares);
  }

  /** Bytes of scratch memory that the threads hold by now. */
  long scratchBytes() {
    long bytes = 0;
    for (Scratch own : scratch) {
      bytes += own.bytes();
    }
    return bytes;
  }

  private void callHelpers(int wanted) {
    for (int calls = waitingCalls.get(); calls < wanted; calls++) {
      waitingCalls.incrementAndGet();
      try {
        executor.execute(this::help);
      } catch (RejectedExecutionException e) {
        waitingCalls.decrementAndGet();
        return; // the caller does the work alone
      }
    }
  }

  private void help() {
    waitingCalls.decrementAndGet();
    Split split = current;
    if (split != null) {
      split.help();
    }
  }

  /** One splitting of rows, in progress. */
  private final class Split {
    private final int bands;
    private final IntUnaryOperator edge;
    private final RowBody body;
    private final AtomicInteger nextBand = new AtomicInteger();
    private final AtomicInteger nextScratch = new AtomicInteger(1);
    private final CountDownLatch unfinished;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Split(int bands, IntUnaryOperator edge, RowBody body) {
      this.bands = bands;
      this.edge = edge;
      this.body = body;
      this.unfinished = new CountDownLatch(bands);
    }

    void compute() {
      takeBands(scratch[0]);
      awaitBegunBands();
      Throwable thrown = failure.get();
      if (thrown instanceof Error error) {
        throw error;
      }
      if (thrown != null) {
        throw (RuntimeException) thrown;
      }
    }

    /** A late helper of an earlier split may make one too many; it finds no scratch memory. */
    void help() {
      int index = nextScratch.getAndIncrement();
      if (index < threads) {
        takeBands(scratch[index]);
      }
    }

    private void takeBands(Scratch own) {
      for (int band = nextBand.getAndIncrement(); band < bands; band = nextBand.getAndIncrement()) {
        try {
          throwIfCancelled();
          body.compute(edge.applyAsInt(band), edge.applyAsInt(band + 1), own);
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        } finally {
          unfinished.countDown();
        }
      }
    }

    private void awaitBegunBands() {
      while (true) {
        try {
          unfinished.await();
          break;
        } catch (InterruptedException e) {
          interruptSeen = true;
        }
      }
      if (interruptSeen) {
        // a band that asks between the interrupt's arrival here and the flag sees neither
        failure.compareAndSet(null, new RunCancelledException());
        Thread.currentThread().interrupt();
      }
    }
  }
}
