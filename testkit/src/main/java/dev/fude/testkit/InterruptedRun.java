package dev.fude.testkit;

import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.util.concurrent.CountDownLatch;

/**
 * A run that is interrupted in its last step, which would take a second at the least: only who
 * looks for the interrupt within a step ends with an exception.
 */
final class InterruptedRun {
  /** A quick op, and then a convolution of 52 thousand million multiply-adds. */
  static final GraphCase SLOW = slow();

  private static final long STEP_MILLIS = 50; // by then the step has begun

  private final PreparedGraph prepared;
  private final CountDownLatch lastStep = new CountDownLatch(1);
  private final Thread caller = new Thread(this::run, "caller");
  private Throwable thrown;
  private boolean stillInterrupted;
  private long interruptedAt;
  private long endedAt;

  /**
   * Begins a run.
   *
   * @param prepared the network of {@link #SLOW}
   * @throws InterruptedException if the current thread is interrupted
   */
  InterruptedRun(PreparedGraph prepared) throws InterruptedException {
    this.prepared = prepared;
    caller.start();
    lastStep.await();
    Thread.sleep(STEP_MILLIS);
  }

  private static GraphCase slow() {
    int channels = 64;
    GraphBuilder builder = Graph.builder("in", channels);
    String quick = builder.add("quick", new Tanh(), builder.input());
    Window dilated = new Window(7, 7, 1, 1, 2, 2, Padding.zero(6));
    Graph graph = builder.build(builder.add("slow", Conv2d.of(channels, dilated), quick));
    Shape input = Shape.nhwc(1, 512, 512, channels);
    return new GraphCase("slow", graph, input, ValueRange.UNIT);
  }

  private void run() {
    RunInput<Tensor> input = RunInput.numbers(Tensor.zeros(SLOW.input()));
    try {
      prepared.run(input, RunOptions.DEFAULTS.withProgress((done, total) -> lastStep.countDown()));
    } catch (Throwable e) {
      thrown = e;
    }
    endedAt = System.nanoTime();
    stillInterrupted = Thread.currentThread().isInterrupted();
    lastStep.countDown();
  }

  /**
   * Interrupts the run and waits for its end.
   *
   * @throws InterruptedException if the current thread is interrupted
   */
  void interrupt() throws InterruptedException {
    interruptedAt = System.nanoTime();
    caller.interrupt();
    caller.join();
  }

  /** What the run ended with, or null if it went on to its end. */
  Throwable thrown() {
    return thrown;
  }

  /** Whether the caller's interrupt flag was set when the run had ended. */
  boolean stillInterrupted() {
    return stillInterrupted;
  }

  /** From the interrupt to the end of the run. */
  double seconds() {
    return (endedAt - interruptedAt) / 1e9;
  }
}
