/** A rod with round ends: a branch, a rope, a mast; with equal ends a ball. */
record Limb(Vec from, Vec to, double radius, Material material) implements Shape {
  @Override
  public Bounds bounds() {
    return Bounds.of(from, to).grown(radius);
  }

  @Override
  public void meet(Ray ray, Hit hit) {
    Vec axis = to.minus(from);
    Vec d = ray.direction();
    Vec o = ray.origin().minus(from);
    double aa = axis.dot(axis);
    double ad = axis.dot(d);
    double ao = axis.dot(o);
    if (aa > 0) {
      double distance =
          root(
              aa * d.dot(d) - ad * ad,
              aa * o.dot(d) - ao * ad,
              aa * o.dot(o) - ao * ao - radius * radius * aa);
      double share = (ao + distance * ad) / aa;
      if (share > 0 && share < 1) {
        enter(ray, distance, from.plus(axis.times(share)), share, hit);
        return;
      }
    }
    cap(ray, from, 0, hit);
    cap(ray, to, 1, hit);
  }

  private void cap(Ray ray, Vec centre, double share, Hit hit) {
    Vec d = ray.direction();
    Vec o = ray.origin().minus(centre);
    enter(ray, root(d.dot(d), o.dot(d), o.dot(o) - radius * radius), centre, share, hit);
  }

  /** The smaller root of a t^2 + 2 b t + c, not a number if there is none. */
  private static double root(double a, double b, double c) {
    return (-b - Math.sqrt(b * b - a * c)) / a;
  }

  private void enter(Ray ray, double distance, Vec centre, double share, Hit hit) {
    if (distance > NEAREST && distance < hit.distance) {
      Vec p = ray.at(distance);
      hit.set(distance, p, p.minus(centre).unit(), share, 0, material);
    }
  }
}
