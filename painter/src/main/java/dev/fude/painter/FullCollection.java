package dev.fude.painter;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Has the JVM collect all garbage, whether or not programs may ask for that: {@code System.gc} does
 * nothing under {@code -XX:+DisableExplicitGC}. HotSpot's diagnostic command that counts live
 * objects collects first.
 */
final class FullCollection {
  private static final System.Logger LOG = System.getLogger(FullCollection.class.getName());
  private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
  private static final String COUNT_LIVE_OBJECTS = "gcClassHistogram";

  private FullCollection() {}

  /** Collects, if this JVM has the command. */
  static void run() {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName(COMMANDS),
              COUNT_LIVE_OBJECTS,
              new Object[] {new String[0]},
              new String[] {String[].class.getName()});
    } catch (JMException | RuntimeException e) {
      // Garbage is then taken for what the program keeps, until it is collected by itself.
      LOG.log(System.Logger.Level.DEBUG, "Garbage was not collected.", e);
    }
  }
}
