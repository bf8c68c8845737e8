/** Repeatable randomness in space: everything irregular in the picture comes from here. */
final class Noise {
  private Noise() {}

  /** A random number in [0, 1) that belongs to the given whole numbers. */
  static double hash(int x, int y, int z) {
    return (mixBits(x, y, z) >>> 8) * 0x1p-24;
  }

  private static int mixBits(int x, int y, int z) {
    int h = x * 0x27d4eb2d ^ y * 0x165667b1 ^ z * 0x9e3779b1;
    h = (h ^ h >>> 15) * 0x2c1b3c6d;
    h = (h ^ h >>> 12) * 0x297a2d39;
    return h ^ h >>> 15;
  }

  /** Gradient noise after Perlin, about -1 to 1, with features one unit wide. */
  static double at(double x, double y, double z) {
    int ix = (int) Math.floor(x);
    int iy = (int) Math.floor(y);
    int iz = (int) Math.floor(z);
    double fx = x - ix;
    double fy = y - iy;
    double fz = z - iz;
    double near = plane(ix, iy, iz, fx, fy, fz);
    double far = plane(ix, iy, iz + 1, fx, fy, fz - 1);
    return near + fade(fz) * (far - near);
  }

  private static double plane(int ix, int iy, int iz, double fx, double fy, double fz) {
    double s = fade(fx);
    double g00 = slope(ix, iy, iz, fx, fy, fz);
    double g10 = slope(ix + 1, iy, iz, fx - 1, fy, fz);
    double g01 = slope(ix, iy + 1, iz, fx, fy - 1, fz);
    double g11 = slope(ix + 1, iy + 1, iz, fx - 1, fy - 1, fz);
    double low = g00 + s * (g10 - g00);
    double high = g01 + s * (g11 - g01);
    return low + fade(fy) * (high - low);
  }

  private static double slope(int ix, int iy, int iz, double fx, double fy, double fz) {
    int h = mixBits(ix, iy, iz) >>> 9;
    double u = (h & 8) == 0 ? fx : fy;
    double v = (h & 4) == 0 ? fz : (h & 8) == 0 ? fy : fx;
    return ((h & 1) == 0 ? u : -u) + ((h & 2) == 0 ? v : -v);
  }

  private static double fade(double t) {
    return t * t * t * (t * (t * 6 - 15) + 10);
  }

  /** A sum of octaves, each twice as fine and half as strong; about -1 to 1. */
  static double fbm(Vec p, int octaves) {
    double sum = 0;
    double strength = 0.5;
    double x = p.x();
    double y = p.y();
    double z = p.z();
    for (int octave = 0; octave < octaves; octave++) {
      sum += strength * at(x, y, z);
      strength *= 0.5;
      double turned = 1.6 * x - 1.2 * z;
      z = 1.2 * x + 1.6 * z + 11.7;
      x = turned + 5.3;
      y = y * 2 + 3.1;
    }
    return sum;
  }

  /** 0 below {@code low}, 1 above {@code high}, smooth between. */
  static double step(double low, double high, double value) {
    double t = Math.min(1, Math.max(0, (value - low) / (high - low)));
    return t * t * (3 - 2 * t);
  }
}
