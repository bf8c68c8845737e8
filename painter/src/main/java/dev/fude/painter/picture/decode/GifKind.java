package dev.fude.painter.picture.decode;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.fude.painter.picture.colour.ColourProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;

/** GIF. Its first frame is shown where it belongs on the canvas. Source: GIF89a. */
final class GifKind implements FileKind {
  private static final int CANVAS_WIDTH = 6;
  private static final int CANVAS_HEIGHT = 8;
  private static final int FLAGS = 10;
  private static final int FIRST_BLOCK = 13;
  private static final int EXTENSION = 0x21;
  private static final int FRAME = 0x2C;
  private static final int FRAME_BYTES = 10; // of its head
  private static final int TABLE = 0x80;
  private static final int APPLICATION = 0xFF;
  private static final int CONTROL = 0xF9;
  private static final int CONTROL_FLAGS = 3;
  private static final int TRANSPARENT = 1;
  private static final int TRANSPARENT_COLOUR = 3; // behind the flags
  private static final String ICC = "ICCRGBG1012";
  private static final int MOST_PROFILE_BYTES = 1 << 24;

  @Override
  public boolean begins(Head head) {
    return head.says(0, "GIF87a") || head.says(0, "GIF89a");
  }

  @Override
  public EncodedPicture open(FileBytes whole) throws IOException {
    ByteArrayOutputStream profile = new ByteArrayOutputStream();
    long frame = findFrame(whole, profile);
    FileBytes file = withItsColours(whole, frame);
    Canvas canvas =
        new Canvas(
            file.u16(CANVAS_WIDTH, LITTLE_ENDIAN),
            file.u16(CANVAS_HEIGHT, LITTLE_ENDIAN),
            file.u16(frame + 1, LITTLE_ENDIAN),
            file.u16(frame + 3, LITTLE_ENDIAN));
    GifPixels pixels = pixels(file, frame);
    boolean ends = pixels.end();
    ImageInputStream stream = ends ? file.stream() : pixels.withEnd().open();
    EncodedPicture picture = new FramedPicture(Decoders.named("gif"), stream, canvas);
    if (!ends) {
      picture.notice("its end is missing, but its pixels are whole.");
    }
    return profile.size() == 0
        ? picture
        : picture.withProfile(ColourProfile.ofIcc(profile.toByteArray()));
  }

  /** Finds the first frame, and the profile if one stands before it. */
  private static long findFrame(FileBytes file, ByteArrayOutputStream profile) throws IOException {
    long at = FIRST_BLOCK + tableBytes(file.u8(FLAGS));
    while (file.u8(at) == EXTENSION) {
      boolean icc = file.u8(at + 1) == APPLICATION && isIcc(file, at);
      at = skipParts(file, at + 2, icc ? profile : null);
    }
    if (file.u8(at) != FRAME) {
      throw new RefusedPictureException("is a GIF without a picture in it; use a sound copy.");
    }
    return at;
  }

  /** The decoder takes a transparent colour that the palette does not have for its last one. */
  private static FileBytes withItsColours(FileBytes file, long frame) throws IOException {
    long control = lastControl(file, frame);
    int local = file.u8(frame + FRAME_BYTES - 1);
    int colours = tableBytes((local & TABLE) != 0 ? local : file.u8(FLAGS)) / 3;
    boolean none =
        control > 0
            && (file.u8(control) & TRANSPARENT) != 0
            && file.u8(control + TRANSPARENT_COLOUR) >= colours;
    if (!none || colours == 0) {
      return file;
    }
    byte opaque = (byte) (file.u8(control) & ~TRANSPARENT);
    return new FileBytes(new Pieces(file).range(0, control).bytes(opaque).rest(control + 1).open());
  }

  /** Where the flags are that say how the frame is shown; 0 if nothing says it. */
  private static long lastControl(FileBytes file, long frame) throws IOException {
    long control = 0;
    for (long at = FIRST_BLOCK + tableBytes(file.u8(FLAGS)); at < frame; ) {
      control = file.u8(at + 1) == CONTROL ? at + CONTROL_FLAGS : control;
      at = skipParts(file, at + 2, null);
    }
    return control;
  }

  private static GifPixels pixels(FileBytes file, long frame) throws IOException {
    long width = file.u16(frame + 5, LITTLE_ENDIAN);
    long height = file.u16(frame + 7, LITTLE_ENDIAN);
    GifPixels pixels = new GifPixels(file, frame + FRAME_BYTES + tableBytes(file.u8(frame + 9)));
    if (!pixels.hold(width * height)) {
      throw EncodedPicture.cutShort();
    }
    return pixels;
  }

  private static boolean isIcc(FileBytes file, long at) throws IOException {
    return file.u8(at + 2) == ICC.length()
        && Arrays.equals(
            file.exactly(at + 3, ICC.length()),
            ICC.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  /** An extension's parts: a length and as many bytes, up to a length of zero. */
  private static long skipParts(FileBytes file, long from, ByteArrayOutputStream profile)
      throws IOException {
    long at = from;
    for (int length = file.u8(at); length > 0; length = file.u8(at)) {
      if (profile != null && at > from && profile.size() < MOST_PROFILE_BYTES) {
        profile.write(file.exactly(at + 1, length));
      }
      at += 1 + length;
    }
    return at + 1;
  }

  private static int tableBytes(int flags) {
    return (flags & TABLE) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }
}
