package dev.fude.painter.picture;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.RandomAccessStreamReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifInteropDirectory;
import com.drew.metadata.exif.ExifTiffHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/** What the camera or a program wrote beside the pixels. */
final class PictureMetadata {
  private static final String DCF_OPTION_FILE = "R03";

  private final Metadata metadata;

  private PictureMetadata(Metadata metadata) {
    this.metadata = metadata;
  }

  /**
   * Reads metadata. A picture whose metadata cannot be understood is still a picture.
   *
   * @param exif a TIFF structure, if there is one
   * @return what was found
   */
  static PictureMetadata in(Optional<ImageInputStream> exif) {
    Metadata metadata = new Metadata();
    if (exif.isPresent()) {
      try {
        exif.get().seek(0);
        new TiffReader()
            .processTiff(
                new RandomAccessStreamReader(new PlainStream(exif.get())),
                new ExifTiffHandler(metadata, null, 0),
                0);
      } catch (IOException | TiffProcessingException | RuntimeException e) {
        // What was understood before is kept.
      }
    }
    return new PictureMetadata(metadata);
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

  /**
   * Whether a camera notes that it was set to Adobe RGB: such files need not hold a profile.
   * Source: DCF 2.0 (Exif 2.3), the interoperability index of an option file.
   */
  boolean notesAdobeRgb() {
    return metadata.getDirectoriesOfType(ExifInteropDirectory.class).stream()
        .map(directory -> directory.getString(ExifInteropDirectory.TAG_INTEROP_INDEX))
        .anyMatch(index -> index != null && index.startsWith(DCF_OPTION_FILE));
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
