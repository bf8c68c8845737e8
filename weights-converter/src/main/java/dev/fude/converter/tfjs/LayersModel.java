package dev.fude.converter.tfjs;

import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.KernelLayout;
import dev.fude.converter.neutral.MalformedSourceException;
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
 * Keras' layers in ONNX's words: what TensorFlow.js calls a layers model, a network of layers that
 * read one another ({@code Functional}, formerly {@code Model}) or a sequence of them.
 *
 * <p>Keras has the channels last. No layer that is known here moves axes, so that the whole graph
 * is told with the channels first, and nothing needs to be transposed but kernels. A layer's value
 * bears its name.
 *
 * <p>Source: Keras' {@code Model.get_config} and the layers' own, as TensorFlow.js' {@code
 * tfjs-layers} reads them.
 */
final class LayersModel {
  private static final Set<String> NETWORKS = Set.of("Functional", "Model", "Sequential");
  private static final String SEQUENCE = "Sequential";
  private static final String INPUT = "InputLayer";

  private static final String AS_GRAPH =
      "make a graph model of it, which has TensorFlow's ops (tensorflowjs_converter"
          + " --input_format=tfjs_layers_model --output_format=tfjs_graph_model)";

  private static final long OPSET = 18;
  private static final int PICTURE_AXES = 4;

  /** What Keras takes if none is told. */
  private static final double LEAKY_SLOPE = 0.3;

  /** Many times those of the largest known. */
  private static final int MOST_LAYERS = 2_000;

  private final Map<String, NeutralTensor> weights; // by name, as stored
  private final List<ForeignGraph.Input> inputs = new ArrayList<>();
  private final Map<String, NeutralTensor> constants = new LinkedHashMap<>();
  private final List<TranslatedNode> nodes = new ArrayList<>();
  private final Set<String> values = new HashSet<>();

  private LayersModel(Map<String, NeutralTensor> weights) {
    this.weights = weights;
  }

  /**
   * Says a layers model in ONNX's words.
   *
   * @param topology what stands under {@code modelTopology}
   * @param weights the numbers by name
   * @return the graph
   * @throws MalformedSourceException if a layer is not known, or set to something that has no
   *     words; the message names it and its place
   */
  static ForeignGraph graph(Json topology, Map<String, NeutralTensor> weights) {
    // Keras' converter puts the model into an object, TensorFlow.js itself does not.
    Json model = topology.find("model_config").orElse(topology);
    String kind = model.get("class_name").text();
    if (!NETWORKS.contains(kind)) {
      throw new MalformedSourceException(
          "it is a layers model of class "
              + Quoted.name(kind)
              + ", which is not read; "
              + AS_GRAPH);
    }
    LayersModel graph = new LayersModel(weights);
    String output =
        kind.equals(SEQUENCE)
            ? graph.sequence(model.get("config"))
            : graph.network(model.get("config"));
    return new ForeignGraph(OPSET, graph.inputs, List.of(output), graph.constants, graph.nodes);
  }

  private static List<KerasLayer> layers(Json layers) {
    List<Json> all = layers.elements();
    if (all.isEmpty() || all.size() > MOST_LAYERS) {
      throw new MalformedSourceException(
          String.format(
              "it has %d layers where 1 to %d are read; convert another network",
              all.size(), MOST_LAYERS));
    }
    List<KerasLayer> read = new ArrayList<>();
    for (Json layer : all) {
      read.add(KerasLayer.read(layer, read.size() + 1 + " of " + all.size()));
    }
    return read;
  }

  private String network(Json config) {
    layers(config.get("layers")).forEach(layer -> add(layer, layer.inputs()));
    List<Json> outputs = config.get("output_layers").elements();
    if (outputs.size() != 1) {
      throw new MalformedSourceException(
          String.format(
              "it gives %d values, and only networks that give one picture are imported; save it"
                  + " with one output",
              outputs.size()));
    }
    String output = outputs.get(0).elements().stream().findFirst().map(Json::text).orElse("");
    if (!values.contains(output)) {
      throw new MalformedSourceException(
          "its output " + Quoted.name(output) + " is none of its layers; download it again");
    }
    return output;
  }

  /** Older files have the layers alone; the first may tell what it reads. */
  private String sequence(Json config) {
    List<KerasLayer> layers = layers(config.isList() ? config : config.get("layers"));
    String before = "";
    for (KerasLayer layer : layers) {
      if (before.isEmpty() && !layer.kind().equals(INPUT)) {
        before = layer.name() + "_input";
        input(layer, before);
      }
      add(layer, before.isEmpty() ? List.of() : List.of(before));
      before = layer.name();
    }
    return before;
  }

  private void add(KerasLayer layer, List<String> read) {
    if (!layer.text("data_format", "channels_last").equals("channels_last")) {
      throw layer.refusal("has the channels first; " + AS_GRAPH);
    }
    switch (layer.kind()) {
      case INPUT -> input(layer, layer.name());
      case "Conv2D" -> convolution(layer, only(layer, read));
      case "Activation" -> activation(layer, only(layer, read), layer.name());
      case "ReLU" -> rectifier(layer, only(layer, read));
      case "LeakyReLU" -> leaky(layer, only(layer, read));
      case "Add" -> sum(layer, several(layer, read));
      case "Concatenate" -> joined(layer, several(layer, read));
      case "UpSampling2D" -> enlarged(layer, only(layer, read));
      default -> throw layer.refusal("is of a class that is not known here; " + AS_GRAPH);
    }
  }

  /** The only value that a layer reads. */
  private String only(KerasLayer layer, List<String> read) {
    if (read.size() != 1) {
      throw layer.refusal("reads " + read.size() + " values instead of one; download it again");
    }
    return required(layer, read).get(0);
  }

  private List<String> several(KerasLayer layer, List<String> read) {
    if (read.size() < 2) {
      throw layer.refusal("reads less than two values; download it again");
    }
    return required(layer, read);
  }

  private List<String> required(KerasLayer layer, List<String> read) {
    for (String value : read) {
      if (!values.contains(value)) {
        throw layer.refusal(
            "reads " + Quoted.name(value) + ", which no layer before it gives; save it again");
      }
    }
    return read;
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

  private void input(KerasLayer layer, String value) {
    Json shape =
        layer
            .settings()
            .find("batch_input_shape")
            .or(() -> layer.settings().find("batch_shape"))
            .orElseThrow(() -> layer.refusal("does not say what it takes; save it again"));
    List<Long> extents = shape.elements().stream().map(LayersModel::extent).toList();
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
