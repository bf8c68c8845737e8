package dev.fude.converter.files;

import dev.fude.converter.files.TfliteFile.Scales;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.generator.Layer;
import dev.fude.model.generator.LayerTable;
import dev.fude.model.generator.Role;
import dev.fude.model.generator.TrainedTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A network as a TensorFlow Lite graph: each convolution followed by its norm spelt out in
 * multiplications and sums, and one bilinear resize after the first.
 */
public final class TfliteNetwork {
  private static final int ADD = 0;
  private static final int CONV_2D = 3;
  private static final int DEPTHWISE_CONV_2D = 4;
  private static final int DEQUANTIZE = 6;
  private static final int MUL = 18;
  private static final int SUB = 41;
  private static final int RSQRT = 76;

  private final TfliteFile file = new TfliteFile();
  private final Map<String, Tensor> expected = new LinkedHashMap<>();
  private final LayerTable architecture;
  private final Numbers numbers;

  private UnaryOperator<String> naming = UnaryOperator.identity();
  private boolean alignCorners;
  private boolean halfPixel;
  private float eps = 1e-12f;
  private float kernelBias;

  /** How constants are stored. */
  public enum Numbers {
    /** Plainly. */
    FLOAT32,

    /** With a DEQUANTIZE op before each use. */
    FLOAT16,

    /** Kernels as int8, one scale for each channel; biases int32; norms int8, one scale. */
    INT8_PER_CHANNEL,

    /** All as int8 with one scale and a zero point. */
    INT8_PER_TENSOR,

    /** Kernels as int8 with one scale and no zero point, the rest float32. */
    DYNAMIC_RANGE
  }

  /**
   * Begins a file.
   *
   * @param architecture the network
   * @param numbers how its constants are stored
   */
  public TfliteNetwork(LayerTable architecture, Numbers numbers) {
    this.architecture = architecture;
    this.numbers = numbers;
  }

  /**
   * Sets the resize op's flags, both off unless set.
   *
   * @param align align_corners
   * @param half half_pixel_centers
   * @return this
   */
  public TfliteNetwork resize(boolean align, boolean half) {
    alignCorners = align;
    halfPixel = half;
    return this;
  }

  /**
   * Sets the norms' eps, 1e-12 unless set.
   *
   * @param value the eps
   * @return this
   */
  public TfliteNetwork eps(float value) {
    eps = value;
    return this;
  }

  /**
   * Gives every convolution without a bias one all the same.
   *
   * @param value each number of it
   * @return this
   */
  public TfliteNetwork biasEverywhere(float value) {
    kernelBias = value;
    return this;
  }

  /**
   * Sets the constants' names.
   *
   * @param fromTensorFlowName from the original's name
   * @return this
   */
  public TfliteNetwork naming(UnaryOperator<String> fromTensorFlowName) {
    naming = fromTensorFlowName;
    return this;
  }

  /**
   * Builds the file.
   *
   * @param tensors the weights by the network's names, kernels OIHW
   * @return the file
   */
  public TfliteFile build(Map<String, Tensor> tensors) {
    int picture = file.value("input");
    boolean isFirst = true;
    for (Layer layer : architecture.layers()) {
      Map<Role, Integer> constants = new LinkedHashMap<>();
      for (TrainedTensor wanted : layer.tensors()) {
        constants.put(wanted.role(), constant(wanted, tensors.get(wanted.name())));
      }
      picture = convolve(layer, constants, picture);
      if (constants.containsKey(Role.GAMMA)) {
        picture = normalize(constants, picture);
      }
      if (isFirst) {
        picture = file.resize(value("resized"), picture, alignCorners, halfPixel);
        isFirst = false;
      }
    }
    return file;
  }

  /**
   * What the file's numbers stand for.
   *
   * @return after {@link #build}: by the network's names, kernels OIHW
   */
  public Map<String, Tensor> expected() {
    return expected;
  }

  private int convolve(Layer layer, Map<Role, Integer> constants, int picture) {
    boolean isDepthwise = constants.containsKey(Role.DEPTHWISE_KERNEL);
    int kernel = constants.get(isDepthwise ? Role.DEPTHWISE_KERNEL : Role.KERNEL);
    Integer bias = constants.get(Role.BIAS);
    if (bias == null) {
      float[] values = new float[layer.kernel().shape().extent(0)];
      Arrays.fill(values, kernelBias);
      bias =
          file.constant(
              "bias of " + layer.kernel().name(),
              TfliteFile.FLOAT32,
              new int[] {values.length},
              TorchFile.encoded("FloatStorage", values),
              null);
    }
    int code = isDepthwise ? DEPTHWISE_CONV_2D : CONV_2D;
    return file.operator(code, value("convolved"), picture, kernel, bias);
  }

  /** scale = gamma / sqrt(variance + eps); x * scale + (beta - mean * scale). */
  private int normalize(Map<Role, Integer> constants, int x) {
    byte[] epsBytes = TorchFile.encoded("FloatStorage", new float[] {eps});
    int epsilon = file.constant("eps", TfliteFile.FLOAT32, new int[0], epsBytes, null);
    int variance = file.operator(ADD, value("variance"), x, epsilon);
    int deviation = file.operator(RSQRT, value("deviation"), variance);
    int scale = file.operator(MUL, value("scale"), deviation, constants.get(Role.GAMMA));
    int scaled = file.operator(MUL, value("scaled"), x, scale);
    int mean = file.operator(MUL, value("mean"), x, scale);
    int shift = file.operator(SUB, value("shift"), constants.get(Role.BETA), mean);
    return file.operator(ADD, value("normalized"), scaled, shift);
  }

  private int value(String name) {
    return file.value(name);
  }

  private int constant(TrainedTensor wanted, Tensor tensor) {
    boolean isKernel = wanted.role().isKernel();
    int[] shape = isKernel ? storedShape(wanted) : wanted.shape().extents();
    float[] stored = isKernel ? toStoredOrder(wanted, tensor.data()) : tensor.data();
    String name = naming.apply(wanted.tensorFlowName());
    boolean isPlain = numbers == Numbers.FLOAT32 || (numbers == Numbers.DYNAMIC_RANGE && !isKernel);
    if (isPlain) {
      expected.put(wanted.name(), tensor);
      byte[] bytes = TorchFile.encoded("FloatStorage", stored);
      return file.constant(name, TfliteFile.FLOAT32, shape, bytes, null);
    }
    if (numbers == Numbers.FLOAT16) {
      expected.put(wanted.name(), tensor);
      byte[] bytes = TorchFile.encoded("HalfStorage", stored);
      int half = file.constant(name, TfliteFile.FLOAT16, shape, bytes, null);
      return file.operator(DEQUANTIZE, value(name + "/dequantized"), half);
    }
    return quantized(name, wanted, shape, tensor);
  }

  private int quantized(String name, TrainedTensor wanted, int[] shape, Tensor tensor) {
    boolean perChannel =
        numbers == Numbers.INT8_PER_CHANNEL
            && (wanted.role().isKernel() || wanted.role() == Role.BIAS);
    int channels = wanted.shape().extent(0);
    float[] scales = new float[perChannel ? channels : 1];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = (1 + 0.37f * i / scales.length) / 127;
    }
    int zeroPoint = numbers == Numbers.INT8_PER_TENSOR ? 3 : 0;
    float[] integers = new float[tensor.data().length];
    float[] real = new float[integers.length];
    for (int i = 0; i < integers.length; i++) {
      // The output channel is the outermost axis of an OIHW kernel and of a vector.
      int channel = i / (integers.length / channels);
      float scale = scales[perChannel ? channel : 0];
      int integer = Math.max(-128, Math.min(127, Math.round(tensor.data()[i] / scale) + zeroPoint));
      integers[i] = integer;
      real[i] = (integer - zeroPoint) * scale;
    }
    expected.put(wanted.name(), Tensor.of(wanted.shape(), real));
    boolean isBias = wanted.role() == Role.BIAS && perChannel;
    float[] stored = wanted.role().isKernel() ? toStoredOrder(wanted, integers) : integers;
    int axis = wanted.role() == Role.DEPTHWISE_KERNEL ? 3 : 0;
    long[] zeroPoints = numbers == Numbers.DYNAMIC_RANGE ? new long[0] : filled(zeroPoint, scales);
    return file.constant(
        name,
        isBias ? TfliteFile.INT32 : TfliteFile.INT8,
        shape,
        integerBytes(stored, isBias ? 4 : 1),
        new Scales(scales, zeroPoints, axis));
  }

  private static long[] filled(long zeroPoint, float[] scales) {
    long[] zeroPoints = new long[scales.length];
    Arrays.fill(zeroPoints, zeroPoint);
    return zeroPoints;
  }

  private static byte[] integerBytes(float[] integers, int size) {
    ByteBuffer bytes = ByteBuffer.allocate(size * integers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float integer : integers) {
      if (size == 1) {
        bytes.put((byte) integer);
      } else {
        bytes.putInt((int) integer);
      }
    }
    return bytes.array();
  }

  /** OHWI, or 1HWC for a depthwise kernel. */
  private static int[] storedShape(TrainedTensor wanted) {
    Shape oihw = wanted.shape();
    return wanted.role() == Role.DEPTHWISE_KERNEL
        ? new int[] {1, oihw.extent(2), oihw.extent(3), oihw.extent(0)}
        : new int[] {oihw.extent(0), oihw.extent(2), oihw.extent(3), oihw.extent(1)};
  }

  private static float[] toStoredOrder(TrainedTensor wanted, float[] oihw) {
    int outChannels = wanted.shape().extent(0);
    int inChannels = wanted.shape().extent(1);
    int kernelH = wanted.shape().extent(2);
    int kernelW = wanted.shape().extent(3);
    boolean isDepthwise = wanted.role() == Role.DEPTHWISE_KERNEL;
    float[] stored = new float[oihw.length];
    int from = 0;
    for (int o = 0; o < outChannels; o++) {
      for (int i = 0; i < inChannels; i++) {
        for (int y = 0; y < kernelH; y++) {
          for (int x = 0; x < kernelW; x++) {
            int to =
                isDepthwise
                    ? (y * kernelW + x) * outChannels + o
                    : ((o * kernelH + y) * kernelW + x) * inChannels + i;
            stored[to] = oihw[from++];
          }
        }
      }
    }
    return stored;
  }
}
