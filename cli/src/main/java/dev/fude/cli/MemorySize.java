package dev.fude.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An amount of memory as Java's own options have it: {@code 600m}, {@code 2g}; and in words. */
final class MemorySize {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,11})([kmgtKMGT]?)");
  private static final String UNITS = "kmgt";
  private static final double KIBI = 1024;

  private MemorySize() {}

  /**
   * In words.
   *
   * @param bytes at least 0
   * @return such as {@code 43 MiB} or {@code 1.5 GiB}
   */
  static String words(long bytes) {
    double mebibytes = bytes / (KIBI * KIBI);
    return mebibytes < KIBI
        ? String.format(Locale.ROOT, "%.0f MiB", Math.ceil(mebibytes))
        : String.format(Locale.ROOT, "%.1f GiB", mebibytes / KIBI);
  }

  /** Reads an amount from an option, in bytes. */
  static final class Converter implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new TypeConversionException(
            "\"" + text + "\" is no amount of memory such as 600m or 2g.");
      }
      int unit = 1 + UNITS.indexOf(form.group(2).toLowerCase(Locale.ROOT));
      double bytes = Long.parseLong(form.group(1)) * Math.pow(KIBI, form.group(2).isEmpty() ? 0 : unit);
      if (bytes >= Long.MAX_VALUE) {
        throw new TypeConversionException("\"" + text + "\" is more memory than there can be.");
      }
      return (long) bytes;
    }
  }
}
