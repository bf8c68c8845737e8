/**
 * Smooths the bounced light of a picture.
 *
 * <p>Few paths give a grainy shade, but on one wall the light that arrives changes slowly; only the
 * colour of the wall changes fast. So the light that arrives, which is bounced light over colour,
 * is averaged over neighbouring pixels that face the same way at the same distance, and then given
 * the colour of its pixel again.
 */
record Shade(Light[] pixels, int width, int height) {
  private static final int REACH = 5;
  private static final double ALIKE = 18; // how fast the weight falls as normals differ
  private static final double LEVEL = 1e3; // how fast it falls as relative distances differ
  private static final double LEAST = 1e-6;

  /** The light of one pixel, its bounced part smoothed. */
  Vec smoothed(int column, int row) {
    Light here = pixels[row * width + column];
    Vec bounced = here.bounced().times(LEAST);
    Vec colour = here.colour().times(LEAST).plus(1e-9, 1e-9, 1e-9);
    for (int y = Math.max(0, row - REACH); y <= Math.min(height - 1, row + REACH); y++) {
      for (int x = Math.max(0, column - REACH); x <= Math.min(width - 1, column + REACH); x++) {
        Light there = pixels[y * width + x];
        double weight = weight(here, there);
        bounced = bounced.plus(there.bounced().times(weight));
        colour = colour.plus(there.colour().times(weight));
      }
    }
    Vec arriving =
        new Vec(bounced.x() / colour.x(), bounced.y() / colour.y(), bounced.z() / colour.z());
    return here.straight().plus(here.colour().times(arriving));
  }

  private static double weight(Light a, Light b) {
    Vec turn = a.normal().minus(b.normal());
    double depth = (a.distance() - b.distance()) / (a.distance() + b.distance() + LEAST);
    return Math.exp(-ALIKE * turn.dot(turn) - LEVEL * depth * depth);
  }
}
