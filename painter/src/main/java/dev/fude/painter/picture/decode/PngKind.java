package dev.fude.painter.picture.decode;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * PNG. Of its chunks the decoder gets those that make pixels. Source: PNG Specification, third
 * edition.
 */
final class PngKind implements FileKind {
  static final int FIRST_CHUNK = 8;

  private static final String SIGNATURE = "89504E470D0A1A0A";
  private static final Set<String> PIXELS = Set.of("IHDR", "PLTE", "tRNS", "IDAT");
  private static final int MOST_FACT_BYTES = 1 << 24;

  /** Of pixels: ten times those of a file of a gibibyte in pieces as small as any program's. */
  private static final int MOST_CHUNKS = 1 << 20;

  @Override
  public boolean begins(Head head) {
    return head.has(0, SIGNATURE);
  }

  @Override
  public EncodedPicture open(FileBytes file) throws IOException {
    List<PngChunk> pixels = new ArrayList<>();
    PngFacts facts = new PngFacts();
    walk(file, pixels, facts);
    EncodedPicture picture = new PngPicture(file, pixels);
    if (facts.exif().isPresent()) {
      picture.withExif(new Pieces(file).bytes(facts.exif().get()).open());
    }
    return picture.withProfile(facts.profile(picture::notice));
  }

  /** What is behind the pixels is read as far as it is there; pixels themselves must be whole. */
  private static void walk(FileBytes file, List<PngChunk> pixels, PngFacts facts)
      throws IOException {
    boolean behindPixels = false;
    try {
      PngChunk chunk = chunk(file, FIRST_CHUNK);
      for (; !chunk.type().equals("IEND"); chunk = chunk(file, chunk.end())) {
        requireNoCgBi(chunk);
        if (PIXELS.contains(chunk.type())) {
          requireFew(pixels);
          pixels.add(chunk);
          behindPixels |= chunk.type().equals("IDAT");
        } else if (facts.take(chunk.type()) && chunk.length() <= MOST_FACT_BYTES) {
          byte[] data = file.exactly(chunk.dataAt(), (int) chunk.length());
          facts.add(chunk.type(), data, file.u32(chunk.dataEnd(), BIG_ENDIAN), behindPixels);
        }
      }
    } catch (EOFException e) {
      if (pixels.isEmpty() || !file.has(pixels.get(pixels.size() - 1).dataEnd() - 1)) {
        throw EncodedPicture.cutShort();
      }
    }
  }

  private static PngChunk chunk(FileBytes file, long at) throws IOException {
    long length = file.u32(at, BIG_ENDIAN);
    return new PngChunk(
        new String(file.exactly(at + 4, 4), StandardCharsets.ISO_8859_1), at, length);
  }

  private static void requireFew(List<PngChunk> pixels) throws RefusedPictureException {
    if (pixels.size() == MOST_CHUNKS) {
      throw new RefusedPictureException(
          "is a PNG in over a million pieces, as no program writes them; save it anew.");
    }
  }

  private static void requireNoCgBi(PngChunk chunk) throws RefusedPictureException {
    if (chunk.type().equals("CgBI")) {
      throw new RefusedPictureException(
          "is a PNG for iPhone programs (CgBI), which is not read; convert it with"
              + " `pngcrush -revert-iphone-optimizations`.");
    }
  }
}
