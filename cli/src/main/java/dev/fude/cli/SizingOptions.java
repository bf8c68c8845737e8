package dev.fude.cli;

import dev.fude.painter.Sizing;
import picocli.CommandLine.Option;

/** At most one of the sizings that are not the photograph's own size. */
final class SizingOptions {
  @Option(
      names = "--face",
      description = "Cut the largest square from the middle and bring it to 512 x 512.")
  private boolean face;

  @Option(
      names = "--original-size",
      description = "Bring the sides to multiples of 32 from 256 on, as the original script did.")
  private boolean originalSize;

  /** The one that was asked for. */
  Sizing chosen() {
    if (face) {
      return Sizing.FACE;
    }
    return originalSize ? Sizing.ORIGINAL_SCRIPT : Sizing.EXACT;
  }
}
