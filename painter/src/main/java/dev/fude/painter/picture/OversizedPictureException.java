package dev.fude.painter.picture;

import dev.fude.core.file.OutputFileException;
import java.util.Locale;

/** A picture with more columns, rows or pixels than the format of its file can hold. */
public final class OversizedPictureException extends OutputFileException {
  private static final long serialVersionUID = 1L;

  private OversizedPictureException(String message) {
    super(message);
  }

  /** Refuses a picture that a format cannot hold. */
  static void refuse(Object name, PictureFormat format, int width, int height) {
    if (Math.max(width, height) > format.longestSide()) {
      throw refusal(name, format, width, height, format.longestSide(), "a side");
    }
    if ((long) width * height > format.mostPixels()) {
      throw refusal(name, format, width, height, format.mostPixels(), "pixels (4 GiB)");
    }
  }

  private static OversizedPictureException refusal(
      Object name, PictureFormat format, int width, int height, long most, String ofWhat) {
    return new OversizedPictureException(
        String.format(
            Locale.ROOT,
            "%s would be %d x %d pixels, and .%s holds at most %,d %s; write a .png.",
            name,
            width,
            height,
            format.extension(),
            most,
            ofWhat));
  }
}
