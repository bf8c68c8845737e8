package dev.fude.ops.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fude.ops.rows.ToomCook;
import dev.fude.ops.rows.WinogradTransform;
import dev.fude.ops.runtime.Scratch;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The matrices against a plain convolution, and the vectorised transforms against the matrices. */
@Tag("simd")
@Tag("every-width")
class SimdWinogradTransformTest {
  private static final long SEED = 7;
  private static final int LENGTH = 3 * Simd.LANES;

  static List<WinogradTransform> transforms() {
    return List.of(new SimdTransform8x3(), new SimdTransform6x7());
  }

  private static float[] random(int length) {
    Random random = new Random(SEED);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }

  private static double dot(double[] row, double[] values) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += row[i] * values[i];
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void matricesGiveTheConvolution(WinogradTransform transform) {
    ToomCook matrices = transform.matrices();
    int inputs = matrices.inputs();
    int kernel = inputs + 1 - transform.outputs();
    Random random = new Random(SEED);
    double[] input = random.doubles(inputs, -1, 1).toArray();
    double[] taps = random.doubles(kernel, -1, 1).toArray();
    double[] products = new double[inputs];
    for (int j = 0; j < inputs; j++) {
      products[j] = dot(matrices.weightMatrix()[j], taps) * dot(matrices.inputMatrix()[j], input);
    }

    for (int i = 0; i < transform.outputs(); i++) {
      double expected = 0;
      for (int k = 0; k < kernel; k++) {
        expected += taps[k] * input[i + k];
      }
      // Double arithmetic, whose errors the matrices make at most a few thousand times as large.
      assertThat(dot(matrices.outputMatrix()[i], products)).isCloseTo(expected, within(1e-11));
    }
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void inputTransformIsItsMatrix(WinogradTransform transform) {
    int inputs = transform.inputs();
    double[][] matrix = transform.matrices().inputMatrix();
    float[] from = random(5 + inputs * LENGTH);
    int[] begins = new int[inputs]; // in reverse order: rows of a ring come as they please
    for (int k = 0; k < inputs; k++) {
      begins[k] = (inputs - 1 - k) * LENGTH;
    }
    int toStride = LENGTH + 4;
    float[] to = new float[3 + inputs * toStride];

    transform.input(from, begins, 5, to, 3, toStride, LENGTH, new Scratch());

    double[] input = new double[inputs];
    for (int i = 0; i < LENGTH; i++) {
      for (int k = 0; k < inputs; k++) {
        input[k] = from[begins[k] + 5 + i];
      }
      for (int j = 0; j < inputs; j++) {
        double given = to[3 + j * toStride + i];
        assertThat(given).isCloseTo(dot(matrix[j], input), within(roundings(matrix[j], inputs)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void outputTransformIsItsMatrix(WinogradTransform transform) {
    int inputs = transform.inputs();
    int outputs = transform.outputs();
    double[][] matrix = transform.matrices().outputMatrix();
    int stride = LENGTH + 4;
    float[] from = random(5 + inputs * stride);
    int toStride = LENGTH + 1;
    float[] to = new float[3 + outputs * toStride];

    transform.output(from, 5, stride, to, 3, toStride, LENGTH, new Scratch());

    double[] frequencies = new double[inputs];
    for (int k = 0; k < LENGTH; k++) {
      for (int j = 0; j < inputs; j++) {
        frequencies[j] = from[5 + j * stride + k];
      }
      for (int i = 0; i < outputs; i++) {
        double given = to[3 + i * toStride + k];
        double expected = dot(matrix[i], frequencies);
        assertThat(given).isCloseTo(expected, within(roundings(matrix[i], inputs)));
      }
    }
  }

  /** So many roundings of sums of numbers below 1 times the row, and one of every coefficient. */
  private static double roundings(double[] row, int inputs) {
    double magnitudes = 0;
    for (double factor : row) {
      magnitudes += Math.abs(factor);
    }
    return 0x1p-24 * (inputs + 1) * magnitudes;
  }
}
