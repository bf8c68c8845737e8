package dev.fude.ops.runtime;

import java.util.List;
import java.util.Optional;

/**
 * Whether the JVM has an optimising compiler at work. C1, its quick one, makes machine code too,
 * but neither knows vectors nor turns loops into them.
 *
 * @see <a href="https://openjdk.org/jeps/165">JEP 165 on the compilers' options</a>
 */
public final class OptimizingCompiler {
  private static final String HIGHEST_TIER = "4";

  /** Options that may take single methods or calls out of what is optimised. */
  private static final List<String> SINGLING_OUT =
      List.of(
          "CompileCommand",
          "CompileCommandFile",
          "CompilerDirectivesFile",
          "ControlIntrinsic",
          "DisableIntrinsic");

  private OptimizingCompiler() {}

  /**
   * What keeps the JVM from optimising, as far as it says so.
   *
   * @param jvm its options
   * @return as in "it stops at C1 (-XX:TieredStopAtLevel=1)"; empty if nothing is known to
   */
  public static Optional<String> obstacle(JvmOptions jvm) {
    String mode = jvm.mode();
    if (mode.contains("interpreted mode") || isOff(jvm, "UseCompiler")) {
      return Optional.of("it only interprets (-Xint, -XX:-UseCompiler)");
    }
    Optional<String> tier = jvm.value("TieredStopAtLevel").filter(at -> !at.equals(HIGHEST_TIER));
    if (tier.isPresent()) {
      return tier.map(at -> "its optimising compiler is off (-XX:TieredStopAtLevel=" + at + ")");
    }
    if (mode.contains("emulated-client")) {
      return Optional.of(
          "its optimising compiler is off (-XX:CompilationMode=quick-only,"
              + " -XX:+NeverActAsServerClassMachine)");
    }
    return Optional.empty();
  }

  /**
   * Whether an option that can be on or off is off.
   *
   * @param jvm its options
   * @param option without {@code -XX:}
   * @return false if it is on, or not known
   */
  public static boolean isOff(JvmOptions jvm, String option) {
    return jvm.value(option).equals(Optional.of("false"));
  }

  /**
   * Whether {@link #obstacle} would tell. A JVM that is not HotSpot, that compiles with Graal, or
   * that was told what to do with single methods says too little.
   *
   * @param jvm its options
   * @return false if only a measurement can tell
   */
  public static boolean tells(JvmOptions jvm) {
    return jvm.known()
        && !jvm.value("UseJVMCICompiler").equals(Optional.of("true"))
        && !isOff(jvm, "Inline")
        && SINGLING_OUT.stream().allMatch(option -> jvm.value(option).orElse("").isEmpty());
  }
}
