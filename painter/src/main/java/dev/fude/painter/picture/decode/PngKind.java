package dev.fude.painter.picture.decode;

import static java.nio.ByteOrder.BIG_ENDIAN;

import dev.fude.painter.picture.colour.ColourProfile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * PNG. Of its chunks the decoder gets those that make pixels. Source: PNG Specification, third
 * edition.
 */
final class PngKind implements FileKind {
  private static final String SIGNATURE = "89504E470D0A1A0A";
  private static final int FIRST_CHUNK = 8;
  private static final int AROUND_DATA = 12; // length, type and checksum
  private static final byte[] END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, -126};
  private static final byte[] NO_CHECKSUM = new byte[4]; // which no decoder of the JDK looks at
  private static final Set<String> PIXELS = Set.of("IHDR", "PLTE", "tRNS", "IDAT");
  private static final Set<String> FACTS = Set.of("iCCP", "cICP", "gAMA", "cHRM", "sRGB", "eXIf");
  private static final int MOST_FACT_BYTES = 1 << 24;

  @Override
  public boolean begins(Head head) {
    return head.has(0, SIGNATURE);
  }

  @Override
  public EncodedPicture open(FileBytes file) throws IOException {
    Pieces pixels = new Pieces(file).range(0, FIRST_CHUNK);
    Map<String, byte[]> facts = new LinkedHashMap<>();
    walk(file, pixels, facts);
    EncodedPicture picture = new EncodedPicture(Decoders.named("png"), pixels.bytes(END).open());
    if (facts.containsKey("eXIf")) {
      picture.withExif(new Pieces(file).bytes(facts.get("eXIf")).open());
    }
    return picture.withProfile(profile(facts, picture));
  }

  /** What is behind the pixels is read as far as it is there; pixels themselves must be whole. */
  private static void walk(FileBytes file, Pieces pixels, Map<String, byte[]> facts)
      throws IOException {
    long at = FIRST_CHUNK;
    long pixelsEnd = 0;
    try {
      for (String type = ""; !type.equals("IEND"); ) {
        long length = file.u32(at, BIG_ENDIAN);
        type = new String(file.exactly(at + 4, 4), StandardCharsets.ISO_8859_1);
        if (type.equals("CgBI")) {
          throw new RefusedPictureException(
              "is a PNG for iPhone programs (CgBI), which is not read; convert it with"
                  + " `pngcrush -revert-iphone-optimizations`.");
        }
        if (PIXELS.contains(type)) {
          pixelsEnd = at + 8 + length;
          pixels.range(at, pixelsEnd).bytes(NO_CHECKSUM);
        } else if (FACTS.contains(type) && length <= MOST_FACT_BYTES) {
          facts.putIfAbsent(type, file.exactly(at + 8, (int) length));
        }
        at += AROUND_DATA + length;
      }
    } catch (EOFException e) {
      if (pixelsEnd == 0 || !file.has(pixelsEnd - 1)) {
        throw EncodedPicture.cutShort();
      }
    }
  }

  /** What the levels mean: the most exact statement counts, as the specification has it. */
  private static ColourProfile profile(Map<String, byte[]> facts, EncodedPicture picture) {
    try {
      if (facts.containsKey("cICP")) {
        return PngColours.ofCodes(facts.get("cICP"));
      }
      if (facts.containsKey("iCCP")) {
        return ColourProfile.ofIcc(PngColours.unpackedProfile(facts.get("iCCP")));
      }
      if (facts.containsKey("sRGB")) {
        return ColourProfile.NONE;
      }
      return PngColours.ofNumbers(facts.get("gAMA"), facts.get("cHRM"));
    } catch (IllegalArgumentException e) {
      picture.notice(
          "what it says of its colours is not obeyed ("
              + e.getMessage()
              + "); they are taken for sRGB.");
      return ColourProfile.NONE;
    }
  }
}
