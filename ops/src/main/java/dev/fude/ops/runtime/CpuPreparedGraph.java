package dev.fude.ops.runtime;

import dev.fude.core.backend.BackendUnavailableException;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.InsufficientMemoryException;
import dev.fude.core.backend.KernelTable;
import dev.fude.core.backend.Precision;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.Progress;
import dev.fude.core.backend.RunCancelledException;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.backend.RunningNorms;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.plan.Capabilities;
import dev.fude.core.plan.Operand;
import dev.fude.core.plan.Plan;
import dev.fude.core.plan.Planner;
import dev.fude.core.plan.RecentSizes;
import dev.fude.core.plan.Step;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A network on the CPU: one kernel for each node, made once; a plan for each input size, made when
 * the size is first seen; and a workspace for each run under way, used again by later ones. After
 * the first run of a size nothing of weight is allocated but the output.
 */
public final class CpuPreparedGraph implements PreparedGraph {
  private static final long MEBIBYTE = 1 << 20;

  private final int threads;
  private final Map<String, Kernel> kernels = new HashMap<>(); // by node
  private final RecentSizes<Plan> plans;
  private final WorkspacePool workspaces;

  /**
   * Checks the weights and makes the kernels.
   *
   * @param graph the network
   * @param weights its trained tensors
   * @param table what computes its ops
   * @param capabilities what the kernels fold; if any folds a norm, all norms' kernels are {@link
   *     NormKernel}s
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
      ExecutionOptions options) {
    this(graph, weights, table, capabilities, options, WorkspacePool::javaHeapRoom);
  }

  CpuPreparedGraph(
      Graph graph,
      Weights weights,
      KernelTable<Kernel> table,
      Capabilities capabilities,
      ExecutionOptions options,
      LongSupplier heapRoom) {
    requireFloat32(options, table.backend());
    this.plans =
        new RecentSizes<>(shape -> Planner.plan(graph, shape, capabilities).requireArrays());
    this.threads = options.threads();
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
    return plans.of(input);
  }

  @Override
  public long bytesNeeded(Shape input) {
    Plan plan = plan(input);
    return plan.slotBytes()
        + plan.statistics().stream().mapToLong(RowSums::bytes).sum()
        + scratchBytes(plan)
        + outputBytes(plan);
  }

  /** Every worker keeps what its hungriest step has asked for. */
  private long scratchBytes(Plan plan) {
    return threads * plan.steps().stream().mapToLong(this::scratchBytes).max().orElse(0);
  }

  private static long outputBytes(Plan plan) {
    return plan.output().elements() * Float.BYTES;
  }

  private long scratchBytes(Step step) {
    StepShapes shapes =
        new StepShapes(step.operands().stream().map(Operand::shape).toList(), step.shape());
    return kernels.get(step.name()).scratchBytes(shapes);
  }

  @Override
  public <T> T run(RunInput<T> input, RunOptions options) {
    return input.runBy(new ByNumbers(options));
  }

  private final class ByNumbers implements RunInput.Runner {
    private final RunOptions options;

    ByNumbers(RunOptions options) {
      this.options = options;
    }

    @Override
    public Shape output(Shape input) {
      return plan(input).output();
    }

    @Override
    public Tensor runNumbers(Tensor input) {
      return run(input, options);
    }
  }

  private Tensor run(Tensor input, RunOptions options) {
    Progress progress = options.progress();
    if (options.runningNorms().isEmpty()) {
      return run(input, progress, node -> MomentsRule.OWN);
    }
    try (RunningNorms.Picture picture = options.runningNorms().get().begin()) {
      Tensor output = run(input, progress, node -> (m, v) -> picture.advance(node, m, v));
      picture.keep();
      return output;
    }
  }

  private Tensor run(Tensor input, Progress progress, Function<String, MomentsRule> moments) {
    Plan plan = plan(input.shape());
    try {
      Workspace workspace =
          workspaces
              .take(plan, scratchBytes(plan), outputBytes(plan))
              .orElseThrow(() -> new InsufficientMemoryException(tooLarge(input.shape())));
      Tensor output = Tensor.zeros(plan.output());
      execute(new PlanRun(plan, kernels, moments, workspace, input, output), progress, workspace);
      return output;
    } catch (OutOfMemoryError e) {
      workspaces.clear();
      throw new InsufficientMemoryException(tooLarge(input.shape()), e);
    }
  }

  /** The workspace of a run that failed otherwise is left to the garbage collector. */
  private void execute(PlanRun run, Progress progress, Workspace workspace) {
    try {
      run.execute(progress);
    } catch (RunCancelledException e) {
      workspaces.giveBack(workspace);
      throw e;
    }
    workspaces.giveBack(workspace);
  }

  private String tooLarge(Shape input) {
    return String.format(
        Locale.ROOT,
        "A run on an input of shape %s needs %,d MiB, which the Java heap of %,d MiB cannot give;"
            + " use a smaller picture or a larger heap (java -Xmx).",
        input,
        (bytesNeeded(input) + MEBIBYTE - 1) / MEBIBYTE,
        Runtime.getRuntime().maxMemory() / MEBIBYTE);
  }

  /** Lets go of idle memory; a later run takes it anew. */
  @Override
  public void close() {
    workspaces.clear();
  }
}
