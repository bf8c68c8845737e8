package dev.fude.painter.picture.decode;

/** Red and blue less what green and red foretell of them, in each block by other factors. */
final class Vp8lColours implements Vp8lTransform {
  private final int width;
  private final int blockBits;
  private final int[] blocks; // (rows of blocks, columns of blocks), red to blue, green to both

  Vp8lColours(int width, int blockBits, int[] blocks) {
    this.width = width;
    this.blockBits = blockBits;
    this.blocks = blocks;
  }

  @Override
  public int[] undo(int[] argb) {
    int columns = Vp8lPixels.blocks(width, blockBits);
    for (int i = 0; i < argb.length; i++) {
      int block = blocks[(i / width >> blockBits) * columns + (i % width >> blockBits)];
      int green = argb[i] >> 8;
      int red = (argb[i] >> 16) + part(block, green);
      int blue = argb[i] + part(block >> 8, green) + part(block >> 16, red);
      argb[i] = argb[i] & 0xFF00FF00 | (red & 0xFF) << 16 | blue & 0xFF;
    }
    return argb;
  }

  /** Both are signed bytes. */
  private static int part(int factor, int level) {
    return (byte) factor * (byte) level >> 5;
  }
}
