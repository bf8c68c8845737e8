import java.util.stream.IntStream;

/**
 * Sun, blue sky, clouds and distant mountains.
 *
 * <p>Clouds cost too much to be worked out for each ray, so the part of the sky that the picture
 * and its reflections show is painted once on a plane one unit in front of the camera.
 */
final class Sky {
  static final Vec SUN = new Vec(0.66, 0.60, -0.45).unit();
  static final Vec SUNLIGHT = new Vec(3.1, 2.72, 2.15);
  static final Vec HAZE = new Vec(0.72, 0.84, 1.0);

  private static final Vec ZENITH = new Vec(0.11, 0.31, 0.72);
  private static final double HAZE_DISTANCE = 1500;
  private static final double PLANE_HALF_WIDTH = 0.8;
  private static final double PLANE_HEIGHT = 0.6;
  private static final int COLUMNS = 1000;
  private static final int ROWS = 375;

  private final Vec[] painted = new Vec[ROWS * COLUMNS];

  Sky() {
    IntStream.range(0, ROWS).parallel().forEach(this::paintRow);
  }

  private void paintRow(int row) {
    for (int column = 0; column < COLUMNS; column++) {
      double x = (2 * (column + 0.5) / COLUMNS - 1) * PLANE_HALF_WIDTH;
      double y = (row + 0.5) / ROWS * PLANE_HEIGHT;
      Vec clear = clear(new Vec(x, y, 1).unit());
      painted[row * COLUMNS + column] = mountains(x, y, Clouds.over(clear, x, y));
    }
  }

  /** The sky without clouds: paler towards the horizon, where light crosses more air. */
  static Vec clear(Vec direction) {
    double up = Math.max(0, direction.y());
    double air = Math.exp(-3.6 * up);
    return ZENITH.mix(HAZE, air);
  }

  private static Vec mountains(double x, double y, Vec behind) {
    Vec far = ridge(x, y, 0.070 + 0.05 * Noise.fbm(new Vec(3.1 * x, 0.4, 2), 6), 0.80, behind);
    double nearer = 0.045 - 0.06 * x + 0.045 * Noise.fbm(new Vec(5.3 * x, 7.7, 5), 6);
    return ridge(x, y, nearer, 0.58, far);
  }

  private static Vec ridge(double x, double y, double top, double haze, Vec behind) {
    double share = Noise.step(top, top - 0.002, y);
    if (share == 0) {
      return behind;
    }
    double folds = Noise.fbm(new Vec(16 * x + 9 * y, 22 * y, 4), 5);
    Vec wood = new Vec(0.16, 0.22, 0.13).times(1 + 1.1 * folds);
    return behind.mix(wood.mix(HAZE.times(0.92), haze - 1.2 * y), share);
  }

  /** What a ray that meets nothing sees. */
  Vec seen(Vec direction) {
    double x = direction.x() / direction.z();
    double y = direction.y() / direction.z();
    double column = (x / PLANE_HALF_WIDTH + 1) * 0.5 * COLUMNS - 0.5;
    double row = y / PLANE_HEIGHT * ROWS - 0.5;
    boolean inside = column >= 0 && column < COLUMNS - 1 && row >= 0 && row < ROWS - 1;
    return direction.z() > 0 && inside ? between(column, row) : clear(direction);
  }

  private Vec between(double column, double row) {
    int left = (int) column;
    int low = (int) row;
    int at = low * COLUMNS + left;
    Vec bottom = painted[at].mix(painted[at + 1], column - left);
    Vec top = painted[at + COLUMNS].mix(painted[at + COLUMNS + 1], column - left);
    return bottom.mix(top, row - low);
  }

  /** The share of a thing's light that comes through that much air; the rest is haze. */
  static double clearness(double distance) {
    return Math.exp(-distance / HAZE_DISTANCE);
  }
}
