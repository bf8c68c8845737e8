package dev.fude.converter.importer;

import static dev.fude.converter.files.OnnxParts.FLOAT;
import static dev.fude.converter.files.OnnxParts.int64s;
import static dev.fude.converter.files.OnnxParts.integer;
import static dev.fude.converter.files.OnnxParts.integers;
import static dev.fude.converter.files.OnnxParts.raw;
import static dev.fude.converter.files.OnnxParts.tensorSetting;

import dev.fude.converter.files.OnnxFile;
import dev.fude.converter.files.ProtoBytes;
import dev.fude.converter.files.TorchFile;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.onnx.OnnxReader;
import dev.fude.core.graph.Graph;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A graph of a few nodes around the one that a test is about, as an ONNX file. */
final class SmallGraph {
  private final OnnxFile file = new OnnxFile();
  private final String picture;
  private int constants;

  /** A graph that takes a picture of any size, its channels first. */
  SmallGraph() {
    this(1, 3, -1, -1);
  }

  /** A graph that takes a picture of these extents. */
  SmallGraph(long... extents) {
    picture = file.picture("photo", extents);
  }

  OnnxFile file() {
    return file;
  }

  /** The picture that it takes. */
  String picture() {
    return picture;
  }

  /** A stored tensor of equal numbers. */
  String filled(float number, int... extents) {
    float[] numbers = new float[Arrays.stream(extents).reduce(1, (a, b) -> a * b)];
    Arrays.fill(numbers, number);
    return stored(numbers, extents);
  }

  String stored(float[] numbers, int... extents) {
    return file.initializer(
        "c" + constants++, raw(FLOAT, TorchFile.encoded("FloatStorage", numbers), extents));
  }

  String list(long... numbers) {
    return file.initializer("c" + constants++, int64s(numbers));
  }

  String node(String operator, String input, ProtoBytes... settings) {
    return file.node(operator, List.of(input), settings);
  }

  String node(String operator, List<String> inputs, ProtoBytes... settings) {
    return file.node(operator, inputs, settings);
  }

  /** A node with several results. */
  List<String> nodes(String operator, int count, List<String> inputs, ProtoBytes... settings) {
    return file.nodes(operator, count, inputs, settings);
  }

  /** A convolution of all channels: 1x1 at stride 1, else 3x3, padded below and to the right. */
  String conv(String input, int inChannels, int outChannels, int stride) {
    int side = stride == 1 ? 1 : 3;
    return node(
        "Conv",
        List.of(input, filled(0.5f, outChannels, inChannels, side, side)),
        integers("strides", stride, stride),
        stride == 1 ? integers("pads", 0, 0, 0, 0) : integers("pads", 0, 0, 1, 1),
        integer("group", 1));
  }

  /** A picture of ones, as large as another. */
  String ones(String like) {
    ProtoBytes one = raw(FLOAT, TorchFile.encoded("FloatStorage", new float[] {1}), 1);
    return node("ConstantOfShape", node("Shape", like), tensorSetting("value", one));
  }

  /** Sums of the three channels in the square round each pixel. */
  String box(String input, int radius) {
    int side = 2 * radius + 1;
    return node(
        "Conv",
        List.of(input, filled(0.5f, 3, 1, side, side)),
        integers("pads", radius, radius, radius, radius),
        integer("group", 3));
  }

  /** Ends the graph and imports it. */
  ImportedGraph imported(Path folder, String output) {
    file.output(output);
    Path written = file.write(folder.resolve("small.onnx"));
    return GraphImport.of(new OnnxReader().graph(Source.open(written)).orElseThrow());
  }

  /** The ops of the graph that ends with a value. */
  List<String> ops(Path folder, String output) {
    Graph graph = imported(folder, output).graph();
    return graph.nodes().stream().map(node -> node.op() + " " + node.inputs()).toList();
  }
}
