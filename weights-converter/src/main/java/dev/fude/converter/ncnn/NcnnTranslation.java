package dev.fude.converter.ncnn;

import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.core.weights.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each kind of ncnn's layers is in ONNX's words, and where its numbers go. */
final class NcnnTranslation {
  private static final Set<String> KNOWN =
      Set.of(
          "Input",
          "Split",
          "Noop",
          "Dropout",
          "Padding",
          "Convolution",
          "ConvolutionDepthWise",
          "InstanceNorm",
          "BatchNorm",
          "ReLU",
          "PReLU",
          "TanH",
          "Sigmoid",
          "BinaryOp",
          "Interp",
          "PixelShuffle",
          "Reorg",
          "Concat");

  private static final int SAME_UPPER = -233;
  private static final int SAME_LOWER = -234;

  private final NcnnGraph graph;
  private final NcnnNumbers numbers;

  /**
   * Nothing is translated yet.
   *
   * @param graph takes the nodes
   * @param numbers gives the layers' numbers, in their order
   */
  NcnnTranslation(NcnnGraph graph, NcnnNumbers numbers) {
    this.graph = graph;
    this.numbers = numbers;
  }

  static boolean knows(NcnnLayer layer) {
    return KNOWN.contains(layer.kind());
  }

  void add(NcnnLayer layer) {
    graph.read(layer);
    switch (layer.kind()) {
      case "Input" -> graph.input(layer);
      case "Split", "Noop", "Dropout" -> graph.pass(layer);
      case "Padding" -> padding(layer);
      case "Convolution", "ConvolutionDepthWise" -> convolution(layer);
      case "InstanceNorm" -> instanceNorm(layer);
      case "BatchNorm" -> batchNorm(layer);
      case "ReLU" ->
          graph.give(
              layer, "LeakyRelu", graph.first(layer), Map.of("alpha", (float) layer.real(0, 0)));
      case "PReLU" -> {
        int slopes = layer.integer(0, 0);
        String slope = graph.stored(layer, "slope", numbers.plain(layer, slopes, 1, 1));
        graph.give(layer, "PRelu", List.of(graph.operand(layer, 0), slope), Map.of());
      }
      case "TanH" -> graph.give(layer, "Tanh", graph.first(layer), Map.of());
      case "Sigmoid" -> graph.give(layer, "Sigmoid", graph.first(layer), Map.of());
      case "BinaryOp" -> binary(layer);
      case "Interp" -> resize(layer);
      case "PixelShuffle" -> graph.give(layer, "DepthToSpace", graph.first(layer), blocks(layer));
      case "Reorg" -> graph.give(layer, "SpaceToDepth", graph.first(layer), blocks(layer));
      default -> {
        graph.give(layer, "Concat", graph.all(layer), Map.of("axis", layer.integer(0, 0) + 1L));
      }
    }
  }

  private void padding(NcnnLayer layer) {
    String mode =
        switch (layer.integer(4, 0)) {
          case 0 -> "constant";
          case 1 -> "edge";
          case 2 -> "reflect";
          default -> throw layer.refusal("pads in a way that is not known; export it again");
        };
    Map<String, Object> settings = new HashMap<>();
    settings.put("mode", mode);
    settings.put("value", (float) layer.real(5, 0));
    settings.put("pads", pads(layer, List.of(0, 1, 2, 3), 7));
    graph.give(layer, "Pad", graph.first(layer), settings);
  }

  /** Of all axes, before and then after, from settings for top, bottom, left, right, channels. */
  private static long[] pads(NcnnLayer layer, List<Integer> sides, int channels) {
    return new long[] {
      0,
      layer.integer(channels, 0),
      layer.integer(sides.get(0), 0),
      layer.integer(sides.get(2), 0),
      0,
      layer.integer(channels + 1, 0),
      layer.integer(sides.get(1), 0),
      layer.integer(sides.get(3), 0)
    };
  }

  private void convolution(NcnnLayer layer) {
    int outChannels = layer.integer(0, 0);
    int kernelW = layer.integer(1, 0);
    int kernelH = layer.integer(11, kernelW);
    int groups = layer.kind().equals("Convolution") ? 1 : layer.integer(7, 1);
    long taps = (long) outChannels * kernelH * kernelW;
    int count = layer.integer(6, 0);
    if (taps < 1 || taps > Integer.MAX_VALUE || count < 1 || count % taps != 0) {
      throw layer.refusal("has a kernel whose sizes do not fit each other; download it again");
    }
    int inChannels = (int) (count / taps); // of a group
    NeutralTensor kernel = numbers.tagged(layer, outChannels, inChannels, kernelH, kernelW);
    List<String> operands = new ArrayList<>(graph.first(layer));
    operands.add(graph.stored(layer, "kernel", kernel));
    if (layer.integer(5, 0) != 0) {
      operands.add(graph.stored(layer, "bias", numbers.plain(layer, outChannels)));
    }
    if (layer.integer(8, 0) != 0 || layer.integer(9, 0) != 0 || layer.integer(19, 0) != 0) {
      throw layer.refusal(
          "has something fused with it, is of int8, or computes its kernel; make the file again"
              + " from the original without optimising it");
    }
    Map<String, Object> settings = new HashMap<>(padded(layer));
    int strideW = layer.integer(3, 1);
    int dilationW = layer.integer(2, 1);
    settings.put("group", (long) groups);
    settings.put("strides", new long[] {layer.integer(13, strideW), strideW});
    settings.put("dilations", new long[] {layer.integer(12, dilationW), dilationW});
    graph.give(layer, "Conv", operands, settings);
  }

  private static Map<String, Object> padded(NcnnLayer layer) {
    int left = layer.integer(4, 0);
    int top = layer.integer(14, left);
    if (left == SAME_UPPER || left == SAME_LOWER) {
      return Map.of("auto_pad", left == SAME_UPPER ? "SAME_UPPER" : "SAME_LOWER");
    }
    if (layer.real(18, 0) != 0) {
      throw layer.refusal(
          "pads with another number than 0, which Fude has no op for; export the network without"
              + " it");
    }
    return Map.of("pads", new long[] {top, left, layer.integer(16, top), layer.integer(15, left)});
  }

  private void instanceNorm(NcnnLayer layer) {
    int channels = layer.integer(0, 0);
    boolean isAffine = layer.integer(2, 1) != 0;
    List<String> operands = new ArrayList<>(graph.first(layer));
    for (String role : List.of("gamma", "beta")) {
      NeutralTensor vector =
          isAffine ? numbers.plain(layer, channels) : number(role.equals("gamma") ? 1 : 0);
      operands.add(graph.stored(layer, role, vector));
    }
    graph.give(
        layer, "InstanceNormalization", operands, Map.of("epsilon", (float) layer.real(1, 1e-3)));
  }

  /** Stored as scale, mean, variance, shift. */
  private void batchNorm(NcnnLayer layer) {
    int channels = layer.integer(0, 0);
    String scale = graph.stored(layer, "scale", numbers.plain(layer, channels));
    String mean = graph.stored(layer, "mean", numbers.plain(layer, channels));
    String variance = graph.stored(layer, "variance", numbers.plain(layer, channels));
    String shift = graph.stored(layer, "shift", numbers.plain(layer, channels));
    graph.give(
        layer,
        "BatchNormalization",
        List.of(graph.operand(layer, 0), scale, shift, mean, variance),
        Map.of("epsilon", (float) layer.real(1, 0)));
  }

  /** Of pixels and channels that become one another. */
  private static Map<String, Object> blocks(NcnnLayer layer) {
    String mode = layer.integer(1, 0) == 0 ? "CRD" : "DCR";
    return Map.of("blocksize", (long) layer.integer(0, 1), "mode", mode);
  }

  private void binary(NcnnLayer layer) {
    List<String> operators = List.of("Add", "Sub", "Mul", "Div", "Max", "Min", "Pow");
    int operator = layer.integer(0, 0);
    if (operator < 0 || operator >= operators.size()) {
      throw layer.refusal(
          "computes something ("
              + operator
              + ") that Fude has no op for; export the network without it");
    }
    boolean withNumber = layer.integer(1, 0) != 0;
    String second =
        withNumber
            ? graph.stored(layer, "number", number((float) layer.real(2, 0)))
            : graph.operand(layer, 1);
    graph.give(layer, operators.get(operator), List.of(graph.operand(layer, 0), second), Map.of());
  }

  private void resize(NcnnLayer layer) {
    int kind = layer.integer(0, 0);
    boolean isFixed = layer.integer(3, 0) != 0 || layer.integer(4, 0) != 0;
    if (kind < 1 || kind > 2 || isFixed || layer.inputs().size() != 1) {
      throw layer.refusal(
          "resizes otherwise than nearest or bilinear by a factor, which Fude has no op for; export"
              + " the network without it");
    }
    Map<String, Object> settings = new HashMap<>();
    settings.put("mode", kind == 1 ? "nearest" : "linear");
    settings.put("nearest_mode", "floor");
    boolean alignCorners = layer.integer(6, 0) != 0;
    settings.put(
        "coordinate_transformation_mode",
        kind == 1 ? "asymmetric" : alignCorners ? "align_corners" : "half_pixel");
    String scales =
        graph.stored(
            layer, "scales", numbers(1, 1, (float) layer.real(1, 1), (float) layer.real(2, 1)));
    graph.give(layer, "Resize", List.of(graph.operand(layer, 0), "", scales), settings);
  }

  private static NeutralTensor number(float number) {
    return numbers(number);
  }

  private static NeutralTensor numbers(float... numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    return NeutralTensor.dense(DType.F32, new int[] {numbers.length}, bytes);
  }
}
