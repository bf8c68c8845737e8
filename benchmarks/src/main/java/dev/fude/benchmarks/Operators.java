package dev.fude.benchmarks;

import dev.fude.core.backend.BackendSelector;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.plan.Algorithm;
import dev.fude.core.plan.Step;
import dev.fude.core.tensor.Tensor;
import dev.fude.testkit.GraphCase;
import dev.fude.testkit.OpCase;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Single layers of the network, from the test kit's catalogue, each as a graph of its own: calls a
 * second, and beside them billions of multiplications and additions a second and the part of the
 * machine's measured rate that they are. Work is counted as a direct convolution does it; an
 * algorithm with fewer products may exceed 1.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Operators {
  /** Which layer, as {@link LayerNames} calls it; those listed are the convolutions. */
  @Param({
    "conv7x7-3-32-full",
    "conv3x3s2-32-64-full",
    "conv3x3-64-64-half",
    "conv3x3s2-64-128-half",
    "conv3x3-128-128-quarter",
    "conv1x1-128-256-quarter",
    "depthwise3x3-256-quarter",
    "conv1x1-256-256-quarter",
    "conv1x1-256-512-quarter",
    "depthwise3x3-512-quarter",
    "conv1x1-512-256-quarter",
    "conv3x3-256-128-quarter",
    "conv3x3-128-128-half",
    "conv3x3-128-64-full",
    "conv3x3-64-64-full",
    "conv7x7-64-32-full",
    "conv1x1-32-3-full"
  })
  public String layer;

  /** {@code default} for what the backend chooses, {@code direct} for direct convolution. */
  @Param({"default", "direct"})
  public String algorithm;

  /** The backend: {@code simd}, or {@code scalar}, which is slow. */
  @Param("simd")
  public String backend;

  /** Rows and columns of the network's input, a multiple of 4. */
  @Param("512")
  public int size;

  /** Threads that a run may keep busy; 0 for one for each processor. */
  @Param("0")
  public int threads;

  private PreparedGraph prepared;
  private Tensor input;
  private double gflop;
  private double machine;

  /** Measures the machine, and makes the layer ready. */
  @Setup
  public void open() {
    int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    GraphCase graphCase = LayerNames.layer(layer, size).toGraph();
    gflop = 2e-9 * graphCase.multiplyAdds();
    machine = FmaRate.gflopPerSecond(count);
    input = graphCase.inputTensor();
    ExecutionOptions options = ExecutionOptions.ofThreads(count).withExact(isDirect(algorithm));
    prepared =
        BackendSelector.installed()
            .select(backend)
            .backend()
            .prepare(graphCase.graph(), graphCase.weights(), options);
    System.out.printf(
        "%n# %s; algorithm %s; %d threads; %.0f GFLOP/s measured%n",
        graphCase.name(), algorithmOf(prepared, input), count, machine);
  }

  private static boolean isDirect(String algorithm) {
    return switch (algorithm) {
      case "default" -> false;
      case "direct" -> true;
      default ->
          throw new IllegalStateException(
              "There is no algorithm \"" + algorithm + "\"; choose default or direct.");
    };
  }

  private static String algorithmOf(PreparedGraph prepared, Tensor input) {
    return prepared.plan(input.shape()).steps().stream()
        .filter(step -> step.name().equals(OpCase.NODE))
        .map(Step::algorithm)
        .flatMap(Optional::stream)
        .map(Algorithm::text)
        .findFirst()
        .orElse("-");
  }

  /**
   * Runs the layer once.
   *
   * @param rates told of the work
   * @return what it gave
   */
  @Benchmark
  public Tensor run(Rates rates) {
    rates.add(gflop, machine);
    return prepared.run(input);
  }

  /** Frees what the backend holds. */
  @TearDown
  public void close() {
    prepared.close();
  }
}
