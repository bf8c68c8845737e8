package dev.fude.converter.onnx;

import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.KernelLayout;
import dev.fude.converter.neutral.KnownOpset;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.neutral.WeightReader;
import dev.fude.converter.protobuf.ProtoOutline;
import dev.fude.model.generator.Framework;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads ONNX files: a graph of operators with the trained tensors in it.
 *
 * <p>Whatever exporter wrote the file, and however it names, folds, transposes, or quantizes
 * constants, a {@code Conv} has its kernel in the order OIHW and works on NCHW: where a graph works
 * on NHWC, transpositions stand around its convolutions. Graphs inside the graph (branches, loops,
 * functions) are not followed.
 */
public final class OnnxReader implements WeightReader {
  /** What tf2onnx, the exporter from TensorFlow, calls itself. */
  private static final String TENSORFLOW_EXPORTER = "tf2onnx";

  /** What exporters put behind a model's name for the file of its numbers. */
  private static final List<String> DATA_ENDINGS = List.of(".data", "_data");

  /** Creates the reader, which has no state. */
  public OnnxReader() {}

  @Override
  public String format() {
    return "ONNX";
  }

  /** The model of a file of numbers that somebody named instead. */
  @Override
  public Optional<Path> find(Path named) {
    String name = named.getFileName() == null ? "" : named.getFileName().toString();
    return DATA_ENDINGS.stream()
        .filter(name::endsWith)
        .map(ending -> named.resolveSibling(name.substring(0, name.length() - ending.length())))
        .filter(model -> Files.isRegularFile(model) && recognises(Source.open(model)))
        .findFirst();
  }

  /** TensorFlow's own messages have no field of the graph's number, or another kind of first. */
  @Override
  public boolean recognises(Source source) {
    ProtoOutline outline = ProtoOutline.of(source);
    return outline.hasNumber(OnnxGraph.MODEL_IR_VERSION)
        && outline.hasContent(OnnxGraph.MODEL_GRAPH);
  }

  @Override
  public NeutralModel read(Source source) {
    return read(source.array(), ExternalData.Files.beside(source));
  }

  @Override
  public Optional<ForeignGraph> graph(Source source) {
    return Optional.of(graph(source.array(), ExternalData.Files.beside(source)));
  }

  /** As {@link #graph(Source)}, of a file's content. */
  static ForeignGraph graph(byte[] file, ExternalData.Files files) {
    return OnnxWalk.through(OnnxGraph.read(file), files).foreignGraph();
  }

  /** Reads a file's content, and the numbers that it keeps in other files. */
  static NeutralModel read(byte[] file, ExternalData.Files files) {
    OnnxGraph graph = OnnxGraph.read(file);
    OnnxWalk walk = OnnxWalk.through(graph, files);
    Framework framework =
        graph.producer().equals(TENSORFLOW_EXPORTER) ? Framework.TENSORFLOW : Framework.PYTORCH;
    return NeutralModel.graph(
        framework,
        KernelLayout.OIHW,
        walk.constants(),
        walk.ops(),
        KnownOpset.notes(graph.opset()));
  }
}
