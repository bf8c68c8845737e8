/** The backend on NVIDIA GPUs. */
module dev.fude.backend.jcuda {
  requires dev.fude.core;
  requires jcuda;

  provides dev.fude.core.backend.Backend with
      dev.fude.backend.jcuda.CudaBackend;
}
