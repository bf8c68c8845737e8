package dev.fude.painter.picture.decode;

/** Pixels less what those before them foretell, in each block in another way. */
final class Vp8lPredictor implements Vp8lTransform {
  private static final int BLACK = 0xFF000000;

  private final int width;
  private final int blockBits;
  private final int[] blocks; // (rows of blocks, columns of blocks), the way in green

  Vp8lPredictor(int width, int blockBits, int[] blocks) {
    this.width = width;
    this.blockBits = blockBits;
    this.blocks = blocks;
  }

  @Override
  public int[] undo(int[] argb) {
    argb[0] = sum(argb[0], BLACK);
    for (int i = 1; i < Math.min(width, argb.length); i++) {
      argb[i] = sum(argb[i], argb[i - 1]);
    }
    int columns = Vp8lPixels.blocks(width, blockBits);
    for (int i = width; i < argb.length; i++) {
      int x = i % width;
      int way = blocks[(i / width >> blockBits) * columns + (x >> blockBits)] >>> 8 & 0xF;
      argb[i] = sum(argb[i], x == 0 ? argb[i - width] : foretold(way, argb, i));
    }
    return argb;
  }

  /** Of the last column the pixel above to the right is the first of the row itself. */
  private int foretold(int way, int[] argb, int i) {
    int left = argb[i - 1];
    int top = argb[i - width];
    int topLeft = argb[i - width - 1];
    int topRight = argb[i - width + 1];
    return switch (way) {
      case 1 -> left;
      case 2 -> top;
      case 3 -> topRight;
      case 4 -> topLeft;
      case 5 -> mean(mean(left, topRight), top);
      case 6 -> mean(left, topLeft);
      case 7 -> mean(left, top);
      case 8 -> mean(topLeft, top);
      case 9 -> mean(top, topRight);
      case 10 -> mean(mean(left, topLeft), mean(top, topRight));
      case 11 -> nearer(left, top, topLeft);
      case 12 -> onward(left, top, topLeft);
      case 13 -> halfOnward(mean(left, top), topLeft);
      default -> BLACK;
    };
  }

  /** Channel by channel, of 256 the rest. */
  static int sum(int a, int b) {
    int alphaAndGreen = (a & 0xFF00FF00) + (b & 0xFF00FF00);
    int redAndBlue = (a & 0x00FF00FF) + (b & 0x00FF00FF);
    return alphaAndGreen & 0xFF00FF00 | redAndBlue & 0x00FF00FF;
  }

  private static int mean(int a, int b) {
    return ((a ^ b) >>> 1 & 0x7F7F7F7F) + (a & b);
  }

  /** The one that left + top - topLeft is nearer to. */
  private static int nearer(int left, int top, int topLeft) {
    int fromLeft = 0;
    int fromTop = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      int corner = topLeft >>> shift & 0xFF;
      fromLeft += Math.abs((top >>> shift & 0xFF) - corner);
      fromTop += Math.abs((left >>> shift & 0xFF) - corner);
    }
    return fromLeft < fromTop ? left : top;
  }

  private static int onward(int left, int top, int topLeft) {
    int result = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      int level = (left >>> shift & 0xFF) + (top >>> shift & 0xFF) - (topLeft >>> shift & 0xFF);
      result |= clipped(level) << shift;
    }
    return result;
  }

  private static int halfOnward(int mean, int topLeft) {
    int result = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      int level = mean >>> shift & 0xFF;
      result |= clipped(level + (level - (topLeft >>> shift & 0xFF)) / 2) << shift;
    }
    return result;
  }

  private static int clipped(int level) {
    return Math.min(Math.max(level, 0), 255);
  }
}
