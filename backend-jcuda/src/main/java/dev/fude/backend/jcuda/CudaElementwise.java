package dev.fude.backend.jcuda;

/** What the ops of elementwise.cu share: one struct, and blocks that share elements in one way. */
final class CudaElementwise {
  private CudaElementwise() {}

  /**
   * Launches a kernel of elementwise.cu.
   *
   * @param kernel its name
   * @param first the first input
   * @param second the second, at address 0 where the op has none
   * @param slope of a LeakyRelu
   */
  static void launch(
      String kernel,
      DeviceView first,
      DeviceView second,
      float slope,
      StepCall call,
      Launcher launcher) {
    Arguments arguments = launcher.arguments();
    first.addTo(arguments);
    second.addTo(arguments);
    arguments
        .pointer(call.output())
        .pointer(call.sums())
        .integer(Launcher.laneTiles(call.shape()))
        .real(slope);
    launcher.launchLanes(kernel, call.shape());
  }

  /** Launches a kernel with one input. */
  static void launch(
      String kernel, DeviceView input, float slope, StepCall call, Launcher launcher) {
    DeviceView none = DeviceView.plain(0, input.shape());
    launch(kernel, input, none, slope, call, launcher);
  }

  /** Launches a kernel with one input and no slope. */
  static void launch(String kernel, DeviceView input, StepCall call, Launcher launcher) {
    launch(kernel, input, 1, call, launcher);
  }
}
