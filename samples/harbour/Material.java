/** A rule that gives the surface at each point of a shape. */
@FunctionalInterface
interface Material {
  Surface at(Vec point, Vec normal, double u, double v);

  /** A height over the plane of a surface, for bumps. */
  @FunctionalInterface
  interface Relief {
    double height(Vec point);
  }

  /** The normal tilted by the slope of a relief, measured over {@code reach} metres. */
  static Vec bumped(Vec point, Vec normal, double reach, Relief relief) {
    Vec side = normal.across();
    Vec other = normal.cross(side);
    double here = relief.height(point);
    double slopeSide = (relief.height(point.plus(side.times(reach))) - here) / reach;
    double slopeOther = (relief.height(point.plus(other.times(reach))) - here) / reach;
    return normal.minus(side.times(slopeSide)).minus(other.times(slopeOther)).unit();
  }
}
