package dev.fude.converter.tflite;

import dev.fude.converter.neutral.MalformedSourceException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The first graph in a TensorFlow Lite file, its tensors and its operators in the order in which
 * they run.
 *
 * <p>Source: {@code schema.fbs} of TensorFlow Lite, version 3; the numbers are the fields' places
 * in its tables.
 *
 * @param tensors all tensors; operators name them by index
 * @param inputs indices of the tensors that are given from outside
 * @param outputs indices of the tensors that a run gives
 * @param operators the operators
 */
record TfliteGraph(
    List<TfliteTensor> tensors,
    List<Integer> inputs,
    List<Integer> outputs,
    List<TfliteOperator> operators) {
  private static final int MODEL_OPERATOR_CODES = 1;
  private static final int MODEL_SUBGRAPHS = 2;
  private static final int MODEL_BUFFERS = 4;

  private static final int SUBGRAPH_TENSORS = 0;
  private static final int SUBGRAPH_INPUTS = 1;
  private static final int SUBGRAPH_OUTPUTS = 2;
  private static final int SUBGRAPH_OPERATORS = 3;

  private static final int CODE_DEPRECATED_BUILTIN = 0;
  private static final int CODE_BUILTIN = 3;

  private static final int BUFFER_DATA = 0;

  private static final int TENSOR_BUFFER = 2;
  private static final int TENSOR_NAME = 3;

  private static final int OPERATOR_CODE = 0;
  private static final int OPERATOR_INPUTS = 1;
  private static final int OPERATOR_OUTPUTS = 2;

  /**
   * The generator has 520 tensors and 400 operators. The limits matter because a hostile file may
   * refer to one long name or list from every table.
   */
  private static final int MAX_ENTRIES = 5_000;

  private static final int MAX_NAME_BYTES = 500;
  private static final int MAX_OPERANDS = 32;

  static TfliteGraph read(ByteBuffer file) {
    FlatTable model = FlatTable.root(file);
    List<FlatTable> graphs = model.tables(MODEL_SUBGRAPHS, MAX_ENTRIES);
    if (graphs.isEmpty()) {
      throw new MalformedSourceException("it holds no graph; download it again");
    }
    FlatTable graph = graphs.get(0);
    return new TfliteGraph(
        tensors(model, graph),
        operands(graph, SUBGRAPH_INPUTS),
        operands(graph, SUBGRAPH_OUTPUTS),
        operators(model, graph));
  }

  private static List<TfliteTensor> tensors(FlatTable model, FlatTable graph) {
    List<FlatTable> buffers = model.tables(MODEL_BUFFERS, MAX_ENTRIES);
    List<TfliteTensor> tensors = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (FlatTable table : graph.tables(SUBGRAPH_TENSORS, MAX_ENTRIES)) {
      FlatTable buffer = element(buffers, table.uint32(TENSOR_BUFFER), "buffer");
      // To TensorFlow a colon tells which output of a node is meant; here tensors have the names.
      String name = table.text(TENSOR_NAME, MAX_NAME_BYTES).replace(':', '.');
      if (name.isEmpty() || !names.add(name)) {
        name = name + "#" + tensors.size();
        names.add(name);
      }
      tensors.add(new TfliteTensor(name, table, buffer.bytes(BUFFER_DATA)));
    }
    if (names.size() != tensors.size()) {
      throw new MalformedSourceException("two of its tensors have one name; export it again");
    }
    return tensors;
  }

  private static List<TfliteOperator> operators(FlatTable model, FlatTable graph) {
    List<FlatTable> codes = model.tables(MODEL_OPERATOR_CODES, MAX_ENTRIES);
    List<TfliteOperator> operators = new ArrayList<>();
    for (FlatTable table : graph.tables(SUBGRAPH_OPERATORS, MAX_ENTRIES)) {
      FlatTable code = element(codes, table.uint32(OPERATOR_CODE), "operator code");
      // Codes up to 126 once fitted a byte; old files have the byte alone.
      int builtin = Math.max(code.int8(CODE_DEPRECATED_BUILTIN), code.int32(CODE_BUILTIN));
      operators.add(
          new TfliteOperator(
              builtin, operands(table, OPERATOR_INPUTS), operands(table, OPERATOR_OUTPUTS), table));
    }
    return operators;
  }

  private static List<Integer> operands(FlatTable table, int field) {
    return IntStream.of(table.ints(field, MAX_OPERANDS)).boxed().toList();
  }

  private static FlatTable element(List<FlatTable> tables, long index, String what) {
    if (index >= tables.size()) {
      throw new MalformedSourceException(
          String.format("it refers to %s %d of %d; download it again", what, index, tables.size()));
    }
    return tables.get((int) index);
  }

  /** The tensor of that index. */
  TfliteTensor tensor(int index) {
    if (index < 0 || index >= tensors.size()) {
      throw new MalformedSourceException(
          String.format("it refers to tensor %d of %d; download it again", index, tensors.size()));
    }
    return tensors.get(index);
  }
}
