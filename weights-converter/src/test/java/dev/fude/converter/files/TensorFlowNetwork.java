package dev.fude.converter.files;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.generator.Layer;
import dev.fude.model.generator.LayerTable;
import dev.fude.model.generator.Role;
import dev.fude.model.generator.TrainedTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A network as a TensorFlow graph: each convolution followed by its norm, and one bilinear resize
 * after the first, whose size is computed from integers.
 */
public final class TensorFlowNetwork {
  private final TensorFlowGraph graph = new TensorFlowGraph();
  private final LayerTable architecture;

  private UnaryOperator<String> naming = UnaryOperator.identity();
  private List<String> readers = List.of();
  private String suffix = "";
  private Form form = Form.PLAIN;
  private boolean alignCorners;
  private boolean halfPixel;
  private float eps = 1e-12f;

  /** Which ops the network is made of. */
  public enum Form {
    /** Those of the original. */
    PLAIN,

    /** A bias is fused with its convolution, as the TensorFlow.js converter does. */
    FUSED_BIAS,

    /** Padding and resize are fused with the convolution, as for inference. */
    FUSED_PADDING,

    /** A norm is one op. */
    FUSED_NORM
  }

  /**
   * Begins a graph.
   *
   * @param architecture the network
   */
  public TensorFlowNetwork(LayerTable architecture) {
    this.architecture = architecture;
  }

  /**
   * Sets the ops, the original's unless set.
   *
   * @param value which
   * @return this
   */
  public TensorFlowNetwork form(Form value) {
    form = value;
    return this;
  }

  /**
   * Puts nodes between each constant and the op that uses it.
   *
   * @param ops theirs, such as {@code Identity}
   * @return this
   */
  public TensorFlowNetwork readThrough(String... ops) {
    readers = List.of(ops);
    return this;
  }

  /**
   * Writes something behind the names of inputs.
   *
   * @param value such as {@code :0}
   * @return this
   */
  public TensorFlowNetwork suffix(String value) {
    suffix = value;
    return this;
  }

  /**
   * Sets the constants' names.
   *
   * @param fromTensorFlowName from the original's name
   * @return this
   */
  public TensorFlowNetwork naming(UnaryOperator<String> fromTensorFlowName) {
    naming = fromTensorFlowName;
    return this;
  }

  /**
   * Sets the resize op's flags, both off unless set.
   *
   * @param align align_corners
   * @param half half_pixel_centers
   * @return this
   */
  public TensorFlowNetwork resize(boolean align, boolean half) {
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
  public TensorFlowNetwork eps(float value) {
    eps = value;
    return this;
  }

  /**
   * Builds the graph.
   *
   * @param tensors the weights by the network's names, kernels OIHW
   * @return the graph
   */
  public TensorFlowGraph build(Map<String, Tensor> tensors) {
    String picture = graph.node("Placeholder", "input");
    graph.integers("paddings", 0, 0, 1, 1, 1, 1, 0, 0);
    graph.constant("eps", new int[0], eps);
    for (int i = 0; i < architecture.layers().size(); i++) {
      Layer layer = architecture.layers().get(i);
      Map<Role, String> constants = new LinkedHashMap<>();
      for (TrainedTensor wanted : layer.tensors()) {
        constants.put(wanted.role(), constant(wanted, tensors.get(wanted.name())));
      }
      picture = convolve("layer" + i, constants, picture);
      if (constants.containsKey(Role.GAMMA)) {
        picture = normalize("layer" + i, constants, picture);
      }
      if (i == 0 && form != Form.FUSED_PADDING) {
        picture = enlarge(picture);
      }
    }
    return graph;
  }

  private String constant(TrainedTensor wanted, Tensor tensor) {
    boolean isKernel = wanted.role().isKernel();
    String name = naming.apply(wanted.tensorFlowName());
    String read =
        isKernel
            ? graph.constant(name, storedShape(wanted), toStoredOrder(wanted, tensor.data()))
            : graph.constant(name, wanted.shape().extents(), tensor.data());
    for (String op : readers) {
      read = graph.node(op, name + "/" + op.toLowerCase(Locale.ROOT), read + suffix);
    }
    return read + suffix;
  }

  private String convolve(String scope, Map<Role, String> constants, String picture) {
    boolean isDepthwise = constants.containsKey(Role.DEPTHWISE_KERNEL);
    String kernel = constants.get(isDepthwise ? Role.DEPTHWISE_KERNEL : Role.KERNEL);
    String bias = constants.get(Role.BIAS);
    List<String> inputs = new ArrayList<>(List.of(picture + suffix));
    String op = isDepthwise ? "DepthwiseConv2dNative" : "Conv2D";
    if (form == Form.FUSED_PADDING && !isDepthwise) {
      boolean isFirst = scope.equals("layer0");
      op = isFirst ? "FusedResizeAndPadConv2D" : "FusedPadConv2D";
      if (isFirst) {
        inputs.add(graph.integers("size", 8, 8));
      }
      inputs.add("paddings");
    }
    inputs.add(kernel);
    if (form == Form.FUSED_BIAS && bias != null) {
      inputs.add(bias);
      op = isDepthwise ? "FusedDepthwiseConv2dNative" : "_FusedConv2D";
    }
    String convolved = graph.node(op, scope + "/Conv", inputs.toArray(String[]::new));
    graph.attribute("resize_align_corners", alignCorners);
    if (form == Form.FUSED_BIAS && bias != null) {
      graph.attribute("fused_ops", List.of("BiasAdd", "LeakyRelu"));
      return convolved;
    }
    return bias == null
        ? convolved
        : graph.node("BiasAdd", scope + "/BiasAdd", convolved + suffix, bias);
  }

  /** scale = gamma / sqrt(variance + eps); x * scale + (beta - mean * scale). */
  private String normalize(String scope, Map<Role, String> constants, String x) {
    String gamma = constants.get(Role.GAMMA);
    String beta = constants.get(Role.BETA);
    if (form == Form.FUSED_NORM) {
      String norm = graph.node("FusedBatchNormV3", scope + "/norm", x, gamma, beta, "paddings");
      graph.attribute("epsilon", eps);
      graph.attribute("is_training", true);
      return norm;
    }
    String mean = graph.node("Mean", scope + "/mean", x + suffix);
    String variance = graph.node("Mean", scope + "/variance", x + suffix);
    String sum = graph.node("AddV2", scope + "/add", variance, "eps" + suffix);
    String root = graph.node("Rsqrt", scope + "/Rsqrt", sum);
    String scale = graph.node("Mul", scope + "/mul", root, gamma);
    String scaled = graph.node("Mul", scope + "/mul_1", x, scale);
    String shift = graph.node("Mul", scope + "/mul_2", mean, scale);
    String difference = graph.node("Sub", scope + "/sub", beta, shift + suffix);
    return graph.node("Add", scope + "/add_1", scaled, difference, "^" + scope + "/Conv");
  }

  private String enlarge(String picture) {
    String shape = graph.node("Shape", "shape", picture);
    String twice = graph.integers("twice", 2, 2);
    String size = graph.node("Mul", "size", shape, twice);
    String enlarged = graph.node("ResizeBilinear", "enlarged", picture, size);
    graph.attribute("align_corners", alignCorners);
    graph.attribute("half_pixel_centers", halfPixel);
    return enlarged;
  }

  /** HWIO, or HWC1 for a depthwise kernel. */
  private static int[] storedShape(TrainedTensor wanted) {
    Shape oihw = wanted.shape();
    boolean isDepthwise = wanted.role() == Role.DEPTHWISE_KERNEL;
    int[] extents = {oihw.extent(2), oihw.extent(3), oihw.extent(1), oihw.extent(0)};
    return isDepthwise ? new int[] {extents[0], extents[1], extents[3], extents[2]} : extents;
  }

  /** The input channels of a depthwise kernel are one, so that one formula serves both. */
  private static float[] toStoredOrder(TrainedTensor wanted, float[] oihw) {
    int outChannels = wanted.shape().extent(0);
    int inChannels = wanted.shape().extent(1);
    int kernelH = wanted.shape().extent(2);
    int kernelW = wanted.shape().extent(3);
    float[] stored = new float[oihw.length];
    int from = 0;
    for (int o = 0; o < outChannels; o++) {
      for (int i = 0; i < inChannels; i++) {
        for (int y = 0; y < kernelH; y++) {
          for (int x = 0; x < kernelW; x++) {
            stored[((y * kernelW + x) * inChannels + i) * outChannels + o] = oihw[from++];
          }
        }
      }
    }
    return stored;
  }
}
