package dev.fude.ops.runtime;

import java.util.Optional;

/**
 * The options that a JVM runs with, wherever they were set: on the command line, in a variable or a
 * file of options, by the JVM itself.
 */
public interface JvmOptions {
  /**
   * What an option is set to.
   *
   * @param name without {@code -XX:}
   * @return its value; empty if the JVM does not know it, or cannot be asked
   */
  Optional<String> value(String name);

  /**
   * How the JVM describes itself.
   *
   * @return such as {@code mixed mode, sharing}
   */
  String mode();

  /**
   * Whether the JVM can be asked.
   *
   * @return false if no option is known
   */
  default boolean known() {
    return value("TieredStopAtLevel").isPresent() || value("UseCompiler").isPresent();
  }

  /**
   * The options of the JVM that runs this.
   *
   * @return options, none of them known where the JVM is not HotSpot or the module {@code
   *     jdk.management} is not there
   */
  static JvmOptions ofThisJvm() {
    return new JvmOptions() {
      @Override
      public Optional<String> value(String name) {
        try {
          return HotSpotOptions.value(name);
        } catch (LinkageError e) {
          return Optional.empty(); // no module jdk.management
        }
      }

      @Override
      public String mode() {
        return System.getProperty("java.vm.info", "");
      }
    };
  }
}
