package dev.fude.backend.jcuda;

/** In which form a run's input comes and its output goes. */
enum Form {
  /** Numbers from -1 to 1. */
  FLOATS(Float.BYTES, "floats_in", "floats_out"),
  /** Levels from 0 to 255. */
  LEVELS(Byte.BYTES, "levels_in", "levels_out");

  private final int bytes;
  private final String inKernel;
  private final String outKernel;

  Form(int bytes, String inKernel, String outKernel) {
    this.bytes = bytes;
    this.inKernel = inKernel;
    this.outKernel = outKernel;
  }

  /** Bytes of a number. */
  int bytes() {
    return bytes;
  }

  /** The kernel that turns such numbers into those of activations. */
  String inKernel() {
    return inKernel;
  }

  /** The kernel that turns those of activations into such numbers. */
  String outKernel() {
    return outKernel;
  }
}
