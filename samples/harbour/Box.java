/** A block with sides along the axes of its group. */
record Box(Vec low, Vec high, Material material) implements Shape {
  @Override
  public Bounds bounds() {
    return new Bounds(low, high);
  }

  @Override
  public void meet(Ray ray, Hit hit) {
    double in = -Double.MAX_VALUE;
    double out = Double.MAX_VALUE;
    int inAxis = 0;
    for (int axis = 0; axis < 3; axis++) {
      double per = 1 / ray.direction().along(axis);
      double a = (low.along(axis) - ray.origin().along(axis)) * per;
      double b = (high.along(axis) - ray.origin().along(axis)) * per;
      if (Math.min(a, b) > in) {
        in = Math.min(a, b);
        inAxis = axis;
      }
      out = Math.min(out, Math.max(a, b));
    }
    if (in <= out && in > NEAREST && in < hit.distance) {
      enter(ray, in, inAxis, hit);
    }
  }

  private void enter(Ray ray, double distance, int axis, Hit hit) {
    double side = ray.direction().along(axis) > 0 ? -1 : 1;
    Vec normal = new Vec(axis == 0 ? side : 0, axis == 1 ? side : 0, axis == 2 ? side : 0);
    Vec p = ray.at(distance);
    double across = axis == 0 ? p.z() : p.x();
    double up = axis == 1 ? p.z() : p.y();
    hit.set(distance, p, normal, across, up, material);
  }
}
