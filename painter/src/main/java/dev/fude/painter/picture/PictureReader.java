package dev.fude.painter.picture;

import dev.fude.painter.picture.colour.ColourProfile;
import dev.fude.painter.picture.colour.Primaries;
import dev.fude.painter.picture.colour.TransferCurve;
import dev.fude.painter.picture.decode.EncodedPicture;
import dev.fude.painter.picture.decode.FileKinds;
import dev.fude.painter.picture.decode.RefusedPictureException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.util.OptionalInt;
import javax.imageio.IIOException;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * An opened picture in any format that is known here, or that Image I/O has a decoder for; of
 * several pictures in one file the first.
 *
 * <p>Its {@linkplain PictureSource source} is opened once, and metadata and pixels are both taken
 * from the bytes as they came, which are kept until the picture is decoded or closed: at most a
 * quarter of the heap, and 1 GiB. Pictures are told apart by content, not by name, and are not
 * trusted: whatever is wrong with one becomes an {@link InvalidImageException} that names it.
 */
final class PictureReader implements OpenPicture {
  private static final System.Logger LOG = System.getLogger(PictureReader.class.getName());
  private static final long MOST_BYTES = 1L << 30;

  /** Source: Adobe RGB (1998), 4.3.4.2. */
  private static final ColourProfile ADOBE_RGB =
      ColourProfile.of(Primaries.ADOBE_RGB, TransferCurve.power(563 / 256.0));

  private final String name;
  private final SourceBytes bytes;
  private final ImageInputStream stream;
  private EncodedPicture picture;
  private PictureInfo info;
  private PhotoDetails details = PhotoDetails.NONE;
  private PixelMemory memory;
  private Photo decoded; // by decodeAhead, for read; else null
  private boolean closed;

  private PictureReader(String name, PictureSource.Opening opening, long mostBytes) {
    this.name = name;
    bytes = new SourceBytes(name, openStream(name, opening), mostBytes);
    stream = new MemoryCacheImageInputStream(bytes);
  }

  /** Opens a picture and reads what it says of itself; see {@link PictureSource#open}. */
  static PictureReader open(String name, PictureSource.Opening opening) {
    return open(name, opening, Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 4));
  }

  /** Opens a picture of which only so many bytes may be read. */
  static PictureReader open(String name, PictureSource.Opening opening, long mostBytes) {
    PictureReader reader = new PictureReader(name, opening, mostBytes);
    try {
      reader.info = reader.refusing(reader::readInfo);
      return reader;
    } catch (RuntimeException | Error e) {
      reader.close();
      throw e;
    }
  }

  private static InputStream openStream(String name, PictureSource.Opening opening) {
    try {
      return opening.open();
    } catch (AccessDeniedException e) {
      throw new InvalidImageException(
          name + " may not be read by this user; change its permissions.", e);
    } catch (IOException e) {
      throw new InvalidImageException(
          String.format(
              "%s cannot be opened (%s); check where it comes from.",
              name, InvalidImageException.reasonOf(e)),
          e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public PictureInfo info() {
    return info;
  }

  @Override
  public PhotoDetails details() {
    return details;
  }

  @Override
  public PixelMemory memory() {
    return memory;
  }

  @Override
  public void decodeAhead() {
    if (decoded == null) {
      decoded = decodeAndClose();
    }
  }

  @Override
  public Photo read() {
    Photo photo = decoded == null ? decodeAndClose() : decoded;
    decoded = null;
    return photo;
  }

  private Photo decodeAndClose() {
    if (closed) {
      throw new IllegalStateException(name + " is closed already; open it anew.");
    }
    try {
      return new Photo(refusing(this::decode), info.orientation(), true);
    } finally {
      close();
    }
  }

  @Override
  public void close() {
    decoded = null;
    if (closed) {
      return;
    }
    closed = true;
    if (picture != null) {
      picture.close();
    }
    try (bytes) {
      stream.close();
    } catch (IOException e) {
      // What was to be read has been read, or its failure is on its way.
      LOG.log(System.Logger.Level.DEBUG, "Not closed: " + name, e);
    }
  }

  /** A part of the reading. */
  private interface Part<T> {
    T read() throws IOException;
  }

  /** Image I/O's decoders answer damaged files with exceptions of every kind. */
  private <T> T refusing(Part<T> part) {
    T result;
    try {
      result = part.read();
    } catch (RefusedPictureException e) {
      bytes.requireSound();
      throw new InvalidImageException(name + " " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      bytes.requireSound();
      throw e instanceof InvalidImageException refusal ? refusal : damaged(e);
    }
    bytes.requireSound();
    return result;
  }

  private InvalidImageException damaged(Exception e) {
    return new InvalidImageException(
        String.format(
            "%s is damaged or cut short and cannot be decoded (%s); use a sound copy.",
            name, InvalidImageException.reasonOf(e)),
        e);
  }

  private PictureInfo readInfo() throws IOException {
    requireContent();
    picture = FileKinds.open(stream);
    PictureMetadata metadata = PictureMetadata.in(picture.exif());
    details = metadata.details();
    if (metadata.notesAdobeRgb()) {
      picture.assume(ADOBE_RGB);
    }
    OptionalInt stated = picture.orientation();
    Orientation orientation =
        stated.isPresent() ? Orientation.ofExif(stated.getAsInt()) : metadata.orientation();
    PictureInfo read =
        new PictureInfo(picture.format(), picture.width(), picture.height(), orientation);
    if (read.width() < 1 || read.height() < 1) {
      throw new IIOException("it claims " + read.width() + " x " + read.height() + " pixels");
    }
    long beside = bytes.expected() + picture.bytesBeside();
    memory = PixelMemory.of(read, picture.imageType()).beside(beside);
    return read;
  }

  private void requireContent() throws IOException {
    if (stream.read() < 0) {
      throw new InvalidImageException(
          name + " is empty, which is not a picture; check where it comes from.");
    }
  }

  private BufferedImage decode() throws IOException {
    BufferedImage image = picture.decode();
    for (String notice : picture.notices()) {
      LOG.log(System.Logger.Level.WARNING, name + ": " + notice);
    }
    return image;
  }
}
