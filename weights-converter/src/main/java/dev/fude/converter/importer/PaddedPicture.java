package dev.fude.converter.importer;

import dev.fude.core.op.Pad;
import dev.fude.core.op.Padding;
import java.util.List;
import java.util.Map;

/** A padded picture; a convolution may have its padding in its window. */
final class PaddedPicture extends Picture {
  private final Picture inner;
  private final Padding padding;

  /**
   * A padded picture.
   *
   * @param inner the picture without its padding
   * @param padding what stands round it
   */
  PaddedPicture(Picture inner, Padding padding) {
    super(inner.channels(), padded(inner.size(), padding));
    this.inner = inner;
    this.padding = padding;
  }

  private static Size padded(Size size, Padding padding) {
    return new Size(
        size.height().map(rows -> rows + padding.top() + padding.bottom()),
        size.width().map(columns -> columns + padding.left() + padding.right()));
  }

  Picture inner() {
    return inner;
  }

  Padding padding() {
    return padding;
  }

  @Override
  String write(GraphWriter out) {
    return out.add(new Pad(padding), List.of(inner.stored(out)), Map.of());
  }
}
