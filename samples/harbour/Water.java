/**
 * The harbour water: greenish and murky below, a mirror above, roughened by ripples that the wind
 * drives in patches.
 */
final class Water {
  private static final Vec MURK = new Vec(0.020, 0.060, 0.055);
  private static final double REACH = 0.02;

  private Water() {}

  static Surface surface(Vec p, Vec normal, double u, double v) {
    double wind = Noise.step(-0.35, 0.45, Noise.fbm(new Vec(0.06 * p.x(), 0.13 * p.z(), 3), 3));
    double here = height(p.x(), p.z(), wind);
    double slopeX = (height(p.x() + REACH, p.z(), wind) - here) / REACH;
    double slopeZ = (height(p.x(), p.z() + REACH, wind) - here) / REACH;
    double shallow = 0.5 + 0.8 * Noise.fbm(new Vec(0.15 * p.x(), 0.15 * p.z(), 1), 3);
    Vec murk = MURK.times(0.7 + 0.8 * shallow);
    return new Surface(murk, new Vec(-slopeX, 1, -slopeZ).unit(), 0.02, 0, 0);
  }

  private static double height(double x, double z, double wind) {
    double swell = 0.030 * Noise.at(0.45 * x + 0.1 * z, 0.8 * z, 1.5);
    double waves = 0.016 * Noise.at(1.3 * x, 2.1 * z - 0.4 * x, 4.5);
    double ripples = 0.0075 * Noise.at(4.1 * x + z, 6.3 * z, 8.5);
    double fine = 0.0028 * Noise.at(11 * x - 2 * z, 15 * z, 2.5);
    return 0.7 * swell + (0.35 + 0.85 * wind) * (waves + ripples + fine);
  }
}
