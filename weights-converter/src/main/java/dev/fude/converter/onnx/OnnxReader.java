package dev.fude.converter.onnx;

import dev.fude.converter.neutral.KernelLayout;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.neutral.WeightReader;
import dev.fude.converter.protobuf.ProtoOutline;
import dev.fude.model.generator.Framework;
import java.nio.ByteBuffer;
import java.util.List;

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

  /** Creates the reader, which has no state. */
  public OnnxReader() {}

  @Override
  public String format() {
    return "ONNX";
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
    return read(source.bytes());
  }

  /** Reads a file's content. */
  static NeutralModel read(ByteBuffer file) {
    OnnxGraph graph = OnnxGraph.read(file);
    OnnxWalk walk = OnnxWalk.through(graph);
    Framework framework =
        graph.producer().equals(TENSORFLOW_EXPORTER) ? Framework.TENSORFLOW : Framework.PYTORCH;
    return NeutralModel.graph(
        framework, KernelLayout.OIHW, walk.constants(), walk.ops(), List.of());
  }
}
