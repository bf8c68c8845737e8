package dev.fude.backend.jcuda;

import dev.fude.backend.jcuda.PlanLaunch.PreparedKernels;
import dev.fude.backend.jcuda.driver.Driver;
import dev.fude.backend.jcuda.driver.Driver.DeviceMemory;
import dev.fude.backend.jcuda.driver.Driver.Handle;
import dev.fude.core.backend.Progress;
import dev.fude.core.backend.RunCancelledException;
import dev.fude.core.plan.Plan;
import dev.fude.core.plan.Step;
import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one run at a time has of the device: a stream, one block of memory, pinned memory, and for
 * each size that it has seen since the block was allocated the whole plan as one graph, which takes
 * the driver a single call to launch. Two runners work side by side: while one computes, the
 * other's picture is on its way.
 */
final class Runner implements AutoCloseable {
  private final Driver driver;
  private final PreparedKernels kernels;
  private final Resources resources = new Resources();
  private final Resources blockResources = new Resources();
  private final Handle stream;
  private final Launcher launcher;
  private final Staging staging;
  private final Map<GraphKey, Handle> graphs = new HashMap<>();
  private DeviceMemory block;
  private long capacity;

  /**
   * An empty runner.
   *
   * @param session the device
   * @param kernels the network
   * @throws dev.fude.backend.jcuda.driver.CudaException if the driver fails
   */
  Runner(Session session, PreparedKernels kernels) {
    this.driver = session.driver();
    this.kernels = kernels;
    resources.add(blockResources::close);
    try {
      stream = driver.createStream();
      resources.add(() -> driver.destroyStream(stream));
      staging = new Staging(driver, stream, resources);
    } catch (RuntimeException e) {
      resources.closeAfter(e);
      throw e;
    }
    launcher = new Launcher(session, stream);
  }

  /** Bytes of the runner's block. */
  long capacity() {
    return capacity;
  }

  /**
   * Makes the block large enough. A block too small is freed before its successor is allocated.
   *
   * @param bytes what a run needs
   * @throws dev.fude.backend.jcuda.driver.CudaException if there is not enough memory; the runner
   *     has none then
   */
  void grow(long bytes) {
    if (capacity < bytes) {
      capacity = 0;
      graphs.clear();
      blockResources.close();
      DeviceMemory grown = driver.allocate(bytes);
      blockResources.add(() -> driver.free(grown));
      block = grown;
      capacity = bytes;
    }
  }

  /**
   * Runs a plan. An interrupt of the calling thread is noticed between what the thread waits for;
   * what is in the stream by then is done to its end, in vain.
   *
   * @param run the plan and its layout, for which the block is large enough, and its ends
   * @param progress told after each step, if somebody listens
   * @throws RunCancelledException if the calling thread is interrupted
   */
  void run(Run run, Progress progress) {
    try {
      staging.upload(run.input(), block, run.layout().inputIn(run.form()));
      RunCancelledException.throwIfInterrupted();
      if (progress == Progress.NONE) {
        driver.launchGraph(graph(run), stream);
      } else {
        launchSteps(run, progress);
      }
      for (int i = 0; i < run.outputs().size(); i++) {
        staging.download(block, run.layout().outputIn(run.form(), i), run.outputs().get(i));
      }
    } catch (RuntimeException e) {
      finishAfter(e);
      throw e;
    }
  }

  /**
   * What is run.
   *
   * @param plan the plan
   * @param layout where it has what
   * @param form of input and outputs
   * @param input the input
   * @param outputs receive the outputs, in the plan's order
   */
  record Run(Plan plan, RunLayout layout, Form form, HostArray input, List<HostArray> outputs) {}

  /** What tells one captured graph from another. */
  private record GraphKey(Shape input, Form form) {}

  private Handle graph(Run run) {
    GraphKey key = new GraphKey(run.plan().input(), run.form());
    Handle known = graphs.get(key);
    if (known != null) {
      return known;
    }
    Handle made = instantiated(capture(run));
    graphs.put(key, made);
    return made;
  }

  private Handle capture(Run run) {
    driver.beginCapture(stream);
    PlanLaunch launch = new PlanLaunch(kernels, run.layout(), block.address(), launcher);
    try {
      launch.launchInput(run.plan(), run.form());
      run.plan().steps().forEach(launch::launch);
      launch.launchOutputs(run.plan(), run.form());
    } catch (RuntimeException e) {
      endFailedCapture(e);
      throw e;
    }
    return driver.endCapture(stream);
  }

  private Handle instantiated(Handle graph) {
    try {
      Handle made = driver.instantiate(graph);
      blockResources.add(() -> driver.destroyExecutable(made));
      return made;
    } finally {
      driver.destroyGraph(graph);
    }
  }

  private void endFailedCapture(RuntimeException failure) {
    try {
      driver.destroyGraph(driver.endCapture(stream));
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Launches step by step, with an event after each, so that the listener can be told. */
  private void launchSteps(Run run, Progress progress) {
    Plan plan = run.plan();
    PlanLaunch launch = new PlanLaunch(kernels, run.layout(), block.address(), launcher);
    List<Handle> events = new ArrayList<>();
    try (Resources eventResources = new Resources()) {
      launch.launchInput(plan, run.form());
      for (Step step : plan.steps()) {
        RunCancelledException.throwIfInterrupted();
        launch.launch(step);
        Handle event = driver.createEvent();
        eventResources.add(() -> driver.destroyEvent(event));
        driver.record(event, stream);
        events.add(event);
      }
      launch.launchOutputs(plan, run.form());
      tell(plan, events, progress);
    }
  }

  private void tell(Plan plan, List<Handle> events, Progress progress) {
    long total = plan.multiplyAdds();
    long done = 0;
    for (int i = 0; i < events.size(); i++) {
      RunCancelledException.throwIfInterrupted();
      driver.await(events.get(i));
      done += plan.steps().get(i).multiplyAdds();
      progress.advanced(i == events.size() - 1 ? total : done, total);
    }
  }

  /** Leaves nothing in the stream that the next run could meet. */
  private void finishAfter(RuntimeException failure) {
    try {
      driver.synchronize(stream);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Gives all back. The calling thread has entered the session. */
  @Override
  public void close() {
    resources.close();
  }
}
