package dev.fude.backend.jcuda;

import dev.fude.backend.jcuda.PlanLaunch.PreparedKernels;
import dev.fude.backend.jcuda.driver.CudaException;
import dev.fude.backend.jcuda.driver.Driver.MemoryInfo;
import dev.fude.core.backend.BackendUnavailableException;
import dev.fude.core.backend.InsufficientMemoryException;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.Progress;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.plan.Plan;
import dev.fude.core.plan.Planner;
import dev.fude.core.plan.RecentSizes;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    WeightsBlock block = new WeightsBlock();
    CudaKernels kernels = new CudaKernels(CudaBackend.NAME, mode, block);
    Map<String, CudaKernel> byNode = new HashMap<>();
    for (Node node : Planner.prepared(graph, kernels).nodes()) {
      byNode.put(node.name(), kernels.table().prepare(node, weights));
    }
    sizes =
        new RecentSizes<>(
            shape ->
                Prepared.of(Planner.plan(graph, shape, kernels).requireArrays(), byNode, mode));
    try {
      Session opened = new Session(device, mode);
      resources.add(opened::close);
      PreparedKernels prepared =
          new PreparedKernels(byNode, block.upload(opened.driver(), resources));
      session = opened;
      runners =
          new RunnerPool(
              () -> new Runner(opened, prepared)); // must not lead to this, see LeakReport
      resources.add(runners::closeIdle);
    } catch (RuntimeException e) {
      resources.closeAfter(e);
      throw e;
    }
    LeakReport.watch(this, resources);
  }

  /** A captured graph has the addresses of one picture's moments in it, and of no film's. */
  static Optional<String> refusal(RunOptions options) {
    if (options.scratch().isPresent()) {
      return Optional.of(
          "Backend \"cuda\" keeps nothing in scratch files; leave the scratch folder out, or choose"
              + " backend simd.");
    }
    return options.runningNorms().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Backend \"cuda\" cannot keep the norms of a film from picture to picture; leave the"
                + " running norms out, or choose backend simd.");
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
    return plan(input).outputBytes();
  }

  @Override
  public <T> T run(RunInput<T> input, RunOptions options) {
    refusal(options)
        .ifPresent(
            reason -> {
              throw new BackendUnavailableException(reason);
            });
    return input.runBy(new EitherForm(options.progress()));
  }

  /** Runs on what is given, as it is: levels become numbers on the device. */
  private final class EitherForm implements RunInput.Runner {
    private final Progress progress;

    EitherForm(Progress progress) {
      this.progress = progress;
    }

    @Override
    public Map<String, Tensor> runForAll(Tensor input) {
      Prepared size = sizes.of(input.shape());
      Map<String, Tensor> outputs = new LinkedHashMap<>();
      size.plan().outputs().forEach((name, shape) -> outputs.put(name, Tensor.zeros(shape)));
      List<HostArray> arrays =
          outputs.values().stream().map(output -> HostArray.of(output.data())).toList();
      run(size, Form.FLOATS, HostArray.of(input.data()), arrays, progress);
      return outputs;
    }

    @Override
    public Shape output(Shape input) {
      return plan(input).output();
    }

    @Override
    public byte[] runLevels(byte[] levels, Shape input) {
      Prepared size = sizes.of(input);
      byte[] output = new byte[size.plan().output().arrayLength()];
      run(size, Form.LEVELS, HostArray.of(levels), List.of(HostArray.of(output)), progress);
      return output;
    }
  }

  private void run(
      Prepared size, Form form, HostArray input, List<HostArray> outputs, Progress progress) {
    open.readLock().lock();
    try {
      if (resources.isEmpty()) {
        throw new IllegalStateException("The network is closed.");
      }
      session.enter();
      run(new Runner.Run(size.plan(), size.layout(), form, input, outputs), progress);
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
      runners.giveBack(runner); // the listener failed or the caller was interrupted, not the device
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
