package dev.fude.converter.graphdef;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralOp;
import dev.fude.converter.neutral.NeutralOp.Kind;
import dev.fude.converter.tensorflow.GraphNode;
import dev.fude.converter.tensorflow.TensorFlowResize;
import dev.fude.core.Quoted;
import dev.fude.core.op.Eps;
import dev.fude.core.op.ResizeRule;
import java.util.List;
import java.util.Optional;

/**
 * What TensorFlow's ops are in neutral words.
 *
 * <p>Source: the op definitions in TensorFlow's raw_ops reference; those that begin with an
 * underscore or with Fused are what its graph optimisers and the TensorFlow.js converter put in
 * place of several.
 */
final class GraphOps {
  private static final float EPSILON_UNLESS_SAID = 1e-4f;

  private GraphOps() {}

  /** Whether the result is the first operand, perhaps written with other numbers. */
  static boolean isSameValue(GraphNode node) {
    return switch (node.op()) {
      case "Identity",
          "Snapshot",
          "StopGradient",
          "PreventGradient",
          "CheckNumerics",
          "PlaceholderWithDefault",
          "Cast",
          "Dequantize" ->
          true;
      default -> false;
    };
  }

  /**
   * Refuses a node that stands for what is not in the file.
   *
   * @throws MalformedSourceException if it is a variable, or calls a function
   */
  static void requireFollowable(GraphNode node) {
    switch (node.op()) {
      case "Variable", "VariableV2", "TemporaryVariable", "AutoReloadVariable", "VarHandleOp" ->
          throw new MalformedSourceException(
              String.format(
                  "its graph is not frozen: the numbers of %s are in a checkpoint; convert the"
                      + " checkpoint, or freeze the graph first",
                  Quoted.name(node.name())));
      case "PartitionedCall", "StatefulPartitionedCall" ->
          throw new MalformedSourceException(
              String.format(
                  "its node %s calls a function, which is not followed; freeze the graph with its"
                      + " functions put in place",
                  Quoted.name(node.name())));
      default -> {}
    }
  }

  /**
   * A node's ops.
   *
   * @param node any but a constant
   * @param operands the names of the values that it reads
   * @return one op, or those that the node joins
   */
  static List<NeutralOp> of(GraphNode node, List<String> operands) {
    return switch (node.op()) {
      case "Conv2D", "_FusedConv2D" -> List.of(convolution(Kind.CONVOLUTION, 1, node, operands));
      case "DepthwiseConv2dNative", "FusedDepthwiseConv2dNative", "_FusedDepthwiseConv2dNative" ->
          List.of(convolution(Kind.DEPTHWISE_CONVOLUTION, 1, node, operands));
      case "FusedPadConv2D" -> List.of(convolution(Kind.CONVOLUTION, 2, node, operands));
      case "FusedResizeAndPadConv2D" ->
          List.of(
              resize(node, operands, bilinear(node, "resize_align_corners")),
              convolution(Kind.CONVOLUTION, 3, node, operands));
      case "ResizeBilinear" -> List.of(resize(node, operands, bilinear(node, "align_corners")));
      case "ResizeNearestNeighbor", "ResizeBicubic", "ResizeArea" ->
          List.of(resize(node, operands, Optional.empty()));
      case "FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3", "_FusedBatchNormEx" ->
          List.of(norm(node, operands));
      default -> List.of(NeutralOp.of(kind(node.op()), operands, List.of(node.name())));
    };
  }

  private static Kind kind(String op) {
    return switch (op) {
      case "Add", "AddV2", "BiasAdd", "BiasAddV1" -> Kind.ADD;
      case "Mul" -> Kind.MULTIPLY;
      case "Sub" -> Kind.SUBTRACT;
      case "Sqrt", "Rsqrt" -> Kind.ROOT;
      default -> Kind.OTHER;
    };
  }

  /** The bias, if one is fused, follows input and kernel at once. */
  private static NeutralOp convolution(
      Kind kind, int kernelIndex, GraphNode node, List<String> operands) {
    String input = operand(operands, 0);
    String kernel = operand(operands, kernelIndex);
    boolean hasBias =
        node.attributes().texts("fused_ops").stream().findFirst().equals(Optional.of("BiasAdd"));
    String bias = hasBias ? operand(operands, kernelIndex + 1) : "";
    return NeutralOp.of(kind, List.of(input, kernel, bias), List.of(node.name()));
  }

  private static String operand(List<String> operands, int index) {
    return index < operands.size() ? operands.get(index) : "";
  }

  private static NeutralOp resize(
      GraphNode node, List<String> operands, Optional<ResizeRule> rule) {
    return NeutralOp.resize(operands, List.of(node.name()), rule);
  }

  private static Optional<ResizeRule> bilinear(GraphNode node, String alignCornersName) {
    return TensorFlowResize.rule(
        node.attributes().flag(alignCornersName, false),
        node.attributes().flag("half_pixel_centers", false));
  }

  /** One that uses stored statistics instead of the picture's is a multiplication and a sum. */
  private static NeutralOp norm(GraphNode node, List<String> operands) {
    if (!node.attributes().flag("is_training", true)) {
      return NeutralOp.of(Kind.OTHER, operands, List.of(node.name()));
    }
    float eps = node.attributes().real("epsilon").orElse(EPSILON_UNLESS_SAID);
    // As a person wrote it: 1e-5, not the float32 nearest to it in 16 digits.
    return NeutralOp.norm(operands, List.of(node.name()), Eps.of(eps));
  }
}
