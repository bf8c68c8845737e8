package dev.fude.ops.runtime;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * Asks HotSpot. A class apart, because it does not load where the module {@code jdk.management} is
 * missing.
 */
final class HotSpotOptions {
  private HotSpotOptions() {}

  /** What an option is set to, or empty if this JVM has none of that name. */
  static Optional<String> value(String name) {
    HotSpotDiagnosticMXBean hotSpot =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (hotSpot == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(hotSpot.getVMOption(name)).map(VMOption::getValue);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
