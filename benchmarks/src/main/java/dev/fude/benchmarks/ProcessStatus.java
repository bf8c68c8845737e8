package dev.fude.benchmarks;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux tells of a process in its file {@code /proc/<id>/status}. */
final class ProcessStatus {
  private static final Pattern PEAK =
      Pattern.compile("^VmHWM:\\s+([0-9]{1,15}) kB$", Pattern.MULTILINE);
  private static final long KIB = 1024;

  private ProcessStatus() {}

  /**
   * The most memory that the process ever had resident: its high-water mark.
   *
   * @param status the file's text
   * @return bytes, or empty if the text does not say
   */
  static OptionalLong peakBytes(String status) {
    Matcher peak = PEAK.matcher(status);
    return peak.find()
        ? OptionalLong.of(Long.parseLong(peak.group(1)) * KIB)
        : OptionalLong.empty();
  }
}
