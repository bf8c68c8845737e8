package dev.fude.backend.jcuda;

import dev.fude.backend.jcuda.PlanLaunch.NormKey;
import dev.fude.backend.jcuda.PlanLaunch.PreparedKernels;
import dev.fude.backend.jcuda.driver.CudaException;
import dev.fude.backend.jcuda.driver.Driver.MemoryInfo;
import dev.fude.core.backend.BackendUnavailableException;
import dev.fude.core.backend.InsufficientMemoryException;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.Progress;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.op.Normalization;
import dev.fude.core.op.Parameter;
import dev.fude.core.plan.Plan;
import dev.fude.core.plan.Planner;
import dev.fude.core.plan.RecentSizes;
import dev.fude.core.tensor.Levels;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A network on the GPU: its weights in one block of device memory, a plan and a layout for each
 * input size, and a runner for each run under way, used again by later ones.
 */
final class CudaPreparedGraph implements PreparedGraph {
  private static final double MEBIBYTE = 1 << 20;

  private final RecentSizes<Prepared> sizes;
  private final Session session;
  private final RunnerPool runners;
  private final Resources resources = new Resources();
  private final ReadWriteLock open = new ReentrantReadWriteLock(); // runs read it, close writes it

  /** A plan and where it has what. */
  private record Prepared(Plan plan, RunLayout layout) {
    static Prepared of(Plan plan, Map<String, CudaKernel> byNode, Mode mode) {
      return new Prepared(plan, new RunLayout(plan, byNode, mode));
    }
  }

  /**
   * Checks the weights and copies them to the device.
   *
   * @param graph the network
   * @param weights its trained tensors
   * @param device the device
   * @param mode in which numbers is computed
   * @throws BackendUnavailableException if an op of the graph has no kernel
   * @throws dev.fude.core.weights.InvalidWeightsException if tensors are missing or misshapen
   * @throws CudaException if the driver fails
   */
  CudaPreparedGraph(Graph graph, Weights weights, CudaDevice device, Mode mode) {
    weights.requireAtLeast(graph.parameterShapes(), "the network");
    CudaKernels factories = new CudaKernels(mode);
    WeightsBlock block = new WeightsBlock();
    Map<String, CudaKernel> byNode = new HashMap<>();
    Map<NormKey, CudaNormalization> norms = new HashMap<>();
    for (Node node : Planner.prepared(graph, factories).nodes()) {
      CudaKernel kernel = prepare(node, factories, weights, block);
      byNode.put(node.name(), kernel);
      if (node.op() instanceof Normalization norm) {
        norms.put(key(norm, node), (CudaNormalization) kernel);
      }
    }
    sizes =
        new RecentSizes<>(
            shape -> Prepared.of(Planner.plan(graph, shape, factories), byNode, mode));
    try {
      Session opened = new Session(device, mode);
      resources.add(opened::close);
      PreparedKernels kernels =
          new PreparedKernels(byNode, norms, block.upload(opened.driver(), resources));
      session = opened;
      runners =
          new RunnerPool(
              () -> new Runner(opened, kernels)); // must not lead to this, see LeakReport
      resources.add(runners::closeIdle);
    } catch (RuntimeException e) {
      resources.closeAfter(e);
      throw e;
    }
    LeakReport.watch(this, resources);
  }

  private static CudaKernel prepare(
      Node node, CudaKernels factories, Weights weights, WeightsBlock block) {
    factories
        .refusal(node.op())
        .ifPresent(
            reason -> {
              throw new BackendUnavailableException(
                  String.format("Node \"%s\" cannot run: %s", node.name(), reason));
            });
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    node.parameters().forEach((role, tensor) -> tensors.put(role, weights.tensor(tensor)));
    return factories.prepare(node.op(), tensors, block);
  }

  private static NormKey key(Normalization norm, Node node) {
    Map<String, String> names = node.parameters();
    return new NormKey(norm, names.get(Parameter.GAMMA), names.get(Parameter.BETA));
  }

  @Override
  public Plan plan(Shape input) {
    return sizes.of(input).plan();
  }

  @Override
  public long bytesNeeded(Shape input) {
    return sizes.of(input).layout().bytes() + Staging.BYTES + heapBytesNeeded(input);
  }

  @Override
  public long heapBytesNeeded(Shape input) {
    return (long) plan(input).output().elements() * Float.BYTES;
  }

  @Override
  public Tensor run(Tensor input, Progress progress) {
    Prepared size = sizes.of(input.shape());
    Tensor output = Tensor.zeros(size.plan().output());
    run(size, Form.FLOATS, HostArray.of(input.data()), HostArray.of(output.data()), progress);
    return output;
  }

  @Override
  public byte[] runLevels(byte[] levels, Shape input, Progress progress) {
    Prepared size = sizes.of(input);
    Levels.requireShape(levels, input);
    byte[] output = new byte[size.plan().output().elements()];
    run(size, Form.LEVELS, HostArray.of(levels), HostArray.of(output), progress);
    return output;
  }

  private void run(Prepared size, Form form, HostArray input, HostArray output, Progress progress) {
    open.readLock().lock();
    try {
      if (resources.isEmpty()) {
        throw new IllegalStateException("The network is closed.");
      }
      session.enter();
      run(new Runner.Run(size.plan(), size.layout(), form, input, output), progress);
    } finally {
      open.readLock().unlock();
    }
  }

  private void run(Runner.Run run, Progress progress) {
    Runner runner = runner(run.layout().bytes(), run.plan().input());
    try {
      runner.run(run, progress);
    } catch (CudaException e) {
      RunnerPool.closeAfter(runner, e);
      throw e;
    } catch (RuntimeException e) {
      runners.giveBack(runner); // the listener failed, not the device
      throw e;
    }
    runners.giveBack(runner);
  }

  private Runner runner(long bytes, Shape input) {
    try {
      return runners.take(bytes);
    } catch (CudaException e) {
      throw e.isOutOfMemory() ? tooLarge(bytes, input, e) : e;
    }
  }

  private InsufficientMemoryException tooLarge(long bytes, Shape input, CudaException cause) {
    MemoryInfo memory = session.driver().memoryInfo();
    return new InsufficientMemoryException(
        String.format(
            Locale.ROOT,
            "A run on an input of shape %s needs %,.0f MiB of the GPU's memory, of which %,.0f of"
                + " %,.0f MiB are free; use a smaller picture, fewer at once, or --backend simd.",
            input,
            Math.ceil(bytes / MEBIBYTE),
            Math.floor(memory.free() / MEBIBYTE),
            Math.floor(memory.total() / MEBIBYTE)),
        cause);
  }

  /** Waits for the runs under way, and gives all back to the device. */
  @Override
  public void close() {
    open.writeLock().lock();
    try {
      if (!resources.isEmpty()) {
        resources.add(session::enter); // done first; if it fails, the rest is tried all the same
        resources.close();
      }
    } finally {
      open.writeLock().unlock();
    }
  }
}
