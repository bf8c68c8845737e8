package dev.fude.converter.onnx;

import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.protobuf.ProtoMessage;
import java.util.List;
import java.util.Optional;

/**
 * The graph in an ONNX file, its stored tensors, and its nodes in the order in which they run.
 *
 * <p>Source: {@code ModelProto} and {@code GraphProto} in {@code onnx.proto3} of the ONNX project;
 * the numbers are their fields'.
 *
 * @param producer the program that wrote the file
 * @param opset the version of ONNX's own operators
 * @param hasFunctions whether the file defines operators of its own
 * @param inputs the values that are given from outside
 * @param outputs the names of the values that a run gives
 * @param initializers the stored tensors
 * @param nodes the nodes, in the file's order
 */
record OnnxGraph(
    String producer,
    long opset,
    boolean hasFunctions,
    List<ForeignGraph.Input> inputs,
    List<String> outputs,
    List<OnnxTensor> initializers,
    List<OnnxNode> nodes) {
  static final int MODEL_IR_VERSION = 1;
  static final int MODEL_GRAPH = 7;

  private static final int MODEL_PRODUCER_NAME = 2;
  private static final int MODEL_OPSET_IMPORT = 8;
  private static final int MODEL_FUNCTIONS = 25;

  private static final int OPSET_DOMAIN = 1;
  private static final int OPSET_VERSION = 2;

  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_INPUT = 11;
  private static final int GRAPH_OUTPUT = 12;
  private static final int GRAPH_SPARSE_INITIALIZER = 15;

  private static final int VALUE_INFO_NAME = 1;
  private static final int VALUE_INFO_TYPE = 2;
  private static final int TYPE_TENSOR = 1;
  private static final int TENSOR_ELEMENT = 1;
  private static final int TENSOR_SHAPE = 2;
  private static final int SHAPE_DIM = 1;
  private static final int DIM_VALUE = 1;
  private static final int UINT8 = 2;

  static OnnxGraph read(byte[] file) {
    ProtoMessage model = ProtoMessage.of(file);
    ProtoMessage graph =
        model
            .message(MODEL_GRAPH)
            .orElseThrow(
                () -> new MalformedSourceException("it holds no graph; download it again"));
    if (graph.bytes(GRAPH_SPARSE_INITIALIZER).isPresent()) {
      throw new MalformedSourceException(
          "it stores tensors sparsely, which is not read; export it with dense tensors");
    }
    return new OnnxGraph(
        model.text(MODEL_PRODUCER_NAME),
        opset(model),
        model.bytes(MODEL_FUNCTIONS).isPresent(),
        graph.messages(GRAPH_INPUT).stream().map(OnnxGraph::input).toList(),
        graph.messages(GRAPH_OUTPUT).stream().map(output -> output.text(VALUE_INFO_NAME)).toList(),
        graph.messages(GRAPH_INITIALIZER).stream().map(OnnxTensor::initializer).toList(),
        graph.messages(GRAPH_NODE).stream().map(OnnxNode::read).toList());
  }

  private static ForeignGraph.Input input(ProtoMessage info) {
    Optional<ProtoMessage> tensor =
        info.message(VALUE_INFO_TYPE).flatMap(type -> type.message(TYPE_TENSOR));
    List<Long> extents =
        tensor
            .flatMap(known -> known.message(TENSOR_SHAPE))
            .map(shape -> shape.messages(SHAPE_DIM))
            .orElse(List.of())
            .stream()
            .map(dim -> dim.number(DIM_VALUE, ForeignGraph.FREE))
            .toList();
    boolean ofBytes = tensor.map(known -> known.number(TENSOR_ELEMENT, 0)).orElse(0L) == UINT8;
    return new ForeignGraph.Input(info.text(VALUE_INFO_NAME), extents, ofBytes);
  }

  /** It stands after the graph: where it is missing, the file's end is. */
  private static long opset(ProtoMessage model) {
    return model.messages(MODEL_OPSET_IMPORT).stream()
        .filter(opset -> isOwnDomain(opset.text(OPSET_DOMAIN)))
        .mapToLong(opset -> opset.number(OPSET_VERSION, 0))
        .findFirst()
        .orElseThrow(
            () ->
                new MalformedSourceException(
                    "it does not say which version of ONNX's operators it uses; it is cut off, so"
                        + " download it again"));
  }

  /** Whether operators of a domain are ONNX's own. */
  static boolean isOwnDomain(String domain) {
    return domain.isEmpty() || domain.equals("ai.onnx");
  }
}
