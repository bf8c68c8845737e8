package dev.fude.converter.files;

import static dev.fude.converter.files.OnnxParts.FLOAT;
import static dev.fude.converter.files.OnnxParts.INT32;
import static dev.fude.converter.files.OnnxParts.INT64;
import static dev.fude.converter.files.OnnxParts.int64s;
import static dev.fude.converter.files.OnnxParts.integer;
import static dev.fude.converter.files.OnnxParts.integers;
import static dev.fude.converter.files.OnnxParts.raw;
import static dev.fude.converter.files.OnnxParts.real;
import static dev.fude.converter.files.OnnxParts.tensorSetting;
import static dev.fude.converter.files.OnnxParts.text;

import dev.fude.core.tensor.Tensor;
import dev.fude.model.generator.Layer;
import dev.fude.model.generator.LayerTable;
import dev.fude.model.generator.Role;
import dev.fude.model.generator.TrainedTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A network as an ONNX graph, in the ways of different exporters. */
public final class OnnxNetwork {
  private final LayerTable architecture;

  private OnnxNumbers numbers = OnnxNumbers.RAW_FLOAT;
  private Norm norm = Norm.INSTANCE;
  private Kernels kernels = Kernels.STORED;
  private Vectors vectors = Vectors.PLAIN;
  private UnaryOperator<String> naming = name -> "onnx::" + name.hashCode();
  private boolean channelsLast;
  private float eps = 1e-5f;
  private OnnxFile file;

  /** How a norm is written. */
  public enum Norm {
    /** Reshaped to one group, normalised, reshaped back, multiplied, added: PyTorch's. */
    INSTANCE,

    /** One op that has it all. */
    GROUP,

    /** One op with one number for the only group, then multiplied and added: opset 18. */
    GROUP_OF_ONE,

    /** One op that has gamma; beta is added after it. */
    LAYER,

    /** (x - mean) / sqrt(variance + eps) * gamma + beta. */
    DIVIDED,

    /** scale = 1 / sqrt(variance + eps) * gamma; x * scale + (beta - mean * scale). */
    FOLDED,

    /** As {@link #FOLDED}, with scale = gamma / sqrt(variance + eps). */
    GAMMA_DIVIDED,

    /** As {@link #FOLDED}, with scale = (variance + eps) ^ -0.5 * gamma. */
    POWER
  }

  /** How a kernel reaches its convolution. */
  public enum Kernels {
    /** Stored as it is used. */
    STORED,

    /** Stored as TensorFlow does, HWIO, then transposed; depthwise ones also reshaped. */
    TRANSPOSED,

    /** Stored as one list, then reshaped, with extents that are kept and left open. */
    FLAT,

    /** Stored with axes of one element more, which are squeezed away. */
    SQUEEZED,

    /** Under another name. */
    IDENTITY
  }

  /** How gamma, beta and a bias that is added have their axes. */
  public enum Vectors {
    /** (channels). */
    PLAIN,

    /** (channels, 1, 1). */
    CHANNELS_FIRST,

    /** (1, channels, 1, 1). */
    NCHW,

    /** (1, 1, 1, channels). */
    NHWC,

    /** (channels), given two more axes by a setting. */
    UNSQUEEZED,

    /** (channels), given two more axes by an operand. */
    UNSQUEEZED_BY_OPERAND,

    /** (channels), reshaped to (-1, 1, 1) by a 32-bit list that is cast. */
    RESHAPED
  }

  /**
   * Begins a graph as PyTorch writes it.
   *
   * @param architecture the network
   */
  public OnnxNetwork(LayerTable architecture) {
    this.architecture = architecture;
  }

  /**
   * Sets how constants are stored.
   *
   * @param value the way
   * @return this
   */
  public OnnxNetwork numbers(OnnxNumbers value) {
    numbers = value;
    return this;
  }

  /**
   * Sets how norms are written.
   *
   * @param value the way
   * @return this
   */
  public OnnxNetwork norm(Norm value) {
    norm = value;
    return this;
  }

  /**
   * Sets how kernels reach their convolutions.
   *
   * @param value the way
   * @return this
   */
  public OnnxNetwork kernels(Kernels value) {
    kernels = value;
    return this;
  }

  /**
   * Sets the axes of vectors.
   *
   * @param value the way
   * @return this
   */
  public OnnxNetwork vectors(Vectors value) {
    vectors = value;
    return this;
  }

  /**
   * Lets pictures be NHWC, with transpositions around the convolutions and biases added after them.
   *
   * @return this
   */
  public OnnxNetwork channelsLast() {
    channelsLast = true;
    return this;
  }

  /**
   * Sets the norms' eps, 1e-5 unless set.
   *
   * @param value the eps
   * @return this
   */
  public OnnxNetwork eps(float value) {
    eps = value;
    return this;
  }

  /**
   * Sets the stored tensors' names; nobody's unless set.
   *
   * @param fromName from the network's name
   * @return this
   */
  public OnnxNetwork naming(UnaryOperator<String> fromName) {
    naming = fromName;
    return this;
  }

  /**
   * Builds the file, with a half-pixel resize after the first layer and tanh at the end.
   *
   * @param tensors the weights by the network's names, kernels OIHW
   * @return the file
   */
  public OnnxFile build(Map<String, Tensor> tensors) {
    file = new OnnxFile();
    String picture = file.input("input");
    boolean isFirst = true;
    for (Layer layer : architecture.layers()) {
      Map<Role, String> constants = new LinkedHashMap<>();
      for (TrainedTensor wanted : layer.tensors()) {
        float[] trained = tensors.get(wanted.name()).data();
        constants.put(
            wanted.role(),
            wanted.role().isKernel() ? kernel(wanted, trained) : vector(wanted, trained));
      }
      picture = convolve(layer, constants, picture);
      if (constants.containsKey(Role.GAMMA)) {
        picture = normalize(constants.get(Role.GAMMA), constants.get(Role.BETA), picture);
        picture = file.node("LeakyRelu", List.of(picture), real("alpha", 0.2f));
      }
      if (isFirst) {
        picture = resize(file, picture, "half_pixel", channelsLast);
        isFirst = false;
      }
    }
    return file.output(file.node("Tanh", List.of(picture)));
  }

  /**
   * Adds a bilinear resize.
   *
   * @param file where
   * @param picture what it enlarges
   * @param mode its coordinate_transformation_mode
   * @return what it gives
   */
  public static String resize(OnnxFile file, String picture, String mode) {
    return resize(file, picture, mode, false);
  }

  private static String resize(OnnxFile file, String picture, String mode, boolean isLast) {
    float[] numbers = isLast ? new float[] {1, 2, 2, 1} : new float[] {1, 1, 2, 2};
    byte[] scales = TorchFile.encoded("FloatStorage", numbers);
    String factors = file.constant(tensorSetting("value", raw(FLOAT, scales, 4)));
    return file.node(
        "Resize",
        List.of(picture, "", factors),
        text("coordinate_transformation_mode", mode),
        text("mode", "linear"));
  }

  private String convolve(Layer layer, Map<Role, String> constants, String picture) {
    boolean isDepthwise = constants.containsKey(Role.DEPTHWISE_KERNEL);
    String kernel = constants.get(isDepthwise ? Role.DEPTHWISE_KERNEL : Role.KERNEL);
    String bias = constants.get(Role.BIAS);
    ProtoBytes groups = integer("group", isDepthwise ? layer.kernel().shape().extent(0) : 1);
    if (!channelsLast) {
      return file.node(
          "Conv",
          bias == null ? List.of(picture, kernel) : List.of(picture, kernel, bias),
          groups,
          integers("strides", 1, 1));
    }
    String channelsFirst = file.node("Transpose", List.of(picture), integers("perm", 0, 3, 1, 2));
    String convolved = file.node("Conv", List.of(channelsFirst, kernel), groups);
    String back = file.node("Transpose", List.of(convolved), integers("perm", 0, 2, 3, 1));
    return bias == null ? back : file.node("Add", List.of(bias, back));
  }

  private String normalize(String gamma, String beta, String x) {
    ProtoBytes epsilon = real("epsilon", eps);
    return switch (norm) {
      case INSTANCE -> {
        String shape = file.constant(tensorSetting("value", int64s(0, 1, -1)));
        String group = file.node("Reshape", List.of(x, shape));
        List<String> operands = List.of(group, scalar(1), scalar(0));
        String normalized = file.node("InstanceNormalization", operands, epsilon);
        String extents = file.node("Shape", List.of(x));
        yield affine(file.node("Reshape", List.of(normalized, extents)), gamma, beta);
      }
      case GROUP ->
          file.node(
              "GroupNormalization", List.of(x, gamma, beta), epsilon, integer("num_groups", 1));
      case GROUP_OF_ONE ->
          affine(
              file.node("GroupNormalization", List.of(x, scalar(1), scalar(0)), epsilon),
              gamma,
              beta);
      case LAYER ->
          file.node(
              "Add",
              List.of(
                  file.node("LayerNormalization", List.of(x, gamma), epsilon, integer("axis", 1)),
                  beta));
      case DIVIDED -> {
        String centered = file.node("Sub", List.of(x, mean(x)));
        String deviation = file.node("Sqrt", List.of(varianceAndEps(x)));
        yield affine(file.node("Div", List.of(centered, deviation)), gamma, beta);
      }
      case FOLDED, GAMMA_DIVIDED, POWER -> folded(x, scale(gamma, varianceAndEps(x)), beta);
    };
  }

  private String scale(String gamma, String varianceAndEps) {
    if (norm == Norm.POWER) {
      String exponent = scalar(-0.5f);
      String reciprocal = file.node("Pow", List.of(varianceAndEps, exponent));
      return file.node("Mul", List.of(gamma, reciprocal));
    }
    String root = file.node("Sqrt", List.of(varianceAndEps));
    return norm == Norm.GAMMA_DIVIDED
        ? file.node("Div", List.of(gamma, root))
        : file.node("Mul", List.of(file.node("Reciprocal", List.of(root)), gamma));
  }

  private String folded(String x, String scale, String beta) {
    String scaledMean = file.node("Mul", List.of(mean(x), scale));
    String shift = file.node("Sub", List.of(beta, scaledMean));
    String scaled = file.node("Mul", List.of(x, scale));
    return file.node("Add", List.of(scaled, shift));
  }

  private String mean(String x) {
    return file.node("ReduceMean", List.of(x), integers("axes", 1, 2, 3));
  }

  private String varianceAndEps(String x) {
    String centered = file.node("Sub", List.of(x, mean(x)));
    String squares = file.node("Pow", List.of(centered, scalar(2)));
    String variance = file.node("Identity", List.of(mean(squares)));
    String sum = file.node("Add", List.of(variance, scalar(eps)));
    return file.node("Cast", List.of(sum), integer("to", FLOAT));
  }

  private String affine(String x, String gamma, String beta) {
    return file.node("Add", List.of(file.node("Mul", List.of(x, gamma)), beta));
  }

  private String scalar(float number) {
    return file.constant(
        tensorSetting(
            "value", raw(FLOAT, TorchFile.encoded("FloatStorage", new float[] {number}), 1)));
  }

  private String vector(TrainedTensor wanted, float[] trained) {
    int channels = trained.length;
    String name = naming.apply(wanted.name());
    if (wanted.role() == Role.BIAS && !channelsLast) {
      return numbers.store(file, name, trained, 0, channels);
    }
    return switch (vectors) {
      case PLAIN -> numbers.store(file, name, trained, 0, channels);
      case CHANNELS_FIRST -> numbers.store(file, name, trained, 0, channels, 1, 1);
      case NCHW -> numbers.store(file, name, trained, 1, 1, channels, 1, 1);
      case NHWC -> numbers.store(file, name, trained, -1, 1, 1, 1, channels);
      case UNSQUEEZED ->
          file.node(
              "Unsqueeze",
              List.of(numbers.store(file, name, trained, -1, channels)),
              integers("axes", 1, 2));
      case UNSQUEEZED_BY_OPERAND -> {
        String axes = file.constant(integers("value_ints", -1, 0));
        yield file.node(
            "Unsqueeze", List.of(numbers.store(file, name, trained, 0, channels), axes));
      }
      case RESHAPED -> {
        ProtoBytes list = OnnxParts.tensor(INT32, 3).packed(5, -1, 1, 1);
        String narrow = file.constant(tensorSetting("value", list));
        String shape = file.node("Cast", List.of(narrow), integer("to", INT64));
        yield file.node("Reshape", List.of(numbers.store(file, name, trained, 0, channels), shape));
      }
    };
  }

  private String kernel(TrainedTensor wanted, float[] oihw) {
    int[] dims = wanted.shape().extents();
    String name = naming.apply(wanted.name());
    return switch (kernels) {
      case STORED -> numbers.store(file, name, oihw, 0, dims);
      case TRANSPOSED -> transposed(wanted, name, oihw);
      case FLAT -> {
        int inner = dims[1] * dims[2] * dims[3];
        // A scale for each index along an axis of one stays with the tensor.
        int axis = numbers == OnnxNumbers.INT8_PER_CHANNEL ? 1 : 0;
        String stored =
            axis == 1
                ? numbers.store(file, name, oihw, 0, 1, oihw.length)
                : numbers.store(file, name, oihw, 0, oihw.length);
        String rows = file.constant(tensorSetting("value", int64s(-1, inner)));
        String matrix = file.node("Reshape", List.of(stored, rows));
        String shape = file.constant(tensorSetting("value", int64s(0, dims[1], dims[2], dims[3])));
        yield file.node("Reshape", List.of(matrix, shape));
      }
      case SQUEEZED -> {
        String stored =
            numbers.store(file, name, oihw, 1, 1, dims[0], dims[1], dims[2], dims[3], 1);
        String axes = file.constant(integers("value_ints", 0, -1));
        yield file.node("Squeeze", List.of(stored, axes));
      }
      case IDENTITY -> {
        String stored = numbers.store(file, name + "/stored", oihw, 0, dims);
        yield file.namedNode("Identity", name, List.of(stored));
      }
    };
  }

  /** From HWIO; a depthwise kernel from (kernelH, kernelW, channels, 1), by way of IOHW. */
  private String transposed(TrainedTensor wanted, String name, float[] oihw) {
    int[] dims = wanted.shape().extents();
    boolean isDepthwise = wanted.role() == Role.DEPTHWISE_KERNEL;
    int[] hwio =
        isDepthwise
            ? new int[] {dims[2], dims[3], dims[0], 1}
            : new int[] {dims[2], dims[3], dims[1], dims[0]};
    float[] stored = new float[oihw.length];
    int inner = dims[1] * dims[2] * dims[3];
    for (int i = 0; i < oihw.length; i++) {
      int out = i / inner;
      int in = i / (dims[2] * dims[3]) % dims[1];
      int pixel = i % (dims[2] * dims[3]);
      stored[(pixel * dims[1] + in) * dims[0] + out] = oihw[i];
    }
    String tensor = numbers.store(file, name, stored, isDepthwise ? 2 : 3, hwio);
    String moved = file.node("Transpose", List.of(tensor), integers("perm", 3, 2, 0, 1));
    if (!isDepthwise) {
      return moved;
    }
    String shape = file.constant(tensorSetting("value", int64s(dims[0], 1, dims[2], dims[3])));
    return file.node("Reshape", List.of(moved, shape));
  }
}
