package dev.fude.backend.jcuda;

import dev.fude.core.backend.Availability;
import dev.fude.core.backend.Backend;
import dev.fude.core.backend.BackendUnavailableException;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.graph.Graph;
import dev.fude.core.op.Op;
import dev.fude.core.weights.Weights;
import java.util.Optional;

/**
 * The backend on an NVIDIA GPU, through JCuda and nothing but NVIDIA's driver.
 *
 * <p>Nothing is loaded, unpacked or asked before {@link #availability} is called. The system
 * property {@code fude.cuda.device} chooses among several GPUs by the driver's number.
 */
public final class CudaBackend implements Backend {
  static final String NAME = "cuda";

  /** A backend for {@link java.util.ServiceLoader}. */
  public CudaBackend() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int preference() {
    return 20;
  }

  @Override
  public Availability availability() {
    CudaDevice.Search search = CudaDevice.installed();
    return search
        .device()
        .flatMap(CudaDevice::obstacle)
        .map(Availability::unavailable)
        .orElse(search.availability());
  }

  @Override
  public Optional<String> refusal(Op op) {
    return new CudaKernels(NAME, Mode.STRICT, new WeightsBlock()).table().refusal(op);
  }

  @Override
  public Optional<String> refusal(RunOptions options) {
    return CudaPreparedGraph.refusal(options);
  }

  @Override
  public PreparedGraph prepare(Graph graph, Weights weights, ExecutionOptions options) {
    CudaDevice device = device();
    Mode mode = Mode.of(options.precision());
    if (device.capability() < mode.leastCapability()) {
      throw new BackendUnavailableException(
          String.format(
              "%s has compute capability %s, and %s needs %s; leave the precision out.",
              device.name(),
              CudaDevice.decimal(device.capability(), 10),
              options.precision().id(),
              CudaDevice.decimal(mode.leastCapability(), 10)));
    }
    return new CudaPreparedGraph(graph, weights, device, mode);
  }

  private static CudaDevice device() {
    CudaDevice.Search search = CudaDevice.installed();
    return search
        .device()
        .orElseThrow(
            () ->
                new BackendUnavailableException(
                    "Backend \"cuda\" cannot run here: " + search.availability().detail()));
  }
}
