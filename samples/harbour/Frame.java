/** Where and how a thing stands: turned about the vertical, scaled, moved. */
record Frame(Vec origin, double sine, double cosine, double scale) {
  static final Frame WORLD = at(Vec.ZERO, 0, 1);

  static Frame at(Vec origin, double degrees, double scale) {
    double angle = Math.toRadians(degrees);
    return new Frame(origin, Math.sin(angle), Math.cos(angle), scale);
  }

  Vec turned(Vec v) {
    return new Vec(cosine * v.x() + sine * v.z(), v.y(), cosine * v.z() - sine * v.x());
  }

  Vec outward(Vec local) {
    return turned(local).times(scale).plus(origin);
  }

  Ray inward(Ray ray) {
    return new Ray(
        back(ray.origin().minus(origin)).times(1 / scale), back(ray.direction()).times(1 / scale));
  }

  Vec back(Vec v) {
    return new Vec(cosine * v.x() - sine * v.z(), v.y(), sine * v.x() + cosine * v.z());
  }
}
