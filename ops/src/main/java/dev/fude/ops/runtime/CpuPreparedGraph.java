package dev.fude.ops.runtime;

import dev.fude.core.backend.BackendUnavailableException;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.KernelTable;
import dev.fude.core.backend.Precision;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.plan.Capabilities;
import dev.fude.core.plan.Operand;
import dev.fude.core.plan.Plan;
import dev.fude.core.plan.Planner;
import dev.fude.core.plan.RecentSizes;
import dev.fude.core.plan.Step;
import dev.fude.core.tensor.Shape;
import dev.fude.core.weights.Weights;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * A network on the CPU: one kernel for each node, made once; a plan for each input size, made when
 * the size is first seen; and a workspace for each run under way, used again by later ones. After
 * the first run of a size nothing of weight is allocated but the output.
 */
public final class CpuPreparedGraph implements PreparedGraph {
  private final String backend;
  private final int threads;
  private final String fewerThreads;
  private final Map<String, Kernel> kernels = new HashMap<>(); // by node
  private final RecentSizes<Passage> passages;
  private final WorkspacePool workspaces;
  private final Access access;

  /** What kernels need of the values that they read and write. */
  public enum Access {
    /** The array that a value is in: whatever {@link Slot} it has must be one. */
    ARRAYS,

    /** Its rows, wherever they are. */
    ROWS
  }

  /**
   * Checks the weights and makes the kernels.
   *
   * @param graph the network
   * @param weights its trained tensors
   * @param table what computes its ops
   * @param capabilities what the kernels fold; if any folds a norm, all norms' kernels are {@link
   *     NormKernel}s
   * @param access what the kernels need of values
   * @param options threads, and where they come from
   * @throws BackendUnavailableException if the kernels do not compute an op of the graph, or the
   *     options ask for another precision than float32
   * @throws dev.fude.core.weights.InvalidWeightsException if tensors are missing or misshapen
   */
  public CpuPreparedGraph(
      Graph graph,
      Weights weights,
      KernelTable<Kernel> table,
      Capabilities capabilities,
      Access access,
      ExecutionOptions options) {
    this(graph, weights, table, capabilities, access, options, WorkspacePool::javaHeapRoom);
  }

  CpuPreparedGraph(
      Graph graph,
      Weights weights,
      KernelTable<Kernel> table,
      Capabilities capabilities,
      Access access,
      ExecutionOptions options,
      LongSupplier heapRoom) {
    requireFloat32(options, table.backend());
    this.backend = table.backend();
    this.access = access;
    this.threads = options.threads();
    fewerThreads = options.fewerThreads();
    this.passages =
        new RecentSizes<>(
            shape -> Passage.of(Planner.plan(graph, shape, capabilities), capabilities, threads));
    Executor executor =
        options.executor().orElseGet(() -> HelperThreads.create(threads - 1, table.backend()));
    this.workspaces =
        new WorkspacePool(() -> new Workspace(new Workers(threads, executor)), heapRoom);
    weights.requireAtLeast(graph.parameterShapes(), "the network");
    for (Node node : Planner.prepared(graph, capabilities).nodes()) {
      kernels.put(node.name(), table.prepare(node, weights));
    }
  }

  private static void requireFloat32(ExecutionOptions options, String backend) {
    if (options.precision() != Precision.FLOAT32) {
      throw new BackendUnavailableException(
          String.format(
              "Backend \"%s\" computes in fp32 only, not in %s; leave the precision out, or choose"
                  + " backend cuda on a machine with a GPU.",
              backend, options.precision().id()));
    }
  }

  @Override
  public Plan plan(Shape input) {
    return passage(input).plan();
  }

  /** How pictures of a size are run. */
  Passage passage(Shape input) {
    return passages.of(input);
  }

  @Override
  public long bytesNeeded(Shape input) {
    Plan plan = plan(input);
    return fitsArrays(plan) ? workspaceBytes(plan) + plan.outputBytes() : Long.MAX_VALUE;
  }

  @Override
  public long heapBytesForRows(Shape input) {
    Passage passage = passage(input);
    return access == Access.ROWS && passage.swaths().isPresent() && passage.streamsInPlace()
        ? workspaceBytes(passage.plan())
        : heapBytesNeeded(input);
  }

  private long workspaceBytes(Plan plan) {
    return Workspace.slotBytes(plan) + Workspace.sumBytes(plan) + scratchBytes(plan);
  }

  @Override
  public Optional<ScratchNeed> scratchNeeded(Shape input) {
    Plan plan = plan(input);
    return access == Access.ROWS
        ? Optional.of(
            new ScratchNeed(Workspace.sumBytes(plan) + scratchBytes(plan), plan.slotBytes()))
        : Optional.empty();
  }

  /** Whether Java has arrays for all that a plan keeps in memory. */
  static boolean fitsArrays(Plan plan) {
    return plan.outputs().values().stream()
            .allMatch(output -> output.elements() <= Shape.MAX_ARRAY_LENGTH)
        && plan.slots().stream()
            .allMatch(elements -> Workspace.slotLength(elements) <= Shape.MAX_ARRAY_LENGTH);
  }

  /** The cure that {@link ExecutionOptions#fewerThreads} tells. */
  String fewerThreads() {
    return fewerThreads;
  }

  /** Every worker keeps what its hungriest step has asked for. */
  long scratchBytes(Plan plan) {
    return threads * plan.steps().stream().mapToLong(this::scratchBytes).max().orElse(0);
  }

  private long scratchBytes(Step step) {
    StepShapes shapes =
        new StepShapes(step.operands().stream().map(Operand::shape).toList(), step.shape());
    return kernels.get(step.name()).scratchBytes(shapes);
  }

  @Override
  public <T> T run(RunInput<T> input, RunOptions options) {
    if (access == Access.ARRAYS) {
      refusal(backend, options)
          .ifPresent(
              reason -> {
                throw new BackendUnavailableException(reason);
              });
    }
    return input.runBy(new CpuRun(this, kernels, workspaces, access, options));
  }

  /**
   * Why a backend whose kernels need arrays does not run in a certain way.
   *
   * @param backend its name
   * @param options how to run
   * @return one sentence, or empty if no scratch files are wanted
   */
  public static Optional<String> refusal(String backend, RunOptions options) {
    return options
        .scratch()
        .map(
            folder ->
                String.format(
                    "Backend \"%s\" keeps nothing in scratch files; leave the scratch folder out,"
                        + " or choose backend simd or loops.",
                    backend));
  }

  /** Lets go of idle memory; a later run takes it anew. */
  @Override
  public void close() {
    workspaces.clear();
  }
}
