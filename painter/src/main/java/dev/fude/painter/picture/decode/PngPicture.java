package dev.fude.painter.picture.decode;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A PNG. Wrong checksums cost it no pixel, but are told: they are all that would show that some
 * have changed since it was written.
 */
final class PngPicture extends EncodedPicture {
  private static final int TYPE_BYTES = 4;
  private static final int LENGTH_BYTES = 4;
  private static final int BLOCK = 1 << 16;
  private static final int DEPTH_AT = 24; // in the header, which is always the first chunk
  private static final int COLOUR_TYPE_AT = 25;
  private static final int GREY = 0;
  private static final int PALETTE = 3;

  private final FileBytes file;
  private final List<PngChunk> chunks;

  /**
   * A PNG whose pixels are whole.
   *
   * @param file all of it
   * @param chunks those that make the pixels, in their order
   */
  PngPicture(FileBytes file, List<PngChunk> chunks) throws IOException {
    super(Decoders.named("png"), stream(file, chunks, 0));
    this.file = file;
    this.chunks = List.copyOf(chunks);
  }

  /** A file of these chunks alone, with some bytes of the last left out. */
  private static ImageInputStream stream(FileBytes file, List<PngChunk> chunks, int leftOut)
      throws IOException {
    Pieces pixels = new Pieces(file).range(0, PngKind.FIRST_CHUNK);
    int last = chunks.size() - 1;
    for (PngChunk chunk : chunks.subList(0, leftOut == 0 ? chunks.size() : last)) {
      if (chunk.type().equals("tRNS") && isGreyOfFewBits(file) && chunk.length() == Short.BYTES) {
        pixels.range(chunk.at(), chunk.dataAt()).bytes(transparentLevel(file, chunk));
      } else {
        pixels.range(chunk.at(), chunk.dataEnd());
      }
      pixels.bytes(PngChunk.NO_CHECKSUM);
    }
    if (leftOut > 0) {
      PngChunk chunk = chunks.get(last);
      pixels
          .bytes(PngChunk.lengthBytes(chunk.length() - leftOut))
          .range(chunk.at() + LENGTH_BYTES, chunk.dataEnd() - leftOut)
          .bytes(PngChunk.NO_CHECKSUM);
    }
    return pixels.bytes(PngChunk.END).open();
  }

  private static boolean isGreyOfFewBits(FileBytes file) throws IOException {
    return file.exactly(COLOUR_TYPE_AT, 1)[0] == GREY && file.exactly(DEPTH_AT, 1)[0] < Byte.SIZE;
  }

  /** The JDK compares it with levels that it has brought to eight bits. */
  private static byte[] transparentLevel(FileBytes file, PngChunk chunk) throws IOException {
    int most = (1 << file.exactly(DEPTH_AT, 1)[0]) - 1;
    int level = file.exactly(chunk.dataAt(), Short.BYTES)[1] & most;
    return new byte[] {0, (byte) (level * 255 / most)};
  }

  @Override
  BufferedImage decodeWith(ImageReader reader) throws IOException {
    boolean sound = true;
    BufferedImage image;
    try {
      image = super.decodeWith(reader);
    } catch (IOException e) {
      image = decodeUnsealed(e);
      sound = false;
    }
    if (!sound || !haveTheirChecksums()) {
      notice("a checksum of its pixels is wrong: some of them may have changed since it was made.");
    }
    if (usesMoreColoursThan(image)) {
      notice("it uses colours that its palette does not have; those pixels are black or any.");
    }
    return image;
  }

  /** Decodes without the sum over all pixels at their end, which is no pixel itself. */
  private BufferedImage decodeUnsealed(IOException failure) throws IOException {
    if (chunks.get(chunks.size() - 1).length() < PngChunk.SEAL_BYTES) {
      throw failure;
    }
    ImageReader other = Decoders.named("png");
    try (ImageInputStream pixels = stream(file, chunks, PngChunk.SEAL_BYTES)) {
      other.setInput(pixels);
      return other.read(0);
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw failure;
    } finally {
      other.dispose();
    }
  }

  private boolean haveTheirChecksums() throws IOException {
    for (PngChunk chunk : chunks) {
      if (file.has(chunk.end() - 1) && file.u32(chunk.dataEnd(), BIG_ENDIAN) != checksum(chunk)) {
        return false;
      }
    }
    return true;
  }

  private long checksum(PngChunk chunk) throws IOException {
    CRC32 sum = new CRC32();
    long left = TYPE_BYTES + chunk.length();
    for (long at = chunk.at() + LENGTH_BYTES; left > 0; ) {
      byte[] block = file.exactly(at, (int) Math.min(left, BLOCK));
      sum.update(block);
      at += block.length;
      left -= block.length;
    }
    return sum.getValue();
  }

  /** Also of grey with few bits the JDK makes an image with a palette, which no file can cut. */
  private boolean usesMoreColoursThan(BufferedImage image) throws IOException {
    boolean hasPalette = file.exactly(COLOUR_TYPE_AT, 1)[0] == PALETTE;
    if (!hasPalette || !(image.getColorModel() instanceof IndexColorModel)) {
      return false;
    }
    int colours = 0;
    for (PngChunk chunk : chunks) {
      colours = chunk.type().equals("PLTE") ? (int) (chunk.length() / 3) : colours;
    }
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int index : image.getRaster().getPixels(0, y, row.length, 1, row)) {
        if (index >= colours) {
          return true;
        }
      }
    }
    return false;
  }
}
