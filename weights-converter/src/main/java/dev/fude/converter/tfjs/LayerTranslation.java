package dev.fude.converter.tfjs;

import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.KernelLayout;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.neutral.TranslatedNode;
import dev.fude.core.Quoted;
import dev.fude.core.tensor.Shape;
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

/**
 * Keras' layers in ONNX's words, one after another; {@link LayersModel} knows how they read one
 * another.
 *
 * <p>Keras has the channels last. No layer that is known here moves axes, so that the whole graph
 * is told with the channels first, and nothing needs to be transposed but kernels. A layer's value
 * bears its name.
 */
final class LayerTranslation {
  /** The way out for networks of other layers. */
  static final String AS_GRAPH =
      "make a graph model of it, which has TensorFlow's ops (tensorflowjs_converter"
          + " --input_format=tfjs_layers_model --output_format=tfjs_graph_model)";

  /** The layer that gives what the network is given. */
  static final String INPUT = "InputLayer";

  private static final long OPSET = 18;
  private static final int PICTURE_AXES = 4;

  /** What Keras takes if none is told. */
  private static final double LEAKY_SLOPE = 0.3;

  private final Map<String, NeutralTensor> weights; // by name, as stored
  private final List<ForeignGraph.Input> inputs = new ArrayList<>();
  private final Map<String, NeutralTensor> constants = new LinkedHashMap<>();
  private final List<TranslatedNode> nodes = new ArrayList<>();
  private final Set<String> values = new HashSet<>();

  /**
   * Nothing yet.
   *
   * @param weights the numbers by name
   */
  LayerTranslation(Map<String, NeutralTensor> weights) {
    this.weights = weights;
  }

  /**
   * All that has been said.
   *
   * @param output the name of the value that the network gives
   * @return the graph
   */
  ForeignGraph graph(String output) {
    return new ForeignGraph(OPSET, inputs, List.of(output), constants, nodes);
  }

  /** Whether something that was said gives a value. */
  boolean gives(String value) {
    return values.contains(value);
  }

  /**
   * Says a layer.
   *
   * @param layer the layer
   * @param read the values that it reads
   * @throws dev.fude.converter.neutral.MalformedSourceException if it is not known, or set to
   *     something that has no words; the message names it and its place
   */
  void add(KerasLayer layer, List<String> read) {
    if (!layer.text("data_format", "channels_last").equals("channels_last")) {
      throw layer.refusal("has the channels first; " + AS_GRAPH);
    }
    requireGiven(layer, read);
    switch (layer.kind()) {
      case INPUT -> input(layer, layer.name());
      case "Conv2D" -> convolution(layer, layer.only(read));
      case "Activation" -> activation(layer, layer.only(read), layer.name());
      case "ReLU" -> rectifier(layer, layer.only(read));
      case "LeakyReLU" -> leaky(layer, layer.only(read));
      case "Add" -> sum(layer, layer.several(read));
      case "Concatenate" -> joined(layer, layer.several(read));
      case "UpSampling2D" -> enlarged(layer, layer.only(read));
      default -> throw layer.refusal("is of a class that is not known here; " + AS_GRAPH);
    }
  }

  private void requireGiven(KerasLayer layer, List<String> read) {
    for (String value : read) {
      if (!values.contains(value)) {
        throw layer.refusal(
            "reads " + Quoted.name(value) + ", which no layer before it gives; save it again");
      }
    }
  }

  private String named(KerasLayer layer, String value) {
    if (!values.add(value)) {
      throw layer.refusal("has a name that another has; save the model again");
    }
    return value;
  }

  private void give(
      KerasLayer layer,
      String operator,
      List<String> operands,
      String value,
      Map<String, Object> settings) {
    String label = Quoted.name(layer.kind()) + " " + Quoted.name(layer.name());
    nodes.add(
        new TranslatedNode(operator, label, operands, List.of(named(layer, value)), settings));
  }

  private String stored(KerasLayer layer, String role, NeutralTensor tensor) {
    String name = named(layer, layer.name() + "/" + role);
    constants.put(name, tensor);
    return name;
  }

  /**
   * Says what the network takes, as a layer tells it.
   *
   * @param layer the layer
   * @param value the name of the picture
   */
  void input(KerasLayer layer, String value) {
    Json shape =
        layer
            .settings()
            .find("batch_input_shape")
            .or(() -> layer.settings().find("batch_shape"))
            .orElseThrow(() -> layer.refusal("does not say what it takes; save it again"));
    List<Long> extents = shape.elements().stream().map(LayerTranslation::extent).toList();
    if (extents.size() != PICTURE_AXES) {
      throw layer.refusal("takes no pictures; convert a network that does");
    }
    inputs.add(
        new ForeignGraph.Input(
            named(layer, value),
            List.of(extents.get(0), extents.get(3), extents.get(1), extents.get(2))));
  }

  private static long extent(Json extent) {
    return extent.isNull() ? ForeignGraph.FREE : extent.count();
  }

  private void convolution(KerasLayer layer, String picture) {
    NeutralTensor kernel = weight(layer, "kernel"); // (kernelH, kernelW, inChannels, outChannels)
    requireShape(layer, kernel.shape());
    List<String> operands =
        new ArrayList<>(
            List.of(
                picture,
                stored(layer, "kernel", kernel.permuted(KernelLayout.HWIO.toOihw(false)))));
    if (layer.flag("use_bias", true)) {
      operands.add(stored(layer, "bias", weight(layer, "bias")));
    }
    Map<String, Object> settings = new HashMap<>();
    settings.put("auto_pad", padding(layer));
    settings.put("strides", longs(layer.pair("strides").orElse(new int[] {1, 1})));
    settings.put("dilations", longs(layer.pair("dilation_rate").orElse(new int[] {1, 1})));
    settings.put("group", (long) layer.real("groups", 1));
    String linear = layer.name() + "/linear";
    give(layer, "Conv", operands, linear, settings);
    activation(layer, linear, layer.name());
  }

  /** What the settings say of the kernel, it must have. */
  private static void requireShape(KerasLayer layer, Shape kernel) {
    int[] window =
        layer
            .pair("kernel_size")
            .orElseThrow(() -> layer.refusal("does not say its kernel's size; save it again"));
    boolean fits =
        kernel.rank() == PICTURE_AXES
            && kernel.extent(0) == window[0]
            && kernel.extent(1) == window[1]
            && kernel.extent(3) == layer.settings().get("filters").count();
    if (!fits) {
      throw layer.refusal(
          "has a kernel of shape " + kernel + ", against its settings; download it again");
    }
  }

  private static String padding(KerasLayer layer) {
    return switch (layer.text("padding", "valid")) {
      case "same" -> "SAME_UPPER";
      case "valid" -> "VALID";
      default -> throw layer.refusal("pads in a way that is not known here; " + AS_GRAPH);
    };
  }

  private static long[] longs(int[] pair) {
    return new long[] {pair[0], pair[1]};
  }

  private NeutralTensor weight(KerasLayer layer, String role) {
    NeutralTensor tensor = weights.get(layer.name() + "/" + role);
    if (tensor == null) {
      throw layer.refusal(
          "has no numbers called "
              + Quoted.name(layer.name() + "/" + role)
              + " in the manifest; save it again");
    }
    return tensor;
  }

  /** The function that a layer names, by itself or behind a convolution. */
  private void activation(KerasLayer layer, String picture, String value) {
    String operator =
        switch (layer.text("activation", "linear")) {
          case "linear" -> "Identity";
          case "relu" -> "Relu";
          case "tanh" -> "Tanh";
          case "sigmoid" -> "Sigmoid";
          default ->
              throw layer.refusal(
                  "has the activation "
                      + Quoted.name(layer.text("activation", ""))
                      + ", which is not known here; "
                      + AS_GRAPH);
        };
    give(layer, operator, List.of(picture), value, Map.of());
  }

  private void rectifier(KerasLayer layer, String picture) {
    if (layer.settings().find("max_value").isPresent() || layer.real("threshold", 0) != 0) {
      throw layer.refusal(
          "has a largest value or a threshold, which is not known here; " + AS_GRAPH);
    }
    leaky(layer, picture, layer.real("negative_slope", 0));
  }

  private void leaky(KerasLayer layer, String picture) {
    leaky(layer, picture, layer.real("alpha", layer.real("negative_slope", LEAKY_SLOPE)));
  }

  private void leaky(KerasLayer layer, String picture, double slope) {
    give(layer, "LeakyRelu", List.of(picture), layer.name(), Map.of("alpha", (float) slope));
  }

  private void sum(KerasLayer layer, List<String> summands) {
    String sum = summands.get(0);
    for (int i = 1; i < summands.size(); i++) {
      boolean isLast = i == summands.size() - 1;
      String value = isLast ? layer.name() : layer.name() + "/" + i;
      give(layer, "Add", List.of(sum, summands.get(i)), value, Map.of());
      sum = value;
    }
  }

  private void joined(KerasLayer layer, List<String> parts) {
    double axis = layer.real("axis", -1);
    if (axis != -1 && axis != PICTURE_AXES - 1) {
      throw layer.refusal(
          "joins pictures otherwise than channel by channel, which Fude has no op for; convert"
              + " another network");
    }
    give(layer, "Concat", parts, layer.name(), Map.of("axis", 1L));
  }

  /** Bilinear ones look elsewhere in Keras than in TensorFlow.js. */
  private void enlarged(KerasLayer layer, String picture) {
    if (!layer.text("interpolation", "nearest").equals("nearest")) {
      throw layer.refusal(
          "enlarges otherwise than to the nearest pixel, which TensorFlow.js does not do as Keras"
              + " does; "
              + AS_GRAPH);
    }
    int[] factors = layer.pair("size").orElse(new int[] {2, 2});
    ByteBuffer scales =
        ByteBuffer.allocate(PICTURE_AXES * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    scales.putFloat(1).putFloat(1).putFloat(factors[0]).putFloat(factors[1]).flip();
    String stored =
        stored(layer, "scales", NeutralTensor.dense(DType.F32, new int[] {PICTURE_AXES}, scales));
    give(
        layer,
        "Resize",
        List.of(picture, "", stored),
        layer.name(),
        Map.of(
            "mode", "nearest",
            "nearest_mode", "floor",
            "coordinate_transformation_mode", "asymmetric"));
  }
}
