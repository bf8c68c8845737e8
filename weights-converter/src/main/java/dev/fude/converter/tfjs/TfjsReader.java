package dev.fude.converter.tfjs;

import dev.fude.converter.graphdef.NodeGraph;
import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.KernelLayout;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.neutral.WeightReader;
import dev.fude.converter.tensorflow.GraphNode;
import dev.fude.model.generator.Framework;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads graph models of TensorFlow.js, and layers models.
 *
 * <p>A model is one object: under {@code modelTopology} the graph, a {@code GraphDef} in the
 * protocol buffers' JSON form whose constants have no numbers, and under {@code weightsManifest} a
 * list that tells where they are. Before its version 1.0 the converter wrote the list into a file
 * of its own, and the graph in binary beside it; from such a list the weights are read by their
 * names. In a layers model {@code modelTopology} holds layers of Keras and no graph ({@link
 * LayersModel}).
 *
 * <p>Source: the interface {@code ModelJSON} in TensorFlow.js' API reference.
 */
public final class TfjsReader implements WeightReader {
  private static final String TOPOLOGY = "modelTopology";
  private static final String MANIFEST = "weightsManifest";

  /** Ten times the generator's. In memory the values take some tens of times their text. */
  private static final int MAX_JSON_BYTES = 1 << 20;

  private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

  /** Creates the reader, which has no state. */
  public TfjsReader() {}

  @Override
  public String format() {
    return "TensorFlow.js";
  }

  /** The folder that the converter writes. */
  @Override
  public Optional<Path> find(Path named) {
    return Stream.of("model.json", "weights_manifest.json")
        .map(named::resolve)
        .filter(file -> Files.isRegularFile(file) && recognises(Source.open(file)))
        .findFirst();
  }

  @Override
  public boolean recognises(Source source) {
    String head = StandardCharsets.ISO_8859_1.decode(source.head()).toString();
    String start = head.startsWith(BYTE_ORDER_MARK) ? head.substring(3) : head;
    boolean isObject = start.stripLeading().startsWith("{");
    if (!isObject && !start.stripLeading().startsWith("[")) {
      return false;
    }
    int looked = (int) Math.min(source.size(), MAX_JSON_BYTES);
    String text = StandardCharsets.ISO_8859_1.decode(source.bytes(0, looked)).toString();
    return isObject
        ? text.contains('"' + TOPOLOGY + '"') || text.contains('"' + MANIFEST + '"')
        : text.contains("\"paths\"") && text.contains("\"weights\"");
  }

  @Override
  public NeutralModel read(Source source) {
    return read(text(source), source);
  }

  @Override
  public Optional<ForeignGraph> graph(Source source) {
    Json root = Json.parse(text(source));
    return root.find(TOPOLOGY)
        .map(
            topology ->
                foreign(topology, WeightsManifest.readAll(root.get(MANIFEST).elements(), source)));
  }

  private static byte[] text(Source source) {
    if (source.size() > MAX_JSON_BYTES) {
      throw new MalformedSourceException(
          String.format(
              "its JSON has %d bytes, more than the %d that are read; convert the generator alone",
              source.size(), MAX_JSON_BYTES));
    }
    byte[] text = new byte[(int) source.size()];
    source.bytes().get(text);
    return text;
  }

  /** Reads a file's content; the file itself only tells where the shards are. */
  static NeutralModel read(byte[] text, Source source) {
    Json root = Json.parse(text);
    if (root.isList()) {
      return byName(WeightsManifest.read(root.elements(), source));
    }
    Optional<Json> topology = root.find(TOPOLOGY);
    Map<String, NeutralTensor> weights =
        WeightsManifest.read(root.get(MANIFEST).elements(), source);
    return topology.map(graph -> graph(graph, weights)).orElseGet(() -> byName(weights));
  }

  private static boolean isGraph(Json topology) {
    return topology.find("node").isPresent();
  }

  /** No network that is written down here has layers of Keras: of those the graph alone counts. */
  private static NeutralModel graph(Json topology, Map<String, NeutralTensor> weights) {
    return isGraph(topology)
        ? NodeGraph.read(nodes(topology, weights))
        : NeutralModel.graph(
            Framework.TENSORFLOW, KernelLayout.HWIO, Map.of(), List.of(), List.of());
  }

  private static ForeignGraph foreign(Json topology, Map<String, NeutralTensor> weights) {
    return isGraph(topology)
        ? NodeGraph.foreign(nodes(topology, weights))
        : LayersModel.graph(topology, weights);
  }

  private static Stream<GraphNode> nodes(Json topology, Map<String, NeutralTensor> weights) {
    return topology.get("node").elements().stream().map(node -> JsonAttributes.read(node, weights));
  }

  /** Without a graph there is only the shape to tell eps and slopes from trained tensors. */
  private static NeutralModel byName(Map<String, NeutralTensor> weights) {
    Map<String, NeutralTensor> tensors = new LinkedHashMap<>(weights);
    tensors.values().removeIf(tensor -> tensor.shape().rank() == 0);
    int others = weights.size() - tensors.size();
    List<String> notes =
        others == 0
            ? List.of()
            : List.of("Ignored weights that are single numbers: " + others + ".");
    return NeutralModel.tensors(Framework.TENSORFLOW, KernelLayout.HWIO, tensors, notes);
  }
}
