import java.util.ArrayList;
import java.util.List;

/** A group of shapes while it is being put together. */
final class Model {
  private final List<Shape> shapes = new ArrayList<>();

  void add(Shape shape) {
    shapes.add(shape);
  }

  /** A block between two corners, given in ascending order. */
  void box(double x0, double y0, double z0, double x1, double y1, double z1, Material material) {
    add(new Box(new Vec(x0, y0, z0), new Vec(x1, y1, z1), material));
  }

  void rod(Vec from, Vec to, double radius, Material material) {
    add(new Limb(from, to, radius, material));
  }

  /** A rope hanging between two points, {@code sag} metres below their line in the middle. */
  void rope(Vec from, Vec to, double sag, double radius, Material material) {
    int pieces = 12;
    Vec last = from;
    for (int i = 1; i <= pieces; i++) {
      double t = (double) i / pieces;
      Vec next = from.mix(to, t).plus(0, -4 * sag * t * (1 - t), 0);
      rod(last, next, radius, material);
      last = next;
    }
  }

  /** A drum about the vertical through (x, z), made of flat staves. */
  void drum(
      double x, double z, double y0, double radius0, double y1, double radius1, Material material) {
    int staves = 32;
    for (int i = 0; i < staves; i++) {
      Vec a = rim(x, y0, z, radius0, i, staves);
      Vec b = rim(x, y0, z, radius0, i + 1, staves);
      Vec c = rim(x, y1, z, radius1, i, staves);
      Vec d = rim(x, y1, z, radius1, i + 1, staves);
      add(Quad.triangle(a, b, c, material));
      add(Quad.triangle(d, c, b, material));
      add(Quad.triangle(new Vec(x, y1, z), c, d, material));
    }
  }

  private static Vec rim(double x, double y, double z, double radius, int i, int staves) {
    double angle = 2 * Math.PI * i / staves;
    return new Vec(x + radius * Math.cos(angle), y, z + radius * Math.sin(angle));
  }

  Bvh group() {
    return new Bvh(shapes);
  }
}
