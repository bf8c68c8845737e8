package dev.fude.painter.picture.decode;

import dev.fude.painter.picture.colour.ColourProfile;
import java.io.IOException;

/**
 * WebP. Its pixels are those of its chunks that hold them, of an animation those of its first
 * frame. Source: RFC 9649.
 */
final class WebpKind implements FileKind {
  private static final int FIRST_CHUNK = 12;
  private static final int FRAME_HEADER = 16;
  private static final int CANVAS_IN_EXTENSION = 4;
  private static final int PLACE_BYTES = 6; // of a frame on the canvas
  private static final int MOST_PROFILE_BYTES = 1 << 24;

  @Override
  public boolean begins(Head head) {
    return head.says(0, "RIFF") && head.says(8, "WEBP");
  }

  @Override
  public EncodedPicture open(FileBytes file) throws IOException {
    WebpChunks chunks = WebpChunks.of(file, FIRST_CHUNK, Long.MAX_VALUE);
    EncodedPicture picture = chunks.has("ANMF") ? firstFrame(file, chunks) : still(chunks);
    if (chunks.has("EXIF")) {
      long from = chunks.data("EXIF");
      picture.withExif(new Pieces(file).range(from, from + chunks.length("EXIF")).open());
    }
    if (chunks.has("ICCP")) {
      byte[] icc =
          file.exactly(
              chunks.data("ICCP"), (int) Math.min(MOST_PROFILE_BYTES, chunks.length("ICCP")));
      picture.withProfile(ColourProfile.ofIcc(icc));
    }
    return picture;
  }

  private static EncodedPicture still(WebpChunks chunks) throws IOException {
    return new WebpPicture(chunks, new Canvas(0, 0, 0, 0));
  }

  /** Offsets count in steps of two pixels, sizes are one less than they are. */
  private static EncodedPicture firstFrame(FileBytes file, WebpChunks chunks) throws IOException {
    byte[] canvas = chunks.bytes("VP8X", CANVAS_IN_EXTENSION, 6);
    byte[] place = chunks.bytes("ANMF", 0, PLACE_BYTES);
    long start = chunks.data("ANMF");
    WebpChunks frame = WebpChunks.of(file, start + FRAME_HEADER, start + chunks.length("ANMF"));
    return new WebpPicture(
        frame,
        new Canvas(
            WebpChunks.u24(canvas, 0) + 1,
            WebpChunks.u24(canvas, 3) + 1,
            2 * WebpChunks.u24(place, 0),
            2 * WebpChunks.u24(place, 3)));
  }
}
