package dev.fude.backend.jcuda.driver;

import dev.fude.core.FudeException;

/** The CUDA driver has reported an error. */
public final class CudaException extends FudeException {
  private static final long serialVersionUID = 1L;

  /** {@code CUDA_ERROR_OUT_OF_MEMORY}. */
  private static final int OUT_OF_MEMORY = 2;

  private final int code;

  /**
   * Creates the exception.
   *
   * @param code the driver's {@code CUresult}
   * @param message one sentence: what was tried, what the driver said, and what to do
   */
  public CudaException(int code, String message) {
    super(message);
    this.code = code;
  }

  /**
   * The driver's code.
   *
   * @return a {@code CUresult} above 0
   */
  public int code() {
    return code;
  }

  /**
   * Whether the device's memory, or the processor's for pinned blocks, did not suffice.
   *
   * @return true for {@code CUDA_ERROR_OUT_OF_MEMORY}
   */
  public boolean isOutOfMemory() {
    return code == OUT_OF_MEMORY;
  }
}
