package dev.fude.backend.jcuda;

import dev.fude.core.op.PadMode;
import dev.fude.core.op.Window;

/** A convolution's window as window.h has it. */
final class Windows {
  private Windows() {}

  /** Adds a window to a kernel's struct. */
  static void addTo(Arguments arguments, Window window) {
    arguments
        .integers(window.kernelH(), window.kernelW())
        .integers(window.strideH(), window.strideW())
        .integers(window.dilationH(), window.dilationW())
        .integers(window.padding().top(), window.padding().left())
        .flag(window.padding().mode() == PadMode.REFLECT);
  }
}
