package dev.fude.backend.jcuda;

import dev.fude.core.op.Pad;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;

/** {@link Pad} by pad.cu. */
final class CudaPad implements CudaKernel {
  private final Padding padding;

  CudaPad(Pad op) {
    this.padding = op.padding();
  }

  @Override
  public void launch(StepCall call, Launcher launcher) {
    Arguments arguments = launcher.arguments();
    call.input().addTo(arguments);
    arguments
        .pointer(call.output())
        .integers(call.shape().height(), call.shape().width())
        .integers(padding.top(), padding.left())
        .flag(padding.mode() == PadMode.REFLECT);
    launcher.launchLanes("pad", call.shape());
  }
}
