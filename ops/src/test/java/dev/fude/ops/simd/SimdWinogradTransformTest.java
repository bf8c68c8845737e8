package dev.fude.ops.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The matrices against a plain convolution, and the vectorised transforms against the matrices. */
@Tag("simd")
class SimdWinogradTransformTest {
  private static final int OUTPUTS = WinogradTransform.OUTPUTS;
  private static final long SEED = 7;
  private static final int LINES = 3;
  private static final int LANES = 2 * Simd.LANES;

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
  @ValueSource(ints = {3, 7})
  void matricesGiveTheConvolution(int kernel) {
    ToomCook matrices = WinogradTransform.ofKernel(kernel).matrices();
    int inputs = matrices.inputs();
    Random random = new Random(SEED);
    double[] input = random.doubles(inputs, -1, 1).toArray();
    double[] taps = random.doubles(kernel, -1, 1).toArray();
    double[] products = new double[inputs];
    for (int j = 0; j < inputs; j++) {
      products[j] = dot(matrices.weightMatrix()[j], taps) * dot(matrices.inputMatrix()[j], input);
    }

    for (int i = 0; i < OUTPUTS; i++) {
      double expected = 0;
      for (int k = 0; k < kernel; k++) {
        expected += taps[k] * input[i + k];
      }
      // Double arithmetic, whose errors the matrices make at most a few thousand times as large.
      assertThat(dot(matrices.outputMatrix()[i], products)).isCloseTo(expected, within(1e-11));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7})
  void inputTransformIsItsMatrix(int kernel) {
    WinogradTransform transform = WinogradTransform.ofKernel(kernel);
    int inputs = transform.inputs();
    double[][] matrix = transform.matrices().inputMatrix();
    int step = LANES + 1;
    float[] from = random(5 + inputs * LINES * step);
    int[] begins = new int[inputs]; // in reverse order: rows of a ring come as they please
    for (int k = 0; k < inputs; k++) {
      begins[k] = (inputs - 1 - k) * LINES * step;
    }
    int toStride = LINES * LANES + 4;
    float[] to = new float[3 + inputs * toStride];

    transform.input(from, begins, 5, step, to, 3, LANES, toStride, LINES, LANES);

    double[] input = new double[inputs];
    for (int line = 0; line < LINES; line++) {
      for (int lane = 0; lane < LANES; lane++) {
        for (int k = 0; k < inputs; k++) {
          input[k] = from[begins[k] + 5 + line * step + lane];
        }
        for (int j = 0; j < inputs; j++) {
          double given = to[3 + j * toStride + line * LANES + lane];
          assertThat(given).isCloseTo(dot(matrix[j], input), within(roundings(matrix[j], inputs)));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7})
  void outputTransformIsItsMatrix(int kernel) {
    WinogradTransform transform = WinogradTransform.ofKernel(kernel);
    int inputs = transform.inputs();
    double[][] matrix = transform.matrices().outputMatrix();
    int stride = LINES * LANES + 4;
    float[] from = random(5 + inputs * stride);
    float[] to = new float[OUTPUTS * LINES * LANES];

    transform.output(from, 5, LANES, stride, to, OUTPUTS * LANES, LANES, LINES, LANES);

    double[] frequencies = new double[inputs];
    for (int line = 0; line < LINES; line++) {
      for (int lane = 0; lane < LANES; lane++) {
        for (int j = 0; j < inputs; j++) {
          frequencies[j] = from[5 + j * stride + line * LANES + lane];
        }
        for (int i = 0; i < OUTPUTS; i++) {
          double given = to[(line * OUTPUTS + i) * LANES + lane];
          double expected = dot(matrix[i], frequencies);
          assertThat(given).isCloseTo(expected, within(roundings(matrix[i], inputs)));
        }
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
