package dev.fude.painter.picture;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.jpeg.JpegDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import javax.imageio.stream.ImageInputStream;

/** What the camera or a program wrote beside the pixels. */
final class PictureMetadata {
  private static final int CMYK_COMPONENTS = 4;

  private final Metadata metadata;

  private PictureMetadata(Metadata metadata) {
    this.metadata = metadata;
  }

  /**
   * Reads metadata. A picture whose metadata cannot be understood is still a picture.
   *
   * @param stream a picture file from its first byte on; left where the metadata ends
   * @return what was found
   * @throws IOException if the bytes end early or cannot be read
   */
  static PictureMetadata in(ImageInputStream stream) throws IOException {
    try {
      return new PictureMetadata(ImageMetadataReader.readMetadata(new PlainStream(stream)));
    } catch (ImageProcessingException | RuntimeException e) {
      return new PictureMetadata(new Metadata());
    }
  }

  /** Whether it is a JPEG of four colours, as printers use them. */
  boolean isCmykJpeg() {
    JpegDirectory jpeg = metadata.getFirstDirectoryOfType(JpegDirectory.class);
    Integer components =
        jpeg == null ? null : jpeg.getInteger(JpegDirectory.TAG_NUMBER_OF_COMPONENTS);
    return components != null && components == CMYK_COMPONENTS;
  }

  /** How the picture is to be seen. */
  Orientation orientation() {
    return metadata.getDirectoriesOfType(ExifIFD0Directory.class).stream()
        .map(directory -> directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION))
        .filter(Objects::nonNull)
        .findFirst()
        .map(Orientation::ofExif)
        .orElse(Orientation.UPRIGHT);
  }

  /** What a picture may carry on. */
  PhotoDetails details() {
    return PhotoDetails.of(metadata);
  }

  /** An Image I/O stream as a plain one, without its position and its bits. */
  private static final class PlainStream extends InputStream {
    private final ImageInputStream stream;

    PlainStream(ImageInputStream stream) {
      this.stream = stream;
    }

    @Override
    public int read() throws IOException {
      return stream.read();
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      return stream.read(to, offset, length);
    }
  }
}
