package dev.fude.testkit;

import dev.fude.core.op.Normalization;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;

/** How widely the numbers spread that a norm divides by their spread. */
final class Moments {
  private Moments() {}

  /** The least square root of variance plus eps among all the groups that a norm takes together. */
  static double leastDeviation(Tensor tensor, Normalization norm) {
    Shape shape = tensor.shape();
    int pixels = shape.height() * shape.width();
    double least = Double.POSITIVE_INFINITY;
    for (int n = 0; n < shape.batch(); n++) {
      int first = n * pixels * shape.channels();
      if (norm.perChannel()) {
        for (int c = 0; c < shape.channels(); c++) {
          double variance = variance(tensor.data(), first + c, shape.channels(), pixels);
          least = Math.min(least, Math.sqrt(variance + norm.eps()));
        }
      } else {
        double variance = variance(tensor.data(), first, 1, pixels * shape.channels());
        least = Math.min(least, Math.sqrt(variance + norm.eps()));
      }
    }
    return least;
  }

  /** The greatest square root of variance plus eps among all channels of all pictures. */
  static double greatestDeviation(Tensor tensor, double eps) {
    Shape shape = tensor.shape();
    int pixels = shape.height() * shape.width();
    double greatest = 0;
    for (int i = 0; i < shape.batch() * shape.channels(); i++) {
      int first = i / shape.channels() * pixels * shape.channels() + i % shape.channels();
      double variance = variance(tensor.data(), first, shape.channels(), pixels);
      greatest = Math.max(greatest, Math.sqrt(variance + eps));
    }
    return greatest;
  }

  /** The population variance of the finite ones among some numbers; 0 if there are none. */
  private static double variance(float[] data, int first, int step, int count) {
    double mean = 0;
    double squares = 0;
    int finite = 0;
    for (int i = 0; i < count; i++) {
      double value = data[first + i * step];
      if (Double.isFinite(value)) {
        finite++;
        double delta = value - mean;
        mean += delta / finite;
        squares += delta * (value - mean);
      }
    }
    return finite == 0 ? 0 : squares / finite;
  }
}
