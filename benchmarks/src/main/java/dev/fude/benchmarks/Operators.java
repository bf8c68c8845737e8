package dev.fude.benchmarks;

import dev.fude.core.backend.BackendSelector;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.tensor.Tensor;
import dev.fude.testkit.GraphCase;
import dev.fude.testkit.OpCase;
import dev.fude.testkit.OpCases;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.AuxCounters;
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
  /** Which layer, as its place in {@link OpCases#network}; its name is printed. */
  @Param({
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16"
  })
  public int layer;

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
  private double gflopPerSecond;

  /** Measures the machine, and makes the layer ready. */
  @Setup
  public void open() {
    int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    GraphCase graphCase = caseOf(layer, size).toGraph();
    gflop = 2e-9 * graphCase.multiplyAdds();
    gflopPerSecond = FmaRate.gflopPerSecond(count);
    System.out.printf(
        "%n# %s; %d threads; %.0f GFLOP/s measured%n", graphCase.name(), count, gflopPerSecond);
    input = graphCase.inputTensor();
    prepared =
        BackendSelector.installed()
            .select(backend)
            .backend()
            .prepare(graphCase.graph(), graphCase.weights(), ExecutionOptions.ofThreads(count));
  }

  private static OpCase caseOf(int layer, int size) {
    List<OpCase> layers = OpCases.network(size, size);
    if (layer >= layers.size()) {
      throw new IllegalStateException(
          "There is no layer " + layer + "; layers are " + listed(layers) + ".");
    }
    return layers.get(layer);
  }

  private static String listed(List<OpCase> layers) {
    return layers.stream()
        .map(opCase -> layers.indexOf(opCase) + " " + opCase.name())
        .collect(Collectors.joining(", "));
  }

  /**
   * Runs the layer once.
   *
   * @param rates told of the work
   * @return what it gave
   */
  @Benchmark
  public Tensor run(Rates rates) {
    rates.gflopPerSecond += gflop;
    rates.ofFmaRate += gflop / gflopPerSecond;
    return prepared.run(input);
  }

  /** Frees what the backend holds. */
  @TearDown
  public void close() {
    prepared.close();
  }

  /** Counted up by each call, and divided by the time by JMH. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Rates {
    /** Billions of multiplications and additions. */
    public double gflopPerSecond;

    /** The same, in units of what the machine can do in a second. */
    public double ofFmaRate;
  }
}
