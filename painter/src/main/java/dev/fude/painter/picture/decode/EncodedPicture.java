package dev.fude.painter.picture.decode;

import dev.fude.painter.picture.colour.ColourProfile;
import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/**
 * A picture file taken apart: its pixels, not decoded yet; what their levels mean; its EXIF data.
 * For one thread.
 */
public class EncodedPicture implements Closeable {
  private static final String EXIF_MARK = "Exif\0\0";

  private final ImageReader decoder;
  private final List<String> notices = new ArrayList<>();
  private ImageInputStream exif;
  private OptionalInt orientation = OptionalInt.empty();
  private ColourProfile profile = ColourProfile.NONE;

  /**
   * A picture that a decoder is to read.
   *
   * @param decoder disposed of with this
   * @param pixels a file that holds the pixels and what the decoder needs for them
   */
  EncodedPicture(ImageReader decoder, ImageInputStream pixels) throws IOException {
    this.decoder = decoder;
    pixels.seek(0);
    decoder.setInput(pixels);
  }

  /**
   * The format's name.
   *
   * @return lower case, such as {@code jpeg}
   * @throws IOException if the decoder cannot tell
   */
  public String format() throws IOException {
    return decoder.getFormatName().toLowerCase(Locale.ROOT);
  }

  /**
   * Columns as stored.
   *
   * @return what the file claims
   * @throws IOException if it cannot be read
   */
  public int width() throws IOException {
    return decoder.getWidth(0);
  }

  /**
   * Rows as stored.
   *
   * @return what the file claims
   * @throws IOException if it cannot be read
   */
  public int height() throws IOException {
    return decoder.getHeight(0);
  }

  /**
   * How the decoder lays pixels in memory.
   *
   * @return the type of its images; empty if it makes none of these pixels
   * @throws IOException if it cannot be told
   */
  public Optional<ImageTypeSpecifier> imageType() throws IOException {
    Iterator<ImageTypeSpecifier> types = decoder.getImageTypes(0);
    return types.hasNext() ? Optional.of(types.next()) : Optional.empty();
  }

  /**
   * What decoding takes of the heap beside the image.
   *
   * @return bytes, at most
   * @throws IOException if it cannot be told
   */
  public long bytesBeside() throws IOException {
    return 0;
  }

  /**
   * What the camera wrote.
   *
   * @return a TIFF structure, from its byte order mark on, and perhaps more behind it; empty if
   *     there is none
   */
  public Optional<ImageInputStream> exif() {
    return Optional.ofNullable(exif);
  }

  /**
   * How the picture is to be seen, if the file says so where it says what its pixels are.
   *
   * @return a value of Exif's tag 0x0112; empty if its EXIF data alone can tell
   */
  public OptionalInt orientation() {
    return orientation;
  }

  /**
   * What was passed over so far.
   *
   * @return sentences that go on after the picture's name and a colon
   */
  public List<String> notices() {
    return List.copyOf(notices);
  }

  /**
   * Decodes the picture.
   *
   * @return the pixels as stored, in the colour space that the file states
   * @throws RefusedPictureException if some are missing
   * @throws IOException if they cannot be read
   */
  public BufferedImage decode() throws IOException {
    AtomicBoolean cutShort = new AtomicBoolean();
    decoder.addIIOReadWarningListener(
        (source, warning) -> {
          // The JPEG decoder fills what is missing with grey and only mentions it.
          if (warning.contains("Truncated File") || warning.contains("premature end")) {
            cutShort.set(true);
          }
        });
    BufferedImage image = decodeWith(decoder);
    if (cutShort.get()) {
      throw cutShort();
    }
    return profile.attach(image, this::notice);
  }

  /** Decodes the pixels, with whatever the format needs beside. */
  BufferedImage decodeWith(ImageReader reader) throws IOException {
    return reader.read(0);
  }

  static RefusedPictureException cutShort() {
    return new RefusedPictureException(
        "is cut short: a part of the picture is missing; use a sound copy.");
  }

  final void notice(String sentence) {
    notices.add(sentence);
  }

  /**
   * What the camera wrote, as a file of its own; null if it wrote nothing. Some programs put before
   * it what marks it in a JPEG, whatever they write.
   */
  final EncodedPicture withExif(ImageInputStream found) throws IOException {
    if (found == null) {
      return this;
    }
    FileBytes bytes = new FileBytes(found);
    boolean marked = new Head(bytes.head(EXIF_MARK.length())).says(0, EXIF_MARK);
    exif = marked ? new Pieces(bytes).rest(EXIF_MARK.length()).open() : found;
    return this;
  }

  /** How it is to be seen, as the first of some values says. */
  final EncodedPicture withOrientation(int... values) {
    orientation = Arrays.stream(values).findFirst();
    return this;
  }

  /**
   * Says what the levels mean, if the file itself states no profile.
   *
   * @param known from elsewhere, such as a camera's note
   */
  public void assume(ColourProfile known) {
    if (profile == ColourProfile.NONE) {
      profile = known;
    }
  }

  /** What the levels mean, where the file says so. */
  final EncodedPicture withProfile(ColourProfile stated) {
    profile = stated;
    return this;
  }

  @Override
  public void close() {
    decoder.dispose();
  }
}
