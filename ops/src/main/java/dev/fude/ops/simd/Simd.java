package dev.fude.ops.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The one vector width that all kernels use, chosen when this class is loaded.
 *
 * <p>The species are static finals, because the JIT turns vector calls into instructions only where
 * it sees a constant species.
 */
final class Simd {
  /** Vectors of floats. */
  static final VectorSpecies<Float> FLOATS = speciesOf(SimdWidth.forcedBits());

  /** Floats in a vector. */
  static final int LANES = FLOATS.length();

  /** Vectors of doubles, of the same size: half as many lanes. */
  static final VectorSpecies<Double> DOUBLES = VectorSpecies.of(double.class, FLOATS.vectorShape());

  /** Doubles in a vector. */
  static final int DOUBLE_LANES = DOUBLES.length();

  private Simd() {}

  private static VectorSpecies<Float> speciesOf(int bits) {
    return bits == 0
        ? FloatVector.SPECIES_PREFERRED
        : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
  }
}
