package dev.fude.backend.jcuda;

import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeRule;

/** {@link ResizeBilinear} by resize_bilinear.cu. */
final class CudaResizeBilinear implements CudaKernel {
  private final ResizeRule rule;

  CudaResizeBilinear(ResizeBilinear op) {
    this.rule = op.rule();
  }

  @Override
  public void launch(StepCall call, Launcher launcher) {
    Arguments arguments = launcher.arguments();
    call.input().addTo(arguments);
    arguments
        .pointer(call.output())
        .integers(call.shape().height(), call.shape().width())
        .integer(number(rule));
    launcher.launchLanes("resize_bilinear", call.shape());
  }

  /** The rule's number in resize_bilinear.cu. */
  private static int number(ResizeRule rule) {
    return switch (rule) {
      case ASYMMETRIC -> 0;
      case ALIGN_CORNERS -> 1;
      case HALF_PIXEL -> 2;
    };
  }
}
