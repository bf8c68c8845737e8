package dev.fude.ops.simd;

import dev.fude.core.backend.Availability;
import dev.fude.ops.runtime.JvmOptions;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import jdk.incubator.vector.FloatVector;

/**
 * Finds out whether this machine has vectors worth using, and whether this JVM compiles them.
 * {@link SimdBackend} reaches this class by name only, and only where the Vector API's module is
 * present.
 */
final class SimdWidth implements Supplier<Availability> {
  /** The system property that forces a width: 128, 256 or 512. */
  static final String PROPERTY = "fude.simd.bits";

  private static final int SMALLEST_BITS = 128;

  /** Found out once: the JVM stays the same. */
  private static final class OfThisJvm {
    private static final Optional<String> OBSTACLE =
        VectorSpeed.obstacle(JvmOptions.ofThisJvm(), VectorSpeed::isKernelFast);
  }

  /**
   * The width that {@link #PROPERTY} asks for.
   *
   * @return 128, 256 or 512; 0 if it asks for none, or for something else
   */
  static int forcedBits() {
    return switch (System.getProperty(PROPERTY, "")) {
      case "128" -> 128;
      case "256" -> 256;
      case "512" -> 512;
      default -> 0;
    };
  }

  @Override
  public Availability get() {
    String asked = System.getProperty(PROPERTY);
    int forced = forcedBits();
    if (forced != 0) {
      return compiled(forced, forced + "-bit vectors, as " + PROPERTY + " asks");
    }
    if (asked != null) {
      return Availability.unavailable(
          String.format("System property %s must be 128, 256 or 512, not %s.", PROPERTY, asked));
    }
    return ofPreferredWidth(FloatVector.SPECIES_PREFERRED.vectorBitSize());
  }

  private static Availability compiled(int bits, String detail) {
    return OfThisJvm.OBSTACLE
        .map(obstacle -> Availability.slow(bits, notCompiled(bits, obstacle)))
        .orElseGet(() -> Availability.withVectors(bits, detail));
  }

  private static String notCompiled(int bits, String obstacle) {
    return String.format(
        "This JVM makes no machine code of its %d-bit vectors: %s.", bits, obstacle);
  }

  /**
   * What a JVM's preferred width tells. A JVM that does not compile vector code prefers 64 bits. On
   * x86, fused multiply-add came with the 256-bit integer instructions; a JVM that prefers less
   * runs on a processor without it, where each of them would be computed by big decimals.
   */
  private static Availability ofPreferredWidth(int bits) {
    if (bits < SMALLEST_BITS) {
      return Availability.unavailable(
          "This JVM does not compile vector code; use a HotSpot JVM with its C2 compiler.");
    }
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    boolean x86 = processor.contains("86") || processor.equals("amd64");
    if (x86 && bits == SMALLEST_BITS) {
      return Availability.unavailable(
          "Vectors have 128 bits here: the processor has no AVX2 and so no fused multiply-add, or"
              + " -XX:UseAVX or -XX:MaxVectorSize hides it; use the loops backend.");
    }
    return compiled(bits, bits + "-bit vectors");
  }
}
