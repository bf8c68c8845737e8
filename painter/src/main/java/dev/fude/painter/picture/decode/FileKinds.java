package dev.fude.painter.picture.decode;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Takes a picture's file apart, whatever its format. */
public final class FileKinds {
  private static final List<FileKind> ALL =
      List.of(
          new JpegKind(),
          new PngKind(),
          new WebpKind(),
          new TiffKind(),
          new GifKind(),
          new BmpKind());

  private FileKinds() {}

  /**
   * Opens a picture. Its kind is told by its content, not by its name.
   *
   * @param stream the file; it must stay open as long as the picture is
   * @return the picture, to be closed
   * @throws RefusedPictureException if it is none, or of a kind that is not read
   * @throws IOException if it is damaged or cannot be read
   */
  public static EncodedPicture open(ImageInputStream stream) throws IOException {
    FileBytes file = new FileBytes(stream);
    Head head = new Head(file.head(Head.LENGTH));
    for (FileKind format : ALL) {
      if (format.begins(head)) {
        return format.open(file);
      }
    }
    return openOther(stream, head);
  }

  /** A program may have added decoders of formats that are not known here. */
  private static EncodedPicture openOther(ImageInputStream stream, Head head) throws IOException {
    stream.seek(0);
    Optional<ImageReader> decoder = Decoders.thatTakes(stream);
    if (decoder.isPresent()) {
      return new EncodedPicture(decoder.get(), stream);
    }
    throw new RefusedPictureException(
        ForeignKinds.sentence(head)
            .orElse(
                String.format(
                    "is not a picture that can be read; use one of %s.", Decoders.formats())));
  }
}
