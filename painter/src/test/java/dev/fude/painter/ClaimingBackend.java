package dev.fude.painter;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.graph.Graph;
import dev.fude.core.plan.Plan;
import dev.fude.core.tensor.Shape;
import dev.fude.core.weights.Weights;
import dev.fude.testkit.StubBackend;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives back what it is given, and claims to need memory for that. Its runs are counted, and wait
 * or fail if a test wants so.
 */
final class ClaimingBackend extends StubBackend {
  private final long heap;
  private final PreparedGraph.ScratchNeed scratch;
  private final Queue<RunOptions> runs = new ConcurrentLinkedQueue<>();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private volatile boolean waits;
  private volatile RuntimeException failure;

  ClaimingBackend(long heap, long heapWithScratch, long files) {
    super("claiming");
    this.heap = heap;
    this.scratch = new PreparedGraph.ScratchNeed(heapWithScratch, files);
  }

  /** How its runs so far were to be run; may be taken away. */
  Queue<RunOptions> runs() {
    return runs;
  }

  /** Has the runs from now on wait until they may {@linkplain #goOn go on}. */
  void waitInRuns() {
    waits = true;
  }

  void goOn() {
    goOn.countDown();
  }

  int mostAtOnce() {
    return mostAtOnce.get();
  }

  void awaitAtOnce(int count) {
    while (mostAtOnce.get() < count) {
      Thread.onSpinWait();
    }
  }

  /** Has the runs from now on fail, or null for no failure. */
  void failWith(RuntimeException failure) {
    this.failure = failure;
  }

  @Override
  public PreparedGraph prepare(Graph graph, Weights weights, ExecutionOptions options) {
    return new Claiming(new EchoBackend().prepare(graph, weights, options));
  }

  private final class Claiming implements PreparedGraph {
    private final PreparedGraph echo;

    Claiming(PreparedGraph echo) {
      this.echo = echo;
    }

    @Override
    public Plan plan(Shape input) {
      return echo.plan(input);
    }

    @Override
    public long bytesNeeded(Shape input) {
      return heap;
    }

    @Override
    public Optional<ScratchNeed> scratchNeeded(Shape input) {
      return Optional.of(scratch);
    }

    @Override
    public <T> T run(RunInput<T> input, RunOptions chosen) {
      begin(chosen);
      try {
        return echo.run(input, chosen);
      } finally {
        atOnce.decrementAndGet();
      }
    }

    @Override
    public void close() {}
  }

  private void begin(RunOptions options) {
    if (failure != null) {
      throw failure;
    }
    runs.add(options);
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    try {
      if (waits) {
        goOn.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
