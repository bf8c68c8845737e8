/**
 * Random numbers for the light paths of one pixel, spread evenly over its {@link #COUNT} paths.
 *
 * <p>Each question ("where on the lens?", "which way does light bounce?") gets its own copy of one
 * even spread of points in the unit square (the additive sequence on the plastic number), moved and
 * reordered by a hash of pixel and question, so that questions do not depend on each other.
 */
final class Sampler {
  /** Paths per pixel; a power of two, so that an odd factor reorders them. */
  static final int COUNT = 16;

  private static final double STEP_U = 0.7548776662466927;
  private static final double STEP_V = 0.5698402909980532;

  private final int column;
  private final int row;
  private final int path;
  private int question;
  private double u;
  private double v;

  Sampler(int column, int row, int path) {
    this.column = column;
    this.row = row;
    this.path = path;
  }

  private void ask() {
    question++;
    double moveU = Noise.hash(column, row, 3 * question);
    double moveV = Noise.hash(column, row, 3 * question + 1);
    int order = (int) (Noise.hash(column, row, 3 * question + 2) * COUNT * COUNT);
    int place = (path * (2 * (order / COUNT) + 1) ^ order) & (COUNT - 1);
    u = (moveU + place * STEP_U) % 1;
    v = (moveV + place * STEP_V) % 1;
  }

  /** A point in the unit disc, in x and y. */
  Vec disc() {
    ask();
    double radius = Math.sqrt(u);
    double angle = 2 * Math.PI * v;
    return new Vec(radius * Math.cos(angle), radius * Math.sin(angle), 0);
  }

  /** Two numbers of the bell curve with standard deviation one, in x and y. */
  Vec bell() {
    ask();
    double radius = Math.sqrt(-2 * Math.log(1 - u));
    double angle = 2 * Math.PI * v;
    return new Vec(radius * Math.cos(angle), radius * Math.sin(angle), 0);
  }

  /** A direction about {@code normal}, the likelier the closer to it, as a matt surface wants. */
  Vec about(Vec normal) {
    Vec disc = disc();
    Vec side = normal.across();
    Vec other = normal.cross(side);
    double height = Math.sqrt(Math.max(0, 1 - disc.x() * disc.x() - disc.y() * disc.y()));
    return side.times(disc.x()).plus(other.times(disc.y())).plus(normal.times(height));
  }
}
