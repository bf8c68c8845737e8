package dev.fude.cli;

import dev.fude.core.tensor.Shape;
import dev.fude.painter.picture.PixelRows;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A size as it is written on the command line: {@code 512} for a square, {@code 640x480} for
 * others.
 *
 * @param width columns, at least 2
 * @param height rows, at least 2
 */
record PictureSize(int width, int height) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,6})(?:[xX]([0-9]{1,6}))?");

  @Override
  public String toString() {
    return width + "x" + height;
  }

  /** Reads the size of one picture, which may not be any. */
  static final class OfPicture implements ITypeConverter<PictureSize> {
    private final Converter converter = new Converter();

    @Override
    public PictureSize convert(String text) {
      PictureSize size = converter.convert(text);
      if ((long) size.width * size.height > Shape.MAX_ARRAY_LENGTH / PixelRows.CHANNELS) {
        throw new TypeConversionException(
            size + " are more pixels than one picture may have; name a smaller size.");
      }
      return size;
    }
  }

  /** Reads a size from an option. */
  static final class Converter implements ITypeConverter<PictureSize> {
    @Override
    public PictureSize convert(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new TypeConversionException("\"" + text + "\" is no size such as 512 or 640x480.");
      }
      int width = Integer.parseInt(form.group(1));
      int height = form.group(2) == null ? width : Integer.parseInt(form.group(2));
      if (width < 2 || height < 2) {
        throw new TypeConversionException("a picture's sides are at least 2 pixels.");
      }
      return new PictureSize(width, height);
    }
  }
}
