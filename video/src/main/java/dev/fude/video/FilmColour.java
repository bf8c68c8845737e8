package dev.fude.video;

/**
 * How luma and chroma were made of red, green and blue.
 *
 * @param matrix whose weights
 * @param fullRange whether black is 0 and white 255; else they are 16 and 235
 * @param guessed whether the film says nothing and this is what is usual for its size
 */
public record FilmColour(Matrix matrix, boolean fullRange, boolean guessed) {
  /** Films with fewer lines that say nothing are taken for BT.601. */
  private static final int LINES_OF_HD = 720;

  /** The weights of red, green and blue in luma. */
  public enum Matrix {
    /** Of standard definition: 0.299, 0.587, 0.114. */
    BT601("BT.601"),
    /** Of high definition: 0.2126, 0.7152, 0.0722. */
    BT709("BT.709"),
    /** Of wide gamuts, not constant luminance: 0.2627, 0.6780, 0.0593. */
    BT2020("BT.2020");

    private final String label;

    Matrix(String label) {
      this.label = label;
    }

    /**
     * As people write it.
     *
     * @return such as {@code BT.709}
     */
    public String label() {
      return label;
    }
  }

  /**
   * What is usual for films that say nothing.
   *
   * @param height rows
   * @return a guess with the limited range
   */
  public static FilmColour usualFor(int height) {
    return new FilmColour(height >= LINES_OF_HD ? Matrix.BT709 : Matrix.BT601, false, true);
  }

  /** As people read it: {@code BT.601 colours of limited range}. */
  @Override
  public String toString() {
    return matrix.label + " colours of " + (fullRange ? "full" : "limited") + " range";
  }
}
