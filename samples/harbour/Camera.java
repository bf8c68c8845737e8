/**
 * A small camera held level at eye height. Its sensor is shifted rather than its axis tilted, which
 * keeps the walls of the houses upright; its lens has a real opening, so only one distance is
 * sharp.
 */
record Camera(int width, int height) {
  private static final Vec EYE = new Vec(0, 2.62, -1.2);
  private static final double HALF_WIDTH = 0.56; // tangent of half the horizontal angle of view
  private static final double HORIZON = 0.57; // share of the picture's height above the horizon
  private static final double LENS_RADIUS = 0.0035;
  private static final double SHARP_DISTANCE = 11;
  private static final double SOFTNESS = 0.5; // standard deviation of the lens blur in pixels

  Ray ray(int column, int row, Sampler sampler) {
    Vec blur = sampler.bell();
    double pixel = 2 * HALF_WIDTH / width;
    double softness = SOFTNESS * width / 960;
    double x = (column + 0.5 + softness * blur.x() - width * 0.5) * pixel;
    double y = (height * HORIZON - row - 0.5 - softness * blur.y()) * pixel;
    Vec sharp = EYE.plus(new Vec(x, y, 1).times(SHARP_DISTANCE));
    Vec from = EYE.plus(sampler.disc().times(LENS_RADIUS));
    return new Ray(from, sharp.minus(from).unit());
  }
}
