package dev.fude.converter.tflite;

import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.KernelLayout;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.NeutralOp;
import dev.fude.converter.neutral.NeutralOp.Kind;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.neutral.WeightReader;
import dev.fude.converter.tensorflow.Translation;
import dev.fude.model.generator.Framework;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads TensorFlow Lite files: float32, float16, weights quantized alone, and fully quantized
 * graphs.
 *
 * <p>Operators that only write the same values with other numbers (DEQUANTIZE, QUANTIZE) are looked
 * through, so that a graph reads alike whatever its numbers are.
 */
public final class TfliteReader implements WeightReader {
  private static final int IDENTIFIER_OFFSET = 4;
  private static final String IDENTIFIER = "TFL3";
  private static final String ROUNDED_ON_THE_FLY =
      "Its kernels are 8-bit integers and its pictures floats (dynamic-range quantization), which"
          + " TensorFlow Lite's interpreter rounds to 8 bits before each convolution, and Fude does"
          + " not: the interpreter's picture may be some grey levels off.";

  /** Creates the reader, which has no state. */
  public TfliteReader() {}

  @Override
  public String format() {
    return "TensorFlow Lite";
  }

  @Override
  public boolean recognises(Source source) {
    return source.hasBytes(IDENTIFIER_OFFSET, IDENTIFIER);
  }

  @Override
  public NeutralModel read(Source source) {
    return read(source.bytes());
  }

  @Override
  public Optional<ForeignGraph> graph(Source source) {
    return Optional.of(foreign(source.bytes()));
  }

  /** Reads the graph of a file's content. */
  static ForeignGraph foreign(ByteBuffer file) {
    TfliteGraph graph = TfliteGraph.read(file);
    return Translation.of(
            TfliteNodes.of(graph),
            graph.outputs().stream().map(output -> graph.tensor(output).name()).toList())
        .withNotes(notes(graph));
  }

  private static List<String> notes(TfliteGraph graph) {
    return graph.operators().stream().anyMatch(operator -> operator.roundsWhatItReads(graph))
        ? List.of(ROUNDED_ON_THE_FLY)
        : List.of();
  }

  /** Reads a file's content. */
  static NeutralModel read(ByteBuffer file) {
    TfliteGraph graph = TfliteGraph.read(file);
    Map<Integer, Integer> sameValue = new LinkedHashMap<>();
    Map<String, NeutralTensor> constants = new LinkedHashMap<>();
    List<NeutralOp> ops = new ArrayList<>();
    for (TfliteOperator operator : graph.operators()) {
      if (operator.isConversion()) {
        int input = operator.inputs().get(0);
        sameValue.put(operator.outputs().get(0), sameValue.getOrDefault(input, input));
      } else {
        ops.add(op(operator, graph, sameValue, constants));
      }
    }
    return NeutralModel.graph(
        Framework.TENSORFLOW, KernelLayout.OHWI, constants, ops, notes(graph));
  }

  private static NeutralOp op(
      TfliteOperator operator,
      TfliteGraph graph,
      Map<Integer, Integer> sameValue,
      Map<String, NeutralTensor> constants) {
    Kind kind = operator.kind();
    List<String> operands = new ArrayList<>();
    for (int input : operator.inputs()) {
      int origin = sameValue.getOrDefault(input, input);
      operands.add(origin == -1 ? "" : graph.tensor(origin).name());
      // Paddings, sizes and axes are constants too, but of ops that hold nothing trained.
      boolean mayBeTrained = kind != Kind.OTHER && kind != Kind.RESIZE;
      if (mayBeTrained && origin != -1 && graph.tensor(origin).isConstant()) {
        constants.computeIfAbsent(
            graph.tensor(origin).name(), name -> graph.tensor(origin).toNeutral());
      }
    }
    List<String> results = new ArrayList<>();
    for (int output : operator.outputs()) {
      results.add(graph.tensor(output).name());
    }
    return kind == Kind.RESIZE
        ? NeutralOp.resize(operands, results, operator.resizeRule())
        : NeutralOp.of(kind, operands, results);
  }
}
