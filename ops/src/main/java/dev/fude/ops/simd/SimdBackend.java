package dev.fude.ops.simd;

import dev.fude.core.backend.Availability;
import dev.fude.core.backend.Backend;
import dev.fude.core.backend.BackendUnavailableException;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.graph.Graph;
import dev.fude.core.op.Op;
import dev.fude.core.weights.Weights;
import dev.fude.ops.rows.RowKernels;
import dev.fude.ops.runtime.CpuPreparedGraph;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The backend on the Vector API. This class touches no type of that API, so that it loads, and can
 * say what is missing, where the API is not.
 *
 * <p>The width is the JVM's preferred one; the system property {@code fude.simd.bits} forces 128,
 * 256 or 512 bits, for tests and measurements.
 */
public final class SimdBackend implements Backend {
  private static final String NAME = "simd";
  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final String WIDTH_CLASS = "dev.fude.ops.simd.SimdWidth";

  private static final WarmUps WARM_UPS = new WarmUps(GeneratorRuns::all);

  /** A backend for {@link java.util.ServiceLoader}. */
  public SimdBackend() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int preference() {
    return 10;
  }

  /**
   * While its kernels are compiled, {@code loops} computes some hundred thousand million
   * multiply-adds: it was faster by a sixth for 105 (AnimeGANv2, 512 x 512), by a third for 30.
   */
  @Override
  public long worthFrom() {
    return 120_000_000_000L;
  }

  @Override
  public Availability availability() {
    if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
      return Availability.unavailable(
          "The Vector API is not there; add --add-modules "
              + VECTOR_MODULE
              + " to the java command.");
    }
    try {
      return (Availability) newWidth().get();
    } catch (ReflectiveOperationException | LinkageError e) {
      return Availability.unavailable(
          "The Vector API of this Java version does not fit; use Java 17 to 25. (" + e + ")");
    }
  }

  private static Supplier<?> newWidth() throws ReflectiveOperationException {
    return Class.forName(WIDTH_CLASS)
        .asSubclass(Supplier.class)
        .getDeclaredConstructor()
        .newInstance();
  }

  /** Lets the JVM compile the kernels, on a thread of its own that soon ends. */
  @Override
  public void warmUp() {
    if (availability().ready()) {
      WARM_UPS.begin();
    }
  }

  @Override
  public Optional<String> refusal(Op op) {
    return kernels(ExecutionOptions.ofThreads(1)).table().refusal(op);
  }

  @Override
  public Optional<String> refusal(RunOptions options) {
    return Optional.empty();
  }

  @Override
  public PreparedGraph prepare(Graph graph, Weights weights, ExecutionOptions options) {
    Availability availability = availability();
    if (!availability.available()) {
      throw new BackendUnavailableException(
          "Backend \"simd\" cannot run here: " + availability.detail());
    }
    PreparedGraph network = prepared(graph, weights, options);
    return WARM_UPS
        .before(network, graph, weights, options)
        .<PreparedGraph>map(warmUp -> new WarmedUpGraph(network, warmUp))
        .orElse(network);
  }

  /** Prepares a network where the backend is available, without waiting for any warm-up. */
  static PreparedGraph prepared(Graph graph, Weights weights, ExecutionOptions options) {
    RowKernels kernels = kernels(options);
    return new CpuPreparedGraph(
        graph, weights, kernels.table(), kernels, CpuPreparedGraph.Access.ROWS, options);
  }

  private static RowKernels kernels(ExecutionOptions options) {
    return new RowKernels(NAME, new SimdMicrokernels(), options);
  }
}
