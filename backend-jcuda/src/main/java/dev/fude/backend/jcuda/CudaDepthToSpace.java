package dev.fude.backend.jcuda;

import dev.fude.core.op.DepthToSpace;
import dev.fude.core.op.DepthToSpace.Arrangement;
import dev.fude.core.tensor.Shape;

/** {@link DepthToSpace} by depth_to_space.cu. */
final class CudaDepthToSpace implements CudaKernel {
  private final DepthToSpace op;

  CudaDepthToSpace(DepthToSpace op) {
    this.op = op;
  }

  @Override
  public void launch(StepCall call, Launcher launcher) {
    Shape out = call.shape();
    Arguments arguments = launcher.arguments();
    call.input().addTo(arguments);
    arguments
        .pointer(call.output())
        .integers(out.height(), out.width(), out.channels())
        .integer(op.factor())
        .flag(op.arrangement() == Arrangement.CHANNELS);
    launcher.launchLanes("depth_to_space", out);
  }
}
