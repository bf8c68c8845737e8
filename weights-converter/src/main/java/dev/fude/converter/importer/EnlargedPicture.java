package dev.fude.converter.importer;

import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeNearest;
import java.util.List;
import java.util.Map;

/** A picture whose pixels are repeated, along its rows and its columns in one node. */
final class EnlargedPicture extends Picture {
  private final Picture base;
  private final Resize.Scale scale;

  private EnlargedPicture(Picture base, Resize.Scale scale) {
    super(
        base.channels(),
        new Size(
            base.size().height().map(rows -> rows * scale.factorH()),
            base.size().width().map(columns -> columns * scale.factorW())));
    this.base = base;
    this.scale = scale;
  }

  /** A picture with each of its pixels so many times. */
  static Picture of(Picture picture, int factorH, int factorW) {
    if (picture instanceof EnlargedPicture inner && inner.isForOneReader()) {
      return of(inner.base, inner.scale.factorH() * factorH, inner.scale.factorW() * factorW);
    }
    return new EnlargedPicture(picture, new Resize.Scale(factorH, factorW));
  }

  @Override
  String write(GraphWriter out) {
    return out.add(new ResizeNearest(scale), List.of(base.stored(out)), Map.of());
  }
}
