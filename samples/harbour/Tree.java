import java.util.SplittableRandom;

/**
 * Plants. A tree near the camera grows branch by branch and carries its leaves on the last twigs; a
 * tree far away is a heap of leafy balls.
 */
final class Tree {
  static final Material BARK = Paints.bark(new Vec(0.20, 0.16, 0.12));

  private final Model model = new Model();
  private final SplittableRandom random;
  private final Material leaves;
  private final double leafLength;

  private Tree(int seed, double leafLength, Material leaves) {
    this.random = new SplittableRandom(seed);
    this.leafLength = leafLength;
    this.leaves = leaves;
  }

  /** A broad-leaved tree rooted at the origin with a trunk of that length, for a close look. */
  static Bvh grown(int seed, double trunk, double leafLength, Material leaves) {
    Tree tree = new Tree(seed, leafLength, leaves);
    tree.branch(Vec.ZERO, new Vec(-0.12, 1, 0.05).unit(), trunk, 0.085 * trunk, 5);
    return tree.model.group();
  }

  private void branch(Vec from, Vec direction, double length, double radius, int level) {
    Vec heading = direction;
    Vec at = from;
    int pieces = 3;
    for (int piece = 0; piece < pieces; piece++) {
      heading = heading.plus(any().times(0.16)).unit();
      Vec next = at.plus(heading.times(length / pieces));
      model.rod(at, next, radius * (1 - 0.12 * piece), BARK);
      at = next;
      if (level <= 1) {
        twigLeaves(at);
      }
    }
    if (level > 0) {
      fork(at, heading, length, radius, level);
    }
  }

  private void fork(Vec at, Vec heading, double length, double radius, int level) {
    int children = level > 3 ? 4 : 3 + random.nextInt(2);
    double start = random.nextDouble() * 2 * Math.PI;
    Vec side = heading.across();
    Vec other = heading.cross(side);
    for (int child = 0; child < children; child++) {
      double angle = start + 2 * Math.PI * child / children + 0.5 * random.nextDouble();
      Vec out = side.times(Math.cos(angle)).plus(other.times(Math.sin(angle)));
      double spread = 0.55 + 0.45 * random.nextDouble();
      Vec direction = heading.plus(out.times(spread)).plus(0, level > 2 ? 0.1 : -0.12, 0).unit();
      double shorter = 0.66 + 0.2 * random.nextDouble();
      branch(at, direction, length * shorter, radius * 0.60, level - 1);
    }
  }

  private void twigLeaves(Vec at) {
    for (int i = 0; i < 20; i++) {
      Vec place = at.plus(any().times(0.24));
      add(model, random, place, any().plus(0, 0.7, 0), leafLength, leaves);
    }
  }

  private Vec any() {
    return any(random);
  }

  /** A random direction, or rather a random point in a ball, uneven but quick. */
  private static Vec any(SplittableRandom random) {
    return new Vec(
        random.nextDouble() * 2 - 1, random.nextDouble() * 2 - 1, random.nextDouble() * 2 - 1);
  }

  private static void add(
      Model model, SplittableRandom random, Vec at, Vec facing, double length, Material leaves) {
    Vec normal = facing.unit();
    Vec along = normal.cross(any(random)).unit();
    double size = length * (0.7 + 0.6 * random.nextDouble());
    model.add(new Leaf(at, normal, along, size, 0.55 * size, random.nextDouble(), leaves));
  }

  /** A ball of leaves, thickest at its skin, where they face outwards. */
  static void bush(
      Model model,
      SplittableRandom random,
      Vec centre,
      double radius,
      int count,
      double leafLength,
      Material leaves) {
    for (int i = 0; i < count; i++) {
      Vec out = any(random).unit();
      double reach = radius * (0.55 + 0.5 * Math.sqrt(random.nextDouble()));
      Vec at = centre.plus(out.times(reach));
      add(model, random, at, out.plus(any(random).times(0.9)), leafLength, leaves);
    }
  }

  /** A round tree of that height for a distant wood. */
  static Bvh round(int seed, double height, int leavesPerBall, double leafLength, Material leaves) {
    Tree tree = new Tree(seed, leafLength, leaves);
    double crown = 0.36 * height;
    tree.model.rod(Vec.ZERO, new Vec(0, 0.6 * height, 0), 0.03 * height, BARK);
    for (int ball = 0; ball < 26; ball++) {
      Vec offset = tree.any();
      Vec centre = offset.unit().times(crown * 0.75 * Math.cbrt(tree.random.nextDouble()));
      double radius = crown * (0.28 + 0.22 * tree.random.nextDouble());
      Vec at = centre.plus(0, 0.62 * height, 0);
      bush(tree.model, tree.random, at, radius, leavesPerBall, leafLength, leaves);
    }
    return tree.model.group();
  }

  /** A slim dark column. */
  static Bvh cypress(int seed, double height, double leafLength, Material leaves) {
    Tree tree = new Tree(seed, leafLength, leaves);
    for (int ball = 0; ball < 60; ball++) {
      double y = (ball + tree.random.nextDouble()) / 60;
      double girth = 0.13 * height * Math.sqrt(y * 0.6 + 0.15) * Math.sqrt(1 - y) * 1.25;
      Vec offset = tree.any().times(0.45 * girth);
      Vec at = new Vec(offset.x(), (0.05 + 0.95 * y) * height, offset.z());
      bush(tree.model, tree.random, at, 0.12 + 0.7 * girth, 140, leafLength, leaves);
    }
    return tree.model.group();
  }
}
