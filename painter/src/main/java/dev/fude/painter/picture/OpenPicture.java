package dev.fude.painter.picture;

/**
 * A picture that has been opened, by {@link PictureSource#open}: first what it says of itself, then
 * its pixels. For one thread at a time.
 */
public interface OpenPicture extends AutoCloseable {
  /**
   * What the picture is called in messages.
   *
   * @return its source's name
   */
  String name();

  /**
   * What the picture says of itself, before it is decoded.
   *
   * @return format, size and orientation
   */
  PictureInfo info();

  /**
   * What a camera wrote beside the pixels that a picture may carry on, the place among it.
   *
   * @return nothing for an image in memory
   */
  default PhotoDetails details() {
    return PhotoDetails.NONE;
  }

  /**
   * What the pixels will take in memory, told before they are decoded.
   *
   * @return bytes while they are decoded, and afterwards
   */
  PixelMemory memory();

  /**
   * Decodes the picture now, for a {@link #read} that comes later: while one picture is painted,
   * another thread may decode the next.
   *
   * @throws InvalidImageException as {@link #read} does
   * @throws IllegalStateException if it was read or closed before
   */
  default void decodeAhead() {}

  /**
   * Decodes the picture, unless that was done {@linkplain #decodeAhead before}, and closes it:
   * once. Its {@linkplain #info size} should be looked at first: decoding takes memory for every
   * pixel.
   *
   * @return the pixels as stored, with their orientation
   * @throws InvalidImageException if it is damaged, cut short, too long or unreadable
   * @throws IllegalStateException if it was decoded or closed before
   */
  Photo read();

  /** Closes the source's stream, if there is one, and lets its bytes go. */
  @Override
  void close();
}
