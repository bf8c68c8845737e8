/** A parallelogram, or the triangle that is half of it, with u and v in metres along its edges. */
record Quad(Vec corner, Vec alongU, Vec alongV, boolean half, Material material) implements Shape {
  static Quad full(Vec corner, Vec alongU, Vec alongV, Material material) {
    return new Quad(corner, alongU, alongV, false, material);
  }

  static Quad triangle(Vec a, Vec b, Vec c, Material material) {
    return new Quad(a, b.minus(a), c.minus(a), true, material);
  }

  @Override
  public Bounds bounds() {
    Bounds three = Bounds.of(corner, corner.plus(alongU), corner.plus(alongV));
    Vec fourth = corner.plus(alongU).plus(alongV);
    return half ? three : three.with(Bounds.of(fourth));
  }

  @Override
  public void meet(Ray ray, Hit hit) {
    Vec p = ray.direction().cross(alongV);
    double per = 1 / alongU.dot(p);
    Vec s = ray.origin().minus(corner);
    double u = s.dot(p) * per;
    if (!(u >= 0 && u <= 1)) {
      return;
    }
    Vec q = s.cross(alongU);
    double v = ray.direction().dot(q) * per;
    double distance = alongV.dot(q) * per;
    if (v >= 0 && (half ? u + v : v) <= 1 && distance > NEAREST && distance < hit.distance) {
      Vec normal = alongU.cross(alongV).unit();
      hit.set(
          distance, ray.at(distance), normal, u * alongU.length(), v * alongV.length(), material);
    }
  }
}
