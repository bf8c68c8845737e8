package dev.fude.benchmarks;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Sides of a photograph.
 *
 * @param width columns
 * @param height rows
 */
record PhotoSize(int width, int height) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,5})(?:x([0-9]{1,5}))?");
  private static final double MEGA = 1e6;

  static PhotoSize square(int side) {
    return new PhotoSize(side, side);
  }

  long pixels() {
    return (long) width * height;
  }

  double megapixels() {
    return pixels() / MEGA;
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }

  /** Reads {@code 512} or {@code 640x480} from an option. */
  static final class Converter implements ITypeConverter<PhotoSize> {
    @Override
    public PhotoSize convert(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new TypeConversionException("\"" + text + "\" is no size such as 512 or 640x480.");
      }
      int width = Integer.parseInt(form.group(1));
      return form.group(2) == null
          ? square(width)
          : new PhotoSize(width, Integer.parseInt(form.group(2)));
    }
  }
}
