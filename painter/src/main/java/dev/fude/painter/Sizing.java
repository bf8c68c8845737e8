package dev.fude.painter;

import dev.fude.painter.picture.Framing;

/** Which part of a photograph is turned into a picture, and at which size. */
public enum Sizing {
  /** The whole photograph at its own size. The default. */
  EXACT {
    @Override
    Framing framing(int width, int height) {
      return Framing.whole(width, height, width, height);
    }
  },

  /**
   * The sizes of the original {@code test.py}: each side by itself raised to 256 or lowered to a
   * multiple of 32, so that the proportions change a little. Sampled by Lanczos-3, not bilinearly
   * as there.
   */
  ORIGINAL_SCRIPT {
    @Override
    Framing framing(int width, int height) {
      return Framing.whole(width, height, originalSide(width), originalSide(height));
    }
  },

  /**
   * The port's {@code face2paint}: the largest square in the middle, sampled by Lanczos-3 to 512 x
   * 512.
   */
  FACE {
    @Override
    Framing framing(int width, int height) {
      return Framing.centreSquare(width, height, FACE_SIDE);
    }
  };

  private static final int FACE_SIDE = 512;
  private static final int ORIGINAL_MINIMUM = 256;
  private static final int ORIGINAL_MULTIPLE = 32;

  /**
   * The part and its size, for one photograph.
   *
   * @param width columns of the upright photograph
   * @param height rows of the upright photograph
   * @return the map from the photograph to the picture
   */
  abstract Framing framing(int width, int height);

  private static int originalSide(int side) {
    return side <= ORIGINAL_MINIMUM ? ORIGINAL_MINIMUM : side - side % ORIGINAL_MULTIPLE;
  }
}
