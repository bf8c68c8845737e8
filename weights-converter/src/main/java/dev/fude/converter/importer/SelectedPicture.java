package dev.fude.converter.importer;

import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Some of a picture's channels, in any order and as often as wanted. A 1x1 convolution picks them:
 * each of its output channels has the weight 1 for one channel and 0 for all others.
 */
final class SelectedPicture extends Picture {
  private final Picture base;
  private final int[] selected; // (channels): for each channel the base's

  private SelectedPicture(Picture base, int[] selected) {
    super(selected.length, base.size());
    this.base = base;
    this.selected = selected;
  }

  /**
   * A picture of some channels.
   *
   * @param base the picture that has them
   * @param selected for each new channel, which of the base's it is
   * @return the base itself if nothing changes
   */
  static Picture of(Picture base, int[] selected) {
    if (selected.length == 0) {
      throw new NotImportableException(
          "takes none of a picture's channels; export the model again");
    }
    int[] all = IntStream.range(0, base.channels()).toArray();
    return Arrays.equals(selected, all) ? base : new SelectedPicture(base, selected);
  }

  /** A picture of one channel as one of several that are the same. */
  static Picture repeated(Picture base, int channels) {
    return of(base, new int[channels]);
  }

  @Override
  String write(GraphWriter out) {
    Tensor weights = out.weights(0, selected.length, base.channels(), 1, 1);
    for (int c = 0; c < selected.length; c++) {
      weights.data()[c * base.channels() + selected[c]] = 1;
    }
    Conv2d op = new Conv2d(selected.length, Window.square(1, 1, Padding.NONE), 1, false);
    return out.add(op, List.of(base.stored(out)), Map.of(Parameter.WEIGHT, weights));
  }
}
