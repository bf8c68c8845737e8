package dev.fude.animegan.image;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;

/** Pixels to numbers and back: levels 0 to 255 are numbers -1 to 1. */
public final class PixelTensor {
  /** Red, green and blue. */
  public static final int CHANNELS = 3;

  private static final float HALF_RANGE = 127.5f;

  private PixelTensor() {}

  /**
   * A picture's colours, {@code level / 127.5 - 1}. Alpha is left out.
   *
   * @param picture the picture
   * @return (1, height, width, 3), red first
   */
  public static Tensor of(Picture picture) {
    int[] argb = picture.argb();
    Tensor tensor = Tensor.zeros(Shape.nhwc(1, picture.height(), picture.width(), CHANNELS));
    float[] data = tensor.data();
    for (int i = 0; i < argb.length; i++) {
      data[i * CHANNELS] = number(argb[i] >> 16 & 0xFF);
      data[i * CHANNELS + 1] = number(argb[i] >> 8 & 0xFF);
      data[i * CHANNELS + 2] = number(argb[i] & 0xFF);
    }
    return tensor;
  }

  /**
   * An opaque picture of a tensor's colours, {@code (number + 1) * 127.5} rounded to the nearest
   * level, halves up, and held to 0 to 255. NaN becomes 0.
   *
   * @param tensor (1, height, width, 3), red first
   * @return the picture
   * @throws IllegalArgumentException if the tensor has another batch or number of channels
   */
  public static Picture toPicture(Tensor tensor) {
    Shape shape = tensor.shape();
    if (shape.batch() != 1 || shape.channels() != CHANNELS) {
      throw new IllegalArgumentException(
          "A picture needs a tensor of shape (1, height, width, 3), not " + shape + ".");
    }
    float[] data = tensor.data();
    int[] argb = new int[shape.height() * shape.width()];
    for (int i = 0; i < argb.length; i++) {
      argb[i] =
          0xFF000000
              | level(data[i * CHANNELS]) << 16
              | level(data[i * CHANNELS + 1]) << 8
              | level(data[i * CHANNELS + 2]);
    }
    return new Picture(shape.width(), shape.height(), false, argb);
  }

  private static float number(int level) {
    return level / HALF_RANGE - 1;
  }

  private static int level(float number) {
    double exact = (number + 1.0) * HALF_RANGE;
    return (int) (Math.max(0, Math.min(255, exact)) + 0.5);
  }
}
