package dev.fude.painter.picture.decode;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.IIOException;

/**
 * The pixels of a lossless WebP, or of the alpha of a lossy one. They are decoded here, since the
 * decoder at hand takes an index without a colour for the last colour, where it is transparent
 * black (libwebp leaves that one out), and fills up what is missing. Source: RFC 9649, 3.
 */
final class Vp8lImage {
  private static final int PREDICTOR = 0;
  private static final int COLOUR = 1;
  private static final int SUBTRACT_GREEN = 2;

  private final Vp8lBits bits;
  private final int height;
  private int width; // of the pixels as they come: a palette may hold several in one
  private final Deque<Vp8lTransform> transforms = new ArrayDeque<>(); // the last one first

  private Vp8lImage(Vp8lBits bits, int width, int height) {
    this.bits = bits;
    this.width = width;
    this.height = height;
  }

  /**
   * Decodes pixels.
   *
   * @param bits from behind a header on
   * @return (height, width), 0xAARRGGBB
   * @throws IOException if they are damaged or end too early
   */
  static int[] decode(Vp8lBits bits, int width, int height) throws IOException {
    Vp8lImage image = new Vp8lImage(bits, width, height);
    try {
      image.readTransforms();
      int[] argb = Vp8lPixels.ofPicture(bits, image.width, height);
      for (Vp8lTransform transform : image.transforms) {
        argb = transform.undo(argb);
      }
      return argb;
    } catch (EOFException e) {
      throw EncodedPicture.cutShort();
    }
  }

  private void readTransforms() throws IOException {
    Set<Integer> seen = new HashSet<>();
    while (bits.readFlag()) {
      int kind = bits.read(2);
      if (!seen.add(kind)) {
        throw new IIOException("one of its transforms is there twice");
      }
      transforms.push(transform(kind));
    }
  }

  private Vp8lTransform transform(int kind) throws IOException {
    if (kind == SUBTRACT_GREEN) {
      return Vp8lImage::addGreen;
    }
    if (kind == PREDICTOR || kind == COLOUR) {
      int blockBits = bits.read(3) + 2;
      int columns = Vp8lPixels.blocks(width, blockBits);
      int[] blocks = Vp8lPixels.ofBlocks(bits, columns, Vp8lPixels.blocks(height, blockBits));
      return kind == PREDICTOR
          ? new Vp8lPredictor(width, blockBits, blocks)
          : new Vp8lColours(width, blockBits, blocks);
    }
    Vp8lPalette palette = new Vp8lPalette(Vp8lPixels.ofBlocks(bits, bits.read(8) + 1, 1), width);
    width = palette.packedWidth();
    return palette;
  }

  private static int[] addGreen(int[] argb) {
    for (int i = 0; i < argb.length; i++) {
      int green = argb[i] >>> 8 & 0xFF;
      argb[i] = Vp8lPredictor.sum(argb[i], green << 16 | green);
    }
    return argb;
  }
}
