package dev.fude.benchmarks;

import dev.fude.core.tensor.Tensor;

/** Brings PyTorch in, in a jar that was built with its profile. Found by ServiceLoader. */
public final class PyTorchProvider implements PictureEngine.Provider {
  /** For the ServiceLoader. */
  public PyTorchProvider() {}

  @Override
  public String name() {
    return "pytorch";
  }

  @Override
  public PictureEngine open(int threads, Tensor input) {
    return new PyTorchEngine(threads, input);
  }
}
