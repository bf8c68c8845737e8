package dev.fude.converter.ncnn;

import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.neutral.TranslatedNode;
import dev.fude.core.weights.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * ncnn's layers in ONNX's words. Pictures are (channels, rows, columns), one at a time; a layer
 * that splits a value only gives it several names.
 */
final class NcnnGraph {
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

  private static final long OPSET = 18;
  private static final int SAME_UPPER = -233;
  private static final int SAME_LOWER = -234;

  private final List<ForeignGraph.Input> inputs = new ArrayList<>();
  private final Map<String, String> values = new HashMap<>(); // what a name stands for
  private final Map<String, NeutralTensor> constants = new LinkedHashMap<>();
  private final List<TranslatedNode> nodes = new ArrayList<>();
  private final Set<String> read = new HashSet<>();

  private NcnnGraph() {}

  /**
   * Says layers in ONNX's words.
   *
   * @param layers the layers
   * @param numbers opens the file of their numbers, which is read if all layers are known
   * @return the graph; with unknown layers under their own names and without numbers if there are
   *     any
   * @throws MalformedSourceException if the two files do not fit each other
   */
  static ForeignGraph of(List<NcnnLayer> layers, Supplier<NcnnNumbers> numbers) {
    NcnnGraph graph = new NcnnGraph();
    if (layers.stream().allMatch(layer -> KNOWN.contains(layer.kind()))) {
      NcnnNumbers all = numbers.get();
      layers.forEach(layer -> graph.add(layer, all));
      all.requireEnd();
    } else {
      layers.forEach(graph::name);
    }
    List<String> outputs =
        layers.stream()
            .flatMap(layer -> layer.outputs().stream())
            .filter(name -> !graph.read.contains(name))
            .map(graph::value)
            .toList();
    return new ForeignGraph(OPSET, graph.inputs, outputs, graph.constants, graph.nodes);
  }

  private String value(String name) {
    return values.getOrDefault(name, name);
  }

  /** As it is, so that what is not known is refused by its name. */
  private void name(NcnnLayer layer) {
    read.addAll(layer.inputs());
    if (layer.kind().equals("Input")) {
      input(layer);
      return;
    }
    String operator = KNOWN.contains(layer.kind()) ? "Identity" : "ncnn." + layer.kind();
    nodes.add(
        new TranslatedNode(operator, layer.label(), layer.inputs(), layer.outputs(), Map.of()));
  }

  private void input(NcnnLayer layer) {
    inputs.add(new ForeignGraph.Input(output(layer), List.of()));
  }

  private void add(NcnnLayer layer, NcnnNumbers numbers) {
    read.addAll(layer.inputs());
    switch (layer.kind()) {
      case "Input" -> input(layer);
      case "Split", "Noop", "Dropout" ->
          layer.outputs().forEach(name -> values.put(name, operand(layer, 0)));
      case "Padding" -> padding(layer);
      case "Convolution", "ConvolutionDepthWise" -> convolution(layer, numbers);
      case "InstanceNorm" -> instanceNorm(layer, numbers);
      case "BatchNorm" -> batchNorm(layer, numbers);
      case "ReLU" ->
          give(layer, "LeakyRelu", first(layer), Map.of("alpha", (float) layer.real(0, 0)));
      case "PReLU" -> {
        int slopes = layer.integer(0, 0);
        String slope = stored(layer, "slope", numbers.plain(layer, slopes, 1, 1));
        give(layer, "PRelu", List.of(operand(layer, 0), slope), Map.of());
      }
      case "TanH" -> give(layer, "Tanh", first(layer), Map.of());
      case "Sigmoid" -> give(layer, "Sigmoid", first(layer), Map.of());
      case "BinaryOp" -> binary(layer);
      case "Interp" -> resize(layer);
      case "PixelShuffle" -> give(layer, "DepthToSpace", first(layer), blocks(layer));
      case "Reorg" -> give(layer, "SpaceToDepth", first(layer), blocks(layer));
      default -> {
        List<String> joined = layer.inputs().stream().map(this::value).toList();
        give(layer, "Concat", joined, Map.of("axis", layer.integer(0, 0) + 1L));
      }
    }
  }

  private String operand(NcnnLayer layer, int index) {
    if (index >= layer.inputs().size()) {
      throw refusal(layer, "lacks its input " + index + "; download it again");
    }
    return value(layer.inputs().get(index));
  }

  private List<String> first(NcnnLayer layer) {
    return List.of(operand(layer, 0));
  }

  private static String output(NcnnLayer layer) {
    if (layer.outputs().isEmpty()) {
      throw refusal(layer, "gives nothing; download it again");
    }
    return layer.outputs().get(0);
  }

  private void give(
      NcnnLayer layer, String operator, List<String> operands, Map<String, Object> settings) {
    nodes.add(
        new TranslatedNode(operator, layer.label(), operands, List.of(output(layer)), settings));
  }

  private String stored(NcnnLayer layer, String role, NeutralTensor tensor) {
    String name = output(layer) + " " + role; // names have no spaces
    constants.put(name, tensor);
    return name;
  }

  private void padding(NcnnLayer layer) {
    String mode =
        switch (layer.integer(4, 0)) {
          case 0 -> "constant";
          case 1 -> "edge";
          case 2 -> "reflect";
          default -> throw refusal(layer, "pads in a way that is not known; export it again");
        };
    Map<String, Object> settings = new HashMap<>();
    settings.put("mode", mode);
    settings.put("value", (float) layer.real(5, 0));
    settings.put("pads", pads(layer, List.of(0, 1, 2, 3), 7));
    give(layer, "Pad", first(layer), settings);
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

  private void convolution(NcnnLayer layer, NcnnNumbers numbers) {
    int outChannels = layer.integer(0, 0);
    int kernelW = layer.integer(1, 0);
    int kernelH = layer.integer(11, kernelW);
    int groups = layer.kind().equals("Convolution") ? 1 : layer.integer(7, 1);
    long taps = (long) outChannels * kernelH * kernelW;
    int count = layer.integer(6, 0);
    if (taps < 1 || taps > Integer.MAX_VALUE || count < 1 || count % taps != 0) {
      throw refusal(layer, "has a kernel whose sizes do not fit each other; download it again");
    }
    int inChannels = (int) (count / taps); // of a group
    NeutralTensor kernel = numbers.tagged(layer, outChannels, inChannels, kernelH, kernelW);
    List<String> operands = new ArrayList<>(first(layer));
    operands.add(stored(layer, "kernel", kernel));
    if (layer.integer(5, 0) != 0) {
      operands.add(stored(layer, "bias", numbers.plain(layer, outChannels)));
    }
    if (layer.integer(8, 0) != 0 || layer.integer(9, 0) != 0 || layer.integer(19, 0) != 0) {
      throw refusal(
          layer,
          "has something fused with it, is of int8, or computes its kernel; make the file again"
              + " from the original without optimising it");
    }
    Map<String, Object> settings = new HashMap<>(padded(layer));
    int strideW = layer.integer(3, 1);
    int dilationW = layer.integer(2, 1);
    settings.put("group", (long) groups);
    settings.put("strides", new long[] {layer.integer(13, strideW), strideW});
    settings.put("dilations", new long[] {layer.integer(12, dilationW), dilationW});
    give(layer, "Conv", operands, settings);
  }

  private static Map<String, Object> padded(NcnnLayer layer) {
    int left = layer.integer(4, 0);
    int top = layer.integer(14, left);
    if (left == SAME_UPPER || left == SAME_LOWER) {
      return Map.of("auto_pad", left == SAME_UPPER ? "SAME_UPPER" : "SAME_LOWER");
    }
    if (layer.real(18, 0) != 0) {
      throw refusal(
          layer,
          "pads with another number than 0, which Fude has no op for; export the network without"
              + " it");
    }
    return Map.of("pads", new long[] {top, left, layer.integer(16, top), layer.integer(15, left)});
  }

  private void instanceNorm(NcnnLayer layer, NcnnNumbers numbers) {
    int channels = layer.integer(0, 0);
    boolean isAffine = layer.integer(2, 1) != 0;
    List<String> operands = new ArrayList<>(first(layer));
    for (String role : List.of("gamma", "beta")) {
      NeutralTensor vector =
          isAffine ? numbers.plain(layer, channels) : number(role.equals("gamma") ? 1 : 0);
      operands.add(stored(layer, role, vector));
    }
    give(layer, "InstanceNormalization", operands, Map.of("epsilon", (float) layer.real(1, 1e-3)));
  }

  /** Stored as scale, mean, variance, shift. */
  private void batchNorm(NcnnLayer layer, NcnnNumbers numbers) {
    int channels = layer.integer(0, 0);
    String scale = stored(layer, "scale", numbers.plain(layer, channels));
    String mean = stored(layer, "mean", numbers.plain(layer, channels));
    String variance = stored(layer, "variance", numbers.plain(layer, channels));
    String shift = stored(layer, "shift", numbers.plain(layer, channels));
    give(
        layer,
        "BatchNormalization",
        List.of(operand(layer, 0), scale, shift, mean, variance),
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
      throw refusal(
          layer,
          "computes something ("
              + operator
              + ") that Fude has no op for; export the network without it");
    }
    boolean withNumber = layer.integer(1, 0) != 0;
    String second =
        withNumber ? stored(layer, "number", number((float) layer.real(2, 0))) : operand(layer, 1);
    give(layer, operators.get(operator), List.of(operand(layer, 0), second), Map.of());
  }

  private void resize(NcnnLayer layer) {
    int kind = layer.integer(0, 0);
    boolean isFixed = layer.integer(3, 0) != 0 || layer.integer(4, 0) != 0;
    if (kind < 1 || kind > 2 || isFixed || layer.inputs().size() != 1) {
      throw refusal(
          layer,
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
        stored(layer, "scales", numbers(1, 1, (float) layer.real(1, 1), (float) layer.real(2, 1)));
    give(layer, "Resize", List.of(operand(layer, 0), "", scales), settings);
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

  private static MalformedSourceException refusal(NcnnLayer layer, String what) {
    return new MalformedSourceException("its layer " + layer.label() + " " + what);
  }
}
