package dev.fude.backend.jcuda;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;

/**
 * Tells of networks that were forgotten instead of closed. It frees nothing: that is no cleaner's
 * business.
 */
final class LeakReport {
  private static final Logger LOGGER = System.getLogger(LeakReport.class.getName());
  private static final Cleaner CLEANER = Cleaner.create();

  private LeakReport() {}

  /**
   * Reports an owner that is forgotten while it still holds something of the device.
   *
   * @param owner what must be closed before it is forgotten
   * @param resources empty once it is closed; must not lead to the owner
   */
  static void watch(Object owner, Resources resources) {
    CLEANER.register(owner, () -> report(resources));
  }

  private static void report(Resources resources) {
    if (!resources.isEmpty()) {
      LOGGER.log(
          Level.WARNING,
          "A network on the GPU was not closed; its memory stays taken until the JVM ends. Close"
              + " what Painter or Backend.prepare gave.");
    }
  }
}
