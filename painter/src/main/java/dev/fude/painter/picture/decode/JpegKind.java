package dev.fude.painter.picture.decode;

import dev.fude.painter.picture.colour.ColourProfile;
import java.io.IOException;

/**
 * JPEG. Of its segments the decoder gets tables, frame and scans, and in place of what programs
 * wrote about themselves a plain statement of how its colours are coded. Source: ITU-T T.81; T.871
 * (JFIF); T.872, 6.5.3 (Adobe).
 */
final class JpegKind implements FileKind {
  private static final byte[] START = {(byte) 0xFF, (byte) 0xD8};
  private static final byte[] END = {(byte) 0xFF, (byte) 0xD9};

  /** JFIF 1.02 without a density: grey, or luma and chroma. */
  private static final byte[] JFIF = {
    (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 2, 0, 0, 1, 0, 1, 0, 0
  };

  /** Adobe's segment, version 100, with transform 0: the channels are as they are. */
  private static final byte[] UNTRANSFORMED = {
    (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
  };

  @Override
  public boolean begins(Head head) {
    return head.has(0, "FFD8FF");
  }

  @Override
  public EncodedPicture open(FileBytes file) throws IOException {
    JpegSegments segments = JpegSegments.of(file);
    Pieces pixels = new Pieces(file).bytes(START);
    if (segments.frame().channels() != 4) {
      pixels.bytes(segments.isUntransformed() ? UNTRANSFORMED : JFIF);
    }
    segments.appendTo(pixels);
    EncodedPicture picture =
        new JpegPicture(Decoders.named("jpeg"), pixels.bytes(END).open(), segments);
    if (!segments.hasEnd()) {
      picture.notice("its end is missing, but its pixels are whole.");
    }
    byte[] icc = segments.profile();
    return picture
        .withExif(segments.exif())
        .withProfile(icc.length == 0 ? ColourProfile.NONE : ColourProfile.ofIcc(icc));
  }
}
