package dev.fude.converter.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import dev.fude.core.weights.InvalidWeightsException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** Feeds damaged input to a reader and holds it to its word. */
public final class Hostility {
  /** The ceiling that every reader promises for files of a few kilobytes. */
  private static final long MAX_ALLOCATED_BYTES = 64L << 20;

  private static final long MAX_SECONDS = 5;

  private Hostility() {}

  /**
   * Runs a reader that must succeed or refuse with one sentence, soon and without much memory.
   *
   * @param what which input this is, with its seed, for the failure's message
   * @param reading reads the input
   * @return whether it was accepted
   */
  public static boolean isAccepted(String what, Runnable reading) {
    long allocatedBefore = allocatedBytes();
    long before = System.nanoTime();
    boolean accepted = true;
    try {
      reading.run();
    } catch (InvalidWeightsException e) {
      accepted = false;
      assertThat(e.getMessage()).as(what).isNotBlank().doesNotContain("\n");
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      fail(what + ": " + e, e);
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before);
    assertThat(seconds).as("%s: seconds", what).isLessThan(MAX_SECONDS);
    assertThat(allocatedBytes() - allocatedBefore)
        .as("%s: bytes allocated", what)
        .isLessThan(MAX_ALLOCATED_BYTES);
    return accepted;
  }

  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
