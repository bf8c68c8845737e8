package dev.fude.painter;

/** In which of the build's test executions this JVM runs. */
final class TestExecution {
  private static final String NAME = System.getProperty("fude.test.execution", "scalar");

  private TestExecution() {}

  /** The backend that {@code auto} takes in this execution, and that it is there to test. */
  static String backend() {
    return isScalar() ? "loops" : "simd";
  }

  /** Whether the vector module is missing. */
  static boolean isScalar() {
    return NAME.equals("scalar");
  }

  /** Whether vectors are held to a width, which may be one that the machine only emulates. */
  static boolean isForcedWidth() {
    return NAME.startsWith("simd-");
  }
}
