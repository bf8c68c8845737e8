package dev.fude.backend.jcuda;

import dev.fude.core.backend.Precision;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A whole picture with trained weights against the float64 reference, in both modes. The kernels
 * are native code, and what the JVM does for them the promises ask on both JDKs.
 */
@Tag("one-jdk")
class CudaGoldenPictureTest {
  private static final String SMALL = "bry3_64x48_tf";

  @BeforeAll
  static void load() {
    StandIn.require();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void pictureIsTheReferenceAsFarAsItsPrecisionPromises(Precision precision) {
    GoldenPicture.of(SMALL).assertMatches(precision);
  }
}
