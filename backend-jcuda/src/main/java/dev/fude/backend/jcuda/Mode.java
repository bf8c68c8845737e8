package dev.fude.backend.jcuda;

import dev.fude.core.backend.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** In which numbers is computed: a set of kernels, and the type in which activations are kept. */
enum Mode {
  /** Everything in float32, on every GPU since Pascal. */
  STRICT("fp32", Float.BYTES, 60),
  /** Activations in float16, convolutions on tensor cores with float32 sums, since Ampere. */
  FP16("fp16", Short.BYTES, 80);

  private final String module;
  private final int storedBytes;
  private final int leastCapability;

  Mode(String module, int storedBytes, int leastCapability) {
    this.module = module;
    this.storedBytes = storedBytes;
    this.leastCapability = leastCapability;
  }

  /** The mode that computes in a precision. */
  static Mode of(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> STRICT;
      case FLOAT16 -> FP16;
    };
  }

  /** Bytes of a number of an activation. */
  int storedBytes() {
    return storedBytes;
  }

  /**
   * The compute capability that the kernels are made for, as in 60 for 6.0; newer ones run them
   * too.
   */
  int leastCapability() {
    return leastCapability;
  }

  /** The kernels as PTX, which the driver assembles for its device. */
  String ptx() {
    try (InputStream resource = Mode.class.getResourceAsStream(module + ".ptx")) {
      return new String(resource.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
