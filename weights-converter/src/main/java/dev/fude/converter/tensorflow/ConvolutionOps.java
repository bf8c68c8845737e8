package dev.fude.converter.tensorflow;

import dev.fude.converter.neutral.NeutralTensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Convolutions, with whatever is fused with them. Kernels are HWIO, in TensorFlow Lite OHWI;
 * padding is a word: SAME keeps the size but for the stride, its odd pixel below and to the right.
 */
final class ConvolutionOps implements OpTranslation {
  private static final long[] ONES = {1, 1};
  private static final int KERNEL_AXES = 4;

  /** Which input of a transposed convolution is the bias that newer TensorFlow Lite gives it. */
  private static final int TRANSPOSED_BIAS = 3;

  @Override
  public Set<String> ops() {
    return Set.of(
        "Conv2D",
        "_FusedConv2D",
        "DepthwiseConv2dNative",
        "FusedDepthwiseConv2dNative",
        "_FusedDepthwiseConv2dNative",
        "FusedPadConv2D",
        "FusedResizeAndPadConv2D",
        "Conv2DBackpropInput");
  }

  @Override
  public String translate(GraphNode node, Translation to) {
    String mode = node.attributes().text("mode", "");
    switch (node.op()) {
      case "FusedPadConv2D" -> {
        String padded = PadOps.padded(node, to, to.operand(node, 0), to.operand(node, 1), mode);
        return convolved(node, to, padded, 2);
      }
      case "FusedResizeAndPadConv2D" -> {
        boolean alignCorners = node.attributes().flag("resize_align_corners", false);
        String resized = ResizeOps.bilinear(node, to, alignCorners, false);
        return convolved(node, to, PadOps.padded(node, to, resized, to.operand(node, 2), mode), 3);
      }
      case "Conv2DBackpropInput" -> {
        return transposed(node, to);
      }
      default -> {
        return convolved(node, to, to.operand(node, 0), 1);
      }
    }
  }

  private static String convolved(GraphNode node, Translation to, String picture, int kernelIndex) {
    boolean isDepthwise = node.op().contains("Depthwise");
    NeutralTensor kernel =
        kernel(node, to, kernelIndex).permuted(node.attributes().kernels().toOihw(isDepthwise));
    if (isDepthwise && kernel.shape().extent(1) != 1) {
      throw Translation.refusal(
          node,
          "has several filters for each channel, which Fude has no op for; export the network"
              + " without it");
    }
    Map<String, Object> settings = window(node);
    settings.put("group", isDepthwise ? (long) kernel.shape().extent(0) : 1L);
    String oihw = to.stored(node, kernel);

    List<String> fused = node.attributes().texts("fused_ops");
    boolean hasBias = !fused.isEmpty() && fused.get(0).equals("BiasAdd");
    List<String> operands = new ArrayList<>(List.of(to.channelsFirst(node, picture), oihw));
    if (hasBias) {
      operands.add(to.operand(node, kernelIndex + 1));
    }
    String convolved = to.asBefore(node, to.write(node, "Conv", operands, settings));
    List<String> after = fused.subList(hasBias ? 1 : 0, fused.size());
    for (String op : after) {
      convolved = ActivationOps.activated(node, to, op, convolved, kernelIndex + 2);
    }
    return convolved;
  }

  /** What the gradient of a convolution computes, whose outputs are this one's inputs. */
  private static String transposed(GraphNode node, Translation to) {
    int[] toIohw =
        switch (node.attributes().kernels()) {
          case OIHW -> new int[] {1, 0, 2, 3};
          case OHWI -> new int[] {3, 0, 1, 2};
          case HWIO -> new int[] {3, 2, 0, 1}; // (kernelH, kernelW, out, in) here
        };
    String iohw = to.stored(node, kernel(node, to, 1).permuted(toIohw));
    String picture = to.channelsFirst(node, to.operand(node, 2));
    Map<String, Object> settings = window(node);
    settings.put("group", 1L);
    List<String> operands = new ArrayList<>(List.of(picture, iohw));
    if (node.operands().size() > TRANSPOSED_BIAS
        && !node.operands().get(TRANSPOSED_BIAS).isEmpty()) {
      operands.add(to.operand(node, TRANSPOSED_BIAS));
    }
    return to.asBefore(node, to.write(node, "ConvTranspose", operands, settings));
  }

  private static NeutralTensor kernel(GraphNode node, Translation to, int index) {
    return to.constant(to.operand(node, index))
        .filter(tensor -> tensor.shape().rank() == KERNEL_AXES)
        .orElseThrow(
            () ->
                Translation.refusal(
                    node,
                    "has no stored kernel of rows and columns; export it with its constants"
                        + " folded"));
  }

  private static Map<String, Object> window(GraphNode node) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("strides", Translation.ofPixels(node, "strides", ONES));
    settings.put("dilations", Translation.ofPixels(node, "dilations", ONES));
    settings.putAll(padding(node));
    return settings;
  }

  /** Padding by name, or by the numbers for each axis, before and after. */
  static Map<String, Object> padding(GraphNode node) {
    switch (node.attributes().text("padding", "")) {
      case "SAME" -> {
        return Map.of("auto_pad", "SAME_UPPER");
      }
      case "VALID" -> {
        return Map.of("auto_pad", "VALID");
      }
      case "EXPLICIT" -> {
        long[] pads = node.attributes().integers("explicit_paddings").orElse(new long[0]);
        int rows = Translation.isChannelsLast(node) ? 2 : 4;
        if (pads.length != 2 * KERNEL_AXES) {
          throw Translation.refusal(
              node, "says pads of other axes than a picture's; export it again");
        }
        return Map.of(
            "pads", new long[] {pads[rows], pads[rows + 2], pads[rows + 1], pads[rows + 3]});
      }
      default ->
          throw Translation.refusal(
              node, "does not say how it pads in a way that is known; export it again");
    }
  }
}
