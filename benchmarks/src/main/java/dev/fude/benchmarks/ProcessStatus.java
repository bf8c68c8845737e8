package dev.fude.benchmarks;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Linux tells of a process in its file {@code /proc/<id>/status}, and a line that {@link
 * OneShotChild} adds.
 */
final class ProcessStatus {
  private static final Pattern PEAK =
      Pattern.compile("^VmHWM:\\s+([0-9]{1,15}) kB$", Pattern.MULTILINE);
  private static final Pattern HEAP =
      Pattern.compile("^HeapAfterCollections:\\s+([0-9]{1,15}) kB$", Pattern.MULTILINE);
  private static final long KIB = 1024;

  private ProcessStatus() {}

  /**
   * The most memory that the process ever had resident: its high-water mark.
   *
   * @param status the file's text
   * @return bytes, or empty if the text does not say
   */
  static OptionalLong peakBytes(String status) {
    return bytes(PEAK, status);
  }

  /** A line that tells the most that was left in the heap after a collection. */
  static String heapLine(long bytes) {
    return String.format(Locale.ROOT, "HeapAfterCollections:\t%d kB%n", bytes / KIB);
  }

  /**
   * The most that was left in the heap after a collection.
   *
   * @param status the file's text
   * @return bytes, or empty if the text does not say
   */
  static OptionalLong heapBytes(String status) {
    return bytes(HEAP, status);
  }

  private static OptionalLong bytes(Pattern line, String status) {
    Matcher found = line.matcher(status);
    return found.find()
        ? OptionalLong.of(Long.parseLong(found.group(1)) * KIB)
        : OptionalLong.empty();
  }
}
