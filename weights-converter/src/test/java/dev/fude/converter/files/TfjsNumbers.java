package dev.fude.converter.files;

import dev.fude.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How TensorFlow.js stores weights. Integers and single numbers are always stored as they are. */
public enum TfjsNumbers {
  /** Plainly. */
  FLOAT32(4),

  /** As integers that number the steps of a range. */
  UINT8(1),

  /** As integers that number the steps of a range. */
  UINT16(2),

  /** As halves. */
  FLOAT16(2);

  private final int bytes;

  TfjsNumbers(int bytes) {
    this.bytes = bytes;
  }

  boolean isRange() {
    return this == UINT8 || this == UINT16;
  }

  /** A little less than the least, so that it is no whole number of steps and no float32. */
  double min(float[] numbers) {
    double min = numbers[0];
    for (float number : numbers) {
      min = Math.min(min, number);
    }
    return min - 1 / 300.0;
  }

  double scale(float[] numbers) {
    double max = numbers[0];
    for (float number : numbers) {
      max = Math.max(max, number);
    }
    return (max - min(numbers)) / ((1 << (8 * bytes)) - 1);
  }

  byte[] encoded(float[] numbers) {
    if (!isRange()) {
      return TorchFile.encoded(this == FLOAT16 ? "HalfStorage" : "FloatStorage", numbers);
    }
    ByteBuffer encoded = ByteBuffer.allocate(bytes * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    double min = min(numbers);
    double scale = scale(numbers);
    for (float number : numbers) {
      long step = Math.round((number - min) / scale);
      if (bytes == 1) {
        encoded.put((byte) step);
      } else {
        encoded.putShort((short) step);
      }
    }
    return encoded.array();
  }

  /**
   * What TensorFlow.js reads from numbers that were stored.
   *
   * @param tensor the numbers; for halves exactly representable ones
   * @return the numbers read
   */
  public Tensor readBack(Tensor tensor) {
    if (!isRange()) {
      return tensor;
    }
    double min = min(tensor.data());
    double scale = scale(tensor.data());
    float[] read = new float[tensor.data().length];
    for (int i = 0; i < read.length; i++) {
      read[i] = (float) (Math.round((tensor.data()[i] - min) / scale) * scale + min);
    }
    return Tensor.of(tensor.shape(), read);
  }
}
