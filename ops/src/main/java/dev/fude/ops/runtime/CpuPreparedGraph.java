package dev.fude.ops.runtime;

import dev.fude.core.backend.BackendUnavailableException;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.InsufficientMemoryException;
import dev.fude.core.backend.Precision;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.Progress;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.op.Normalization;
import dev.fude.core.plan.Operand;
import dev.fude.core.plan.Plan;
import dev.fude.core.plan.Planner;
import dev.fude.core.plan.RecentSizes;
import dev.fude.core.plan.Step;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * A network on the CPU: one kernel for each node, made once; a plan for each input size, made when
 * the size is first seen; and a workspace for each run under way, used again by later ones. After
 * the first run of a size nothing of weight is allocated but the output.
 */
public final class CpuPreparedGraph implements PreparedGraph {
  private static final long MEBIBYTE = 1 << 20;

  private final KernelSet kernelSet;
  private final int threads;
  private final Map<String, Kernel> kernels = new HashMap<>(); // by node
  private final Map<String, float[]> normTensors = new HashMap<>(); // by name, each (channels)
  private final RecentSizes<Plan> plans;
  private final WorkspacePool workspaces;

  /**
   * Checks the weights and makes the kernels.
   *
   * @param graph the network
   * @param weights its trained tensors
   * @param kernels what computes its ops
   * @param options threads, and where they come from
   * @param backend the backend's name, for messages and threads
   * @throws BackendUnavailableException if the kernels do not compute an op of the graph, or the
   *     options ask for another precision than float32
   * @throws dev.fude.core.weights.InvalidWeightsException if tensors are missing or misshapen
   */
  public CpuPreparedGraph(
      Graph graph, Weights weights, KernelSet kernels, ExecutionOptions options, String backend) {
    this(graph, weights, kernels, options, backend, WorkspacePool::javaHeapRoom);
  }

  CpuPreparedGraph(
      Graph graph,
      Weights weights,
      KernelSet kernelSet,
      ExecutionOptions options,
      String backend,
      LongSupplier heapRoom) {
    requireFloat32(options, backend);
    this.kernelSet = kernelSet;
    this.plans = new RecentSizes<>(shape -> Planner.plan(graph, shape, kernelSet.capabilities()));
    this.threads = options.threads();
    Executor executor =
        options.executor().orElseGet(() -> HelperThreads.create(threads - 1, backend));
    this.workspaces =
        new WorkspacePool(() -> new Workspace(new Workers(threads, executor)), heapRoom);
    weights.requireAtLeast(graph.parameterShapes(), "the network");
    for (Node node : Planner.prepared(graph, kernelSet.capabilities()).nodes()) {
      prepareNode(node, weights, backend);
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

  private void prepareNode(Node node, Weights weights, String backend) {
    KernelSet.Factory factory =
        kernelSet
            .factory(node.op())
            .orElseThrow(
                () ->
                    new BackendUnavailableException(
                        String.format(
                            "Node \"%s\" cannot run: %s",
                            node.name(), kernelSet.refusal(node.op(), backend).orElseThrow())));
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    node.parameters().forEach((role, tensor) -> parameters.put(role, weights.tensor(tensor)));
    kernels.put(node.name(), factory.prepare(node.op(), parameters));
    if (node.op() instanceof Normalization) {
      node.parameters()
          .values()
          .forEach(tensor -> normTensors.put(tensor, weights.tensor(tensor).data()));
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
    return (long) plan.output().elements() * Float.BYTES;
  }

  private long scratchBytes(Step step) {
    StepShapes shapes =
        new StepShapes(step.operands().stream().map(Operand::shape).toList(), step.shape());
    return kernels.get(step.name()).scratchBytes(shapes);
  }

  @Override
  public Tensor run(Tensor input, Progress progress) {
    Plan plan = plan(input.shape());
    try {
      Workspace workspace =
          workspaces
              .take(plan, scratchBytes(plan), outputBytes(plan))
              .orElseThrow(() -> new InsufficientMemoryException(tooLarge(input.shape())));
      Tensor output = Tensor.zeros(plan.output());
      new PlanRun(plan, kernels, normTensors, workspace, input, output).execute(progress);
      workspaces.giveBack(workspace); // one whose run failed is left to the garbage collector
      return output;
    } catch (OutOfMemoryError e) {
      workspaces.clear();
      throw new InsufficientMemoryException(tooLarge(input.shape()), e);
    }
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
