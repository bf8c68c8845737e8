/** A point, a direction or a linear colour of three components. */
record Vec(double x, double y, double z) {
  static final Vec ZERO = new Vec(0, 0, 0);
  static final Vec UP = new Vec(0, 1, 0);

  /** A colour given as it would be written in a paint program, {@code 0xRRGGBB} in sRGB. */
  static Vec rgb(int code) {
    return new Vec(linear(code >> 16 & 255), linear(code >> 8 & 255), linear(code & 255));
  }

  private static double linear(int level) {
    return Math.pow(level / 255.0, 2.2);
  }

  Vec plus(Vec o) {
    return new Vec(x + o.x, y + o.y, z + o.z);
  }

  Vec plus(double dx, double dy, double dz) {
    return new Vec(x + dx, y + dy, z + dz);
  }

  Vec minus(Vec o) {
    return new Vec(x - o.x, y - o.y, z - o.z);
  }

  Vec times(double s) {
    return new Vec(x * s, y * s, z * s);
  }

  Vec times(Vec o) {
    return new Vec(x * o.x, y * o.y, z * o.z);
  }

  double dot(Vec o) {
    return x * o.x + y * o.y + z * o.z;
  }

  Vec cross(Vec o) {
    return new Vec(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
  }

  double length() {
    return Math.sqrt(dot(this));
  }

  Vec unit() {
    return times(1 / length());
  }

  /** This at {@code share} 0, {@code o} at 1. */
  Vec mix(Vec o, double share) {
    return plus(o.minus(this).times(share));
  }

  double along(int axis) {
    return axis == 0 ? x : axis == 1 ? y : z;
  }

  /** Some unit vector at right angles to this one. */
  Vec across() {
    return (Math.abs(y) < 0.9 ? cross(UP) : cross(new Vec(1, 0, 0))).unit();
  }
}
