package dev.fude.converter.tensorflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Resizes to rows and columns that are an input; where they look is two flags. */
final class ResizeOps implements OpTranslation {
  private static final long[] PIXELS = {1, 2};

  @Override
  public Set<String> ops() {
    return Set.of("ResizeBilinear", "ResizeNearestNeighbor");
  }

  @Override
  public String translate(GraphNode node, Translation to) {
    boolean alignCorners = node.attributes().flag("align_corners", false);
    boolean halfPixel = node.attributes().flag("half_pixel_centers", false);
    return node.op().equals("ResizeBilinear")
        ? bilinear(node, to, alignCorners, halfPixel)
        : nearest(node, to, alignCorners, halfPixel);
  }

  /** Resizes a node's first input to the size that is its second. */
  static String bilinear(
      GraphNode node, Translation to, boolean alignCorners, boolean halfPixelCenters) {
    String coordinates =
        TensorFlowResize.rule(alignCorners, halfPixelCenters)
            .map(
                rule ->
                    switch (rule) {
                      case ALIGN_CORNERS -> "align_corners";
                      case HALF_PIXEL -> "half_pixel";
                      case ASYMMETRIC -> "asymmetric";
                    })
            .orElseThrow(() -> bothFlags(node));
    return resized(node, to, "linear", coordinates);
  }

  private static String nearest(
      GraphNode node, Translation to, boolean alignCorners, boolean halfPixelCenters) {
    if (alignCorners) {
      throw Translation.refusal(
          node,
          "takes the nearest pixel between aligned corners, which Fude has no op for; export the"
              + " network without it");
    }
    return resized(node, to, "nearest", halfPixelCenters ? "tf_half_pixel_for_nn" : "asymmetric");
  }

  private static RuntimeException bothFlags(GraphNode node) {
    return Translation.refusal(
        node,
        "has both align_corners and half_pixel_centers, which has no meaning; export it again");
  }

  private static String resized(GraphNode node, Translation to, String mode, String coordinates) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("mode", mode);
    settings.put("nearest_mode", "floor");
    settings.put("coordinate_transformation_mode", coordinates);
    settings.put("axes", PIXELS.clone());
    return to.write(
        node, "Resize", List.of(to.operand(node, 0), "", "", to.operand(node, 1)), settings);
  }
}
