package dev.fude.painter.picture.decode;

import java.io.IOException;

/** A kind of picture file: how it is told from others, and how it is taken apart. */
interface FileKind {
  /**
   * Whether a file is of this kind.
   *
   * @param head its beginning
   * @return true if it begins as this kind does
   */
  boolean begins(Head head);

  /**
   * Takes a file apart. No pixel is decoded.
   *
   * @param file of this kind
   * @return the picture, to be closed
   * @throws RefusedPictureException if it is of a sort that is not read
   * @throws IOException if the file ends early or cannot be read
   */
  EncodedPicture open(FileBytes file) throws IOException;
}
