package dev.fude.painter.picture.decode;

/** Pixels are numbers of colours, several in one pixel where they are few. */
final class Vp8lPalette implements Vp8lTransform {
  private final int[] colours = new int[256]; // those that the file leaves out: transparent black
  private final int width;
  private final int packingBits; // 2^this pixels in one

  /**
   * A palette.
   *
   * @param differences each colour less the one before it, channel by channel
   * @param width of the picture
   */
  Vp8lPalette(int[] differences, int width) {
    this.width = width;
    int colour = 0;
    for (int i = 0; i < differences.length; i++) {
      colour = Vp8lPredictor.sum(colour, differences[i]);
      colours[i] = colour;
    }
    int count = differences.length;
    packingBits = count <= 2 ? 3 : count <= 4 ? 2 : count <= 16 ? 1 : 0;
  }

  /** Columns of the pixels as they come. */
  int packedWidth() {
    return Vp8lPixels.blocks(width, packingBits);
  }

  @Override
  public int[] undo(int[] packed) {
    int columns = packedWidth();
    int rows = packed.length / columns;
    int[] argb = packingBits == 0 ? packed : new int[rows * width];
    int bits = Byte.SIZE >> packingBits;
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < width; x++) {
        int green = packed[y * columns + (x >> packingBits)] >>> 8 & 0xFF;
        int place = bits * (x & (1 << packingBits) - 1);
        argb[y * width + x] = colours[green >>> place & (1 << bits) - 1];
      }
    }
    return argb;
  }
}
