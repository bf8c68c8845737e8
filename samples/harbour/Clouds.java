/**
 * Fair-weather clouds: a layer of air in which noise above a threshold is mist.
 *
 * <p>A line of sight is walked through the layer; each stretch of mist hides what is behind it and
 * adds the light that reaches it, which is found by walking from there towards the sun.
 */
final class Clouds {
  private static final double BASE = 1000;
  private static final double TOP = 2100;
  private static final double FARTHEST = 26000;
  private static final int STRETCHES = 44;
  private static final int SUN_STRETCHES = 4;
  private static final double SUN_STRETCH = 110;
  private static final double DENSITY = 0.012; // share of light lost per metre of full mist

  private Clouds() {}

  /** The sky in the direction (x, y, 1), of the given colour where there is no cloud. */
  static Vec over(Vec clear, double x, double y) {
    Vec direction = new Vec(x, y, 1).unit();
    double from = BASE / direction.y();
    double to = Math.min(TOP / direction.y(), FARTHEST);
    if (from >= to) {
      return clear;
    }
    double stretch = (to - from) / STRETCHES;
    double start = Noise.hash((int) (x * 9000), (int) (y * 9000), 1);
    double open = 1;
    Vec light = Vec.ZERO;
    for (int i = 0; i < STRETCHES && open > 0.01; i++) {
      double distance = from + (i + start) * stretch;
      Vec p = direction.times(distance);
      double mist = mist(p, 5);
      if (mist > 0) {
        double kept = Math.exp(-mist * DENSITY * stretch);
        light = light.plus(lit(p, distance, clear).times(open * (1 - kept)));
        open *= kept;
      }
    }
    return light.plus(clear.times(open));
  }

  private static Vec lit(Vec p, double distance, Vec clear) {
    double shade = 0;
    for (int i = 1; i <= SUN_STRETCHES; i++) {
      shade += mist(p.plus(Sky.SUN.times(i * SUN_STRETCH)), 3) * SUN_STRETCH;
    }
    double sun = 0.75 * Math.exp(-0.55 * DENSITY * shade) + 0.25 * Math.exp(-0.1 * DENSITY * shade);
    double height = (p.y() - BASE) / (TOP - BASE);
    Vec below = new Vec(0.42, 0.50, 0.64).times(0.75 + 0.8 * height);
    Vec own = Sky.SUNLIGHT.times(0.72 * sun).plus(below);
    return clear.mix(own, Math.exp(-distance / 17000));
  }

  private static double mist(Vec p, int octaves) {
    double height = (p.y() - BASE) / (TOP - BASE);
    if (height < 0 || height > 1) {
      return 0;
    }
    double field = 0.9 * Noise.at(p.x() / 2600 + 3.4, 0.5, p.z() / 2600 + 8.2);
    double excess = 0.55 * field - 0.10 - 0.62 * height * height;
    if (excess < -0.42) {
      return 0;
    }
    excess += 0.85 * Noise.fbm(p.times(1 / 620.0), octaves);
    double floor = Noise.step(0, 0.07, height);
    return Math.min(1, Math.max(0, 5 * excess)) * floor;
  }
}
