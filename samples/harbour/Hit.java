/** The nearest meeting of a ray with the scene found so far, in the coordinates of its frame. */
final class Hit {
  /** True if any meeting will do, as for a shadow. */
  final boolean any;

  double distance;
  Vec point;
  Vec normal;
  double u;
  double v;
  Material material;
  Frame frame;

  Hit(double limit, boolean any) {
    this.distance = limit;
    this.any = any;
  }

  boolean found() {
    return material != null;
  }

  void set(double distance, Vec point, Vec normal, double u, double v, Material material) {
    this.distance = distance;
    this.point = point;
    this.normal = normal;
    this.u = u;
    this.v = v;
    this.material = material;
  }
}
