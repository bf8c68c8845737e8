package dev.fude.ops.simd;

import jdk.incubator.vector.FloatVector;

/** What the tests ask about the vectors in use. */
final class SimdWidths {
  private SimdWidths() {}

  /** Whether vectors are wider than the machine's, and so are arrays that Java code works on. */
  static boolean emulated() {
    return Simd.FLOATS.vectorBitSize() > FloatVector.SPECIES_PREFERRED.vectorBitSize();
  }
}
