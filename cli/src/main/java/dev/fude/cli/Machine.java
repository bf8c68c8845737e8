package dev.fude.cli;

import dev.fude.core.backend.Availability;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a figure of speed depends on beside the code. */
final class Machine {
  private Machine() {}

  /**
   * Java and the machine.
   *
   * @return values by name, in the order in which they are shown
   */
  static Map<String, Object> describe() {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("fude", Version.number());
    machine.put("java", System.getProperty("java.runtime.version"));
    machine.put(
        "vm", System.getProperty("java.vm.name") + ", " + System.getProperty("java.vm.vendor"));
    machine.put("os", System.getProperty("os.name"));
    machine.put("arch", System.getProperty("os.arch"));
    machine.put("processors", Runtime.getRuntime().availableProcessors());
    machine.put("heap_mib", Runtime.getRuntime().maxMemory() >> 20);
    return machine;
  }

  /**
   * The vector width that a backend found, for JSON.
   *
   * @param availability what the backend says of this machine
   * @return bits, or null if the backend has no vectors
   */
  static Integer vectorBits(Availability availability) {
    return availability.vectorBits().isPresent() ? availability.vectorBits().getAsInt() : null;
  }
}
