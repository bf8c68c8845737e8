package dev.fude.server.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;

/**
 * Some time in which pictures were painted: how long it was, and what this JVM and the crowd's had
 * of the processors. Spells are added up.
 */
final class Spell {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final double NANOS = 1e9;

  private double pictures;
  private double seconds;
  private double ownSeconds; // of one processor, as the crowd's
  private double crowdSeconds;

  interface Work {
    /** Returns how many pictures were painted. */
    double paint() throws Exception;
  }

  /** Adds what is done in this spell. */
  void add(ProcessHandle crowd, Work work) throws Exception {
    long start = System.nanoTime();
    long own = MACHINE.getProcessCpuTime();
    double others = processorSeconds(crowd);
    pictures += work.paint();
    crowdSeconds += processorSeconds(crowd) - others;
    ownSeconds += (MACHINE.getProcessCpuTime() - own) / NANOS;
    seconds += (System.nanoTime() - start) / NANOS;
  }

  private static double processorSeconds(ProcessHandle process) {
    return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / NANOS;
  }

  double picturesASecond() {
    return pictures / seconds;
  }

  /** Pictures for each second of all processors that the crowd did not have: at least as many. */
  double picturesASecondLeft() {
    return pictures / (seconds - crowdSeconds / PROCESSORS);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.2f pictures/s, each %.0f ms of a processor; the crowd's JVM has %.1f %% of the"
            + " processors",
        picturesASecond(),
        1000 * ownSeconds / pictures,
        100 * crowdSeconds / seconds / PROCESSORS);
  }
}
