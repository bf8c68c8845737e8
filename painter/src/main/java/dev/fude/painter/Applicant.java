package dev.fude.painter;

import dev.fude.painter.picture.Framing;
import dev.fude.painter.picture.OpenPicture;
import dev.fude.painter.picture.PictureInfo;
import dev.fude.painter.picture.PixelMemory;
import dev.fude.painter.picture.PixelRows;
import dev.fude.painter.picture.WorkingImage;

/**
 * A photograph that wants to be painted.
 *
 * @param name what it is called in messages
 * @param width its columns
 * @param height its rows
 * @param framing the part that is painted, and its size
 * @param memory what its pixels take, framed so
 */
record Applicant(String name, int width, int height, Framing framing, PixelMemory memory) {
  /** What messages call a picture that came without a name. */
  private static final String NAMELESS = "The picture";

  /** A photograph that is open, not yet decoded. */
  static Applicant of(OpenPicture photo, Stylizer stylizer) {
    PictureInfo info = photo.info();
    return of(photo.name(), info.width(), info.height(), photo.memory(), stylizer);
  }

  /** An upright photograph of 8 bits a channel that nobody has seen yet. */
  static Applicant usual(int width, int height, Stylizer stylizer) {
    return of(NAMELESS, width, height, PixelMemory.usual(width, height), stylizer);
  }

  /** Levels that the program holds itself, painted at their own size. */
  static Applicant ofLevels(int width, int height) {
    Framing framing = Sizing.EXACT.framing(width, height);
    return new Applicant(NAMELESS, width, height, framing, new PixelMemory(0, PixelRows.CHANNELS));
  }

  private static Applicant of(
      String name, int width, int height, PixelMemory memory, Stylizer stylizer) {
    Framing framing = stylizer.framing(width, height);
    PixelMemory framed = WorkingImage.memory(memory, width, height, framing);
    return new Applicant(name, width, height, framing, framed);
  }

  /** Such as {@code The picture is 640 x 480 pixels}. */
  String size() {
    return String.format("%s is %d x %d pixels", name, width, height);
  }
}
