package dev.fude.testkit;

import dev.fude.core.op.Op;
import dev.fude.core.op.Pad;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Resize;
import java.util.List;

/** What the cases of the resizes share. */
final class Resizes {
  private static final Padding REFERENCE_MARGIN = new Padding(0, 3, 2, 0, PadMode.ZERO);

  private Resizes() {}

  /** Targets for an input of 7 x 9 pixels: larger, smaller, and the same. */
  static List<Resize.Target> targets() {
    return List.of(
        new Resize.Scale(1, 1),
        new Resize.Scale(3, 2),
        new Resize.Size(13, 19),
        new Resize.Size(1, 1),
        new Resize.Size(4, 20),
        new Resize.LikeReference());
  }

  /** What makes the reference of the input: the input with a margin. */
  static Op reference() {
    return new Pad(REFERENCE_MARGIN);
  }
}
