/** A box with sides along the axes, given by its lowest and its highest corner. */
record Bounds(Vec low, Vec high) {
  static final Bounds NONE =
      new Bounds(
          new Vec(Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE),
          new Vec(-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE));

  static Bounds of(Vec... points) {
    Bounds all = NONE;
    for (Vec point : points) {
      all = all.with(new Bounds(point, point));
    }
    return all;
  }

  Bounds with(Bounds o) {
    return new Bounds(
        new Vec(
            Math.min(low.x(), o.low.x()),
            Math.min(low.y(), o.low.y()),
            Math.min(low.z(), o.low.z())),
        new Vec(
            Math.max(high.x(), o.high.x()),
            Math.max(high.y(), o.high.y()),
            Math.max(high.z(), o.high.z())));
  }

  Bounds grown(double margin) {
    return new Bounds(low.plus(-margin, -margin, -margin), high.plus(margin, margin, margin));
  }

  Vec centre() {
    return low.mix(high, 0.5);
  }

  double area() {
    Vec size = high.minus(low);
    return size.x() * size.y() + size.y() * size.z() + size.z() * size.x();
  }

  Vec corner(int index) {
    return new Vec(
        ((index & 1) == 0 ? low : high).x(),
        ((index & 2) == 0 ? low : high).y(),
        ((index & 4) == 0 ? low : high).z());
  }
}
