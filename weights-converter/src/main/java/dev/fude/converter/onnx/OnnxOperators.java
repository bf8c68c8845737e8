package dev.fude.converter.onnx;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralOp;
import dev.fude.converter.neutral.NeutralOp.Kind;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.core.op.Eps;
import dev.fude.core.op.ResizeRule;
import java.util.List;
import java.util.Optional;

/**
 * What the operators of ONNX mean in neutral words.
 *
 * <p>Source: the ONNX operator specifications, whose defaults these are, and ONNX Runtime's
 * contributed operators, which its optimiser puts in place of several: a FusedConv is a convolution
 * with what follows it.
 */
final class OnnxOperators {
  private static final float DEFAULT_EPSILON = 1e-5f;

  /** The version in which Resize came, always asymmetric; it can be set from the next one on. */
  private static final int FIRST_RESIZE_OPSET = 10;

  private final Constants constants;
  private final long opset;

  /**
   * The meaning of nodes under one version of the operators.
   *
   * @param constants the constants that come before the nodes asked for
   * @param opset the version of ONNX's operators
   */
  OnnxOperators(Constants constants, long opset) {
    this.constants = constants;
    this.opset = opset;
  }

  /**
   * What a node does.
   *
   * @param node the node
   * @param operands the names of the values it reads, those that only repeat others replaced
   * @return the op
   * @throws MalformedSourceException if its kernel is not stored
   */
  NeutralOp of(OnnxNode node, List<String> operands) {
    return switch (node.operator()) {
      case "Conv", "com.microsoft.FusedConv" ->
          NeutralOp.of(convolution(node, operands), operands, node.outputs());
      case "InstanceNormalization", "GroupNormalization", "LayerNormalization" ->
          takesPartsAlone(node)
              ? NeutralOp.of(Kind.PARTIAL_NORM, operands, node.outputs())
              : NeutralOp.norm(operands, node.outputs(), epsilon(node));
      case "Resize", "Upsample" -> NeutralOp.resize(operands, node.outputs(), resizeRule(node));
      case "com.microsoft.nchwc.Conv", "com.microsoft.NhwcFusedConv", "com.ms.internal.nhwc.Conv" ->
          throw new MalformedSourceException(
              "it was optimised by ONNX Runtime for one kind of processor, whose convolutions ("
                  + node.operator()
                  + ") keep their kernels in an order of its own; convert the model that it was"
                  + " made of, or optimise that to the level \"extended\" at most");
      case "QLinearConv", "ConvInteger", "com.microsoft.QLinearConv" ->
          throw new MalformedSourceException(
              "it is quantized with the operator "
                  + node.operator()
                  + ", which is not read; quantize in the QDQ format, or export float32");
      default -> NeutralOp.of(arithmetic(node), operands, node.outputs());
    };
  }

  private Kind arithmetic(OnnxNode node) {
    return switch (node.operator()) {
      case "Mul" -> Kind.MULTIPLY;
      case "Add" -> Kind.ADD;
      case "Sub" -> Kind.SUBTRACT;
      case "Div" -> Kind.DIVIDE;
      case "Sqrt" -> Kind.ROOT;
      case "Pow" -> isRoot(node) ? Kind.ROOT : Kind.OTHER;
      default -> Kind.OTHER;
    };
  }

  private boolean isRoot(OnnxNode power) {
    return constants.isNumber(power.input(1), 0.5) || constants.isNumber(power.input(1), -0.5);
  }

  private Kind convolution(OnnxNode node, List<String> operands) {
    String name = operands.size() > 1 ? operands.get(1) : "";
    NeutralTensor kernel =
        constants
            .find(name)
            .filter(Constants::isReal)
            .orElseThrow(
                () ->
                    new MalformedSourceException(
                        "its node "
                            + node.label()
                            + " has a kernel that is computed, not stored; export the model with"
                            + " its constants folded"));
    long groups = node.integer("group", 1);
    boolean isDepthwise =
        groups > 1 && kernel.shape().rank() > 0 && groups == kernel.shape().extent(0);
    return isDepthwise ? Kind.DEPTHWISE_CONVOLUTION : Kind.CONVOLUTION;
  }

  /**
   * Whether a norm has more than one mean for each picture. An instance norm has as many as scales:
   * one, where all channels were reshaped into one before it. A layer norm takes the axes from its
   * own on, which is the first after the batch in a norm of the whole; with a single scale it may
   * also stand on a picture that was flattened.
   */
  private boolean takesPartsAlone(OnnxNode norm) {
    boolean hasManyScales =
        constants.find(norm.input(1)).filter(scale -> scale.shape().elements() > 1).isPresent();
    return switch (norm.operator()) {
      case "InstanceNormalization" -> hasManyScales;
      case "GroupNormalization" -> norm.integer("num_groups", 1) != 1;
      default -> {
        long axis = norm.integer("axis", -1);
        yield hasManyScales && axis != 1 && axis != -3;
      }
    };
  }

  /** As a person wrote it: 1e-5, not the float32 nearest to it in 16 digits. */
  private static double epsilon(OnnxNode norm) {
    return Eps.of(norm.real("epsilon", DEFAULT_EPSILON));
  }

  private Optional<ResizeRule> resizeRule(OnnxNode node) {
    if (!node.text("mode", "nearest").equals("linear")) {
      return Optional.empty();
    }
    if (node.operator().equals("Upsample") || opset == FIRST_RESIZE_OPSET) {
      return Optional.of(ResizeRule.ASYMMETRIC);
    }
    String otherwise = opset > FIRST_RESIZE_OPSET ? "half_pixel" : "";
    return switch (node.text("coordinate_transformation_mode", otherwise)) {
      case "asymmetric" -> Optional.of(ResizeRule.ASYMMETRIC);
      case "align_corners" -> Optional.of(ResizeRule.ALIGN_CORNERS);
      // They differ only where a single pixel is made.
      case "half_pixel", "pytorch_half_pixel" -> Optional.of(ResizeRule.HALF_PIXEL);
      default -> Optional.empty();
    };
  }
}
