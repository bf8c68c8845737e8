package dev.fude.ops.simd;

import java.util.List;
import java.util.function.Supplier;

/**
 * Has kernels compiled before they are needed, by repeating small runs of networks that use them.
 *
 * <p>Until C2 has compiled a kernel, each of its vectors is an object: some hundred times slower
 * than after. C2 compiles a method once it was called, or its loops were repeated, some thousand
 * times, however long that takes. A real picture has long loops and waits seconds for that point;
 * these runs have short ones. They take turns, so that what several of them use is compiled once,
 * with all that it is used for in its profile, and not again for each. They run on a thread of
 * their own, so that weights and pictures can be read meanwhile; a first picture waits for them to
 * end, because its threads would only take the processors from the compiler.
 */
final class WarmUp {
  private static final String NAME = "fude-simd-warm-up";

  /** Turns after which nothing more was seen to be compiled. */
  private static final int MOST_TURNS = 300;

  /**
   * Many times what idle processors need, because on busy ones the compiler needs longer as well,
   * and a picture that begins before it is done takes several times as long. What is not compiled
   * by then is left to the first picture.
   */
  private static final long MOST_NANOS = 10_000_000_000L;

  private Supplier<List<SmallRun>> runs; // once it has begun, the thread's alone
  private final Thread thread = new Thread(this::takeTurns, NAME);
  private volatile boolean stopped;

  private WarmUp(Supplier<List<SmallRun>> runs) {
    this.runs = runs;
  }

  /**
   * Begins one, on a thread that soon ends.
   *
   * @param runs called on that thread
   */
  static WarmUp begin(Supplier<List<SmallRun>> runs) {
    WarmUp warmUp = new WarmUp(runs);
    warmUp.thread.setDaemon(true);
    warmUp.thread.setUncaughtExceptionHandler((failed, failure) -> {}); // a picture meets it again
    warmUp.thread.start();
    return warmUp;
  }

  private void takeTurns() {
    List<SmallRun> each = runs.get();
    runs = List::of; // a network's weights go when it does
    long end = System.nanoTime() + MOST_NANOS;
    for (int turn = 0; turn < MOST_TURNS && System.nanoTime() - end < 0 && !stopped; turn++) {
      each.forEach(SmallRun::run);
    }
  }

  /** Ends it after the turn under way. */
  void stop() {
    stopped = true;
  }

  boolean isUnderWay() {
    return thread.isAlive();
  }

  /** Waits for its end. Nobody who is interrupted waits; what follows sees it as well. */
  void await() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
