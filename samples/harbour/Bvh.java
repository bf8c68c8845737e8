import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A bounding volume hierarchy: a binary tree of boxes, so that a ray asks only the shapes near its
 * way. Each cut is the one of a few candidates that makes (area of box x number of shapes) least,
 * since a ray meets a box with a probability that grows with its area.
 */
final class Bvh implements Shape {
  private static final int LEAF_SHAPES = 4;
  private static final int CUTS = 8;

  private final Item[] items;
  private final Node root;

  Bvh(List<? extends Shape> shapes) {
    this.items =
        shapes.stream()
            .map(shape -> new Item(shape, shape.bounds(), shape.bounds().centre()))
            .toArray(Item[]::new);
    this.root = build(0, items.length);
  }

  private record Item(Shape shape, Bounds bounds, Vec centre) {}

  /** A box and either two children or the shapes from {@code first} up to {@code last}. */
  private record Node(
      double lowX,
      double lowY,
      double lowZ,
      double highX,
      double highY,
      double highZ,
      Node left,
      Node right,
      int first,
      int last) {
    static Node of(Bounds b, Node left, Node right, int first, int last) {
      Vec l = b.low();
      Vec h = b.high();
      return new Node(l.x(), l.y(), l.z(), h.x(), h.y(), h.z(), left, right, first, last);
    }
  }

  private Node build(int first, int last) {
    Bounds bounds = union(first, last);
    if (last - first <= LEAF_SHAPES) {
      return Node.of(bounds, null, null, first, last);
    }
    Vec size = bounds.high().minus(bounds.low());
    int axis = size.x() > size.y() ? (size.x() > size.z() ? 0 : 2) : (size.y() > size.z() ? 1 : 2);
    Arrays.sort(items, first, last, Comparator.comparingDouble(i -> i.centre.along(axis)));
    int cut = bestCut(first, last);
    return Node.of(bounds, build(first, cut), build(cut, last), first, last);
  }

  private int bestCut(int first, int last) {
    int best = (first + last) >>> 1;
    double leastCost = Double.MAX_VALUE;
    for (int candidate = 1; candidate < CUTS; candidate++) {
      int cut = first + Math.max(1, (last - first) * candidate / CUTS);
      double cost =
          union(first, cut).area() * (cut - first) + union(cut, last).area() * (last - cut);
      if (cost < leastCost) {
        leastCost = cost;
        best = cut;
      }
    }
    return best;
  }

  private Bounds union(int first, int last) {
    Bounds all = Bounds.NONE;
    for (int i = first; i < last; i++) {
      all = all.with(items[i].bounds);
    }
    return all;
  }

  @Override
  public Bounds bounds() {
    return new Bounds(
        new Vec(root.lowX, root.lowY, root.lowZ), new Vec(root.highX, root.highY, root.highZ));
  }

  @Override
  public void meet(Ray ray, Hit hit) {
    Vec o = ray.origin();
    Vec d = ray.direction();
    Slabs slabs = new Slabs(o.x(), o.y(), o.z(), 1 / d.x(), 1 / d.y(), 1 / d.z());
    if (slabs.entry(root, hit.distance) < Double.MAX_VALUE) {
      descend(root, slabs, ray, hit);
    }
  }

  private void descend(Node node, Slabs slabs, Ray ray, Hit hit) {
    if (node.left == null) {
      for (int i = node.first; i < node.last; i++) {
        items[i].shape.meet(ray, hit);
      }
      return;
    }
    double left = slabs.entry(node.left, hit.distance);
    double right = slabs.entry(node.right, hit.distance);
    boolean leftFirst = left <= right;
    visit(leftFirst ? node.left : node.right, Math.min(left, right), slabs, ray, hit);
    visit(leftFirst ? node.right : node.left, Math.max(left, right), slabs, ray, hit);
  }

  private void visit(Node node, double entry, Slabs slabs, Ray ray, Hit hit) {
    if (entry < hit.distance && !(hit.any && hit.found())) {
      descend(node, slabs, ray, hit);
    }
  }

  /** A ray prepared for the question where it enters a box. */
  private record Slabs(double x, double y, double z, double perX, double perY, double perZ) {
    /** The distance of the entry, or {@code Double.MAX_VALUE} if the box is missed. */
    double entry(Node n, double limit) {
      double x0 = (n.lowX - x) * perX;
      double x1 = (n.highX - x) * perX;
      double y0 = (n.lowY - y) * perY;
      double y1 = (n.highY - y) * perY;
      double z0 = (n.lowZ - z) * perZ;
      double z1 = (n.highZ - z) * perZ;
      double in =
          Math.max(Math.max(Math.min(x0, x1), Math.min(y0, y1)), Math.max(Math.min(z0, z1), 0));
      double out = Math.min(Math.min(Math.max(x0, x1), Math.max(y0, y1)), Math.max(z0, z1));
      return in <= out && in < limit ? in : Double.MAX_VALUE;
    }
  }
}
