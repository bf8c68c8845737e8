import java.util.SplittableRandom;

/** The stone banks of the harbour and what stands on them. */
final class Quay {
  static final double TOP = 0.95;

  private static final Material IRON = Paints.glossy(new Vec(0.035, 0.037, 0.04), 0.2);
  private static final Material ROPE = Paints.bark(new Vec(0.42, 0.35, 0.24));

  private Quay() {}

  /** Paving above, a wall of blocks below, green where the water reaches. */
  static Surface stone(Vec p, Vec n, double u, double v) {
    return n.y() > 0.5 ? paving(p, n) : wall(p, n, u, v);
  }

  private static Surface paving(Vec p, Vec n) {
    Masonry slab = Masonry.at(p.x(), p.z(), 0.86, 0.47);
    double stain = Noise.fbm(new Vec(0.7 * p.x(), 3, 0.7 * p.z()), 5);
    double speckle = Noise.fbm(new Vec(24 * p.x(), 1, 24 * p.z()), 4);
    double spot = Noise.step(0.28, 0.42, Noise.fbm(new Vec(2.6 * p.x(), 8, 2.6 * p.z()), 4));
    Vec grey = new Vec(0.37, 0.34, 0.30).mix(new Vec(0.45, 0.37, 0.29), slab.id());
    double tone = (0.60 + 0.42 * Noise.hash((int) (slab.id() * 4096), 3, 3)) * (1 + 0.85 * stain);
    Vec face = grey.times(tone * (1 + 0.5 * speckle) * (1 - 0.4 * spot));
    Vec joint = new Vec(0.10, 0.095, 0.06).mix(new Vec(0.07, 0.10, 0.03), stain + 0.4);
    Vec rough = Material.bumped(p, n, 0.006, Quay::pavingHeight);
    return Surface.glossy(joint.mix(face, slab.face(0.016)), rough, 0.02);
  }

  private static double pavingHeight(Vec p) {
    double face = Masonry.at(p.x(), p.z(), 0.86, 0.47).face(0.025);
    Vec flat = new Vec(p.x(), 2, p.z());
    return 0.008 * face
        + 0.010 * Noise.fbm(flat.times(4), 3)
        + 0.004 * Noise.fbm(flat.times(30), 2);
  }

  private static Surface wall(Vec p, Vec n, double u, double v) {
    Masonry block = Masonry.at(u, v, 0.95, 0.38);
    double stain = Noise.fbm(p.times(1.3), 5);
    Vec stone = new Vec(0.32, 0.29, 0.24).times((0.65 + 0.6 * block.id()) * (1 + 0.6 * stain));
    Vec dry = new Vec(0.09, 0.08, 0.06).mix(stone, block.face(0.03));
    Vec weed = new Vec(0.035, 0.045, 0.02).mix(new Vec(0.06, 0.085, 0.025), stain + 0.5);
    double wet = Noise.step(0.52, 0.25, p.y() + 0.35 * stain);
    Vec rough = Material.bumped(p, n, 0.02, q -> 0.05 * Noise.fbm(q.times(4), 3));
    return Surface.glossy(dry.mix(weed, wet), rough, 0.05 * wet);
  }

  /** The four banks, their border stones and the water between them. */
  static Bvh banks() {
    Model model = new Model();
    Material stone = Quay::stone;
    model.box(-60, -2, -25, 60, TOP, 6, stone);
    model.box(-60, -2, 6, -6.2, TOP, 62, stone);
    model.box(-60, -2, 62, 90, TOP, 90, stone);
    model.box(14, -2, 6, 90, TOP + 0.3, 62, stone);
    model.box(-60, -1, 5.62, 14, TOP + 0.025, 6.03, Quay::coping);
    model.box(-6.6, -1, 6.03, -6.17, TOP + 0.025, 62, Quay::coping);
    model.box(-200, -0.5, 6, 200, 0, 62, Water::surface);
    return model.group();
  }

  /** The worn border stones at the edge. */
  private static Surface coping(Vec p, Vec n, double u, double v) {
    double along = Math.abs(p.x()) < 6 ? p.x() : p.z();
    Masonry block = Masonry.at(along, 0.2, 1.35, 5);
    double stain = Noise.fbm(p.times(1.7), 5);
    double speckle = Noise.fbm(p.times(26), 3);
    Vec stone = new Vec(0.43, 0.40, 0.35).times((0.85 + 0.3 * block.id()) * (1 + 0.5 * stain));
    Vec face = stone.times(1 + 0.35 * speckle);
    Vec rough = Material.bumped(p, n, 0.01, q -> 0.02 * Noise.fbm(q.times(7), 3));
    return Surface.glossy(new Vec(0.09, 0.085, 0.06).mix(face, block.face(0.02)), rough, 0.02);
  }

  /** A mooring post of cast iron with a rope slung round it. */
  static Bvh bollard() {
    Model model = new Model();
    model.drum(0, 0, 0, 0.20, 0.05, 0.17, IRON);
    model.drum(0, 0, 0.05, 0.115, 0.36, 0.10, IRON);
    model.drum(0, 0, 0.36, 0.16, 0.43, 0.17, IRON);
    model.drum(0, 0, 0.43, 0.17, 0.47, 0.10, IRON);
    for (int turn = 0; turn < 3; turn++) {
      ring(model, 0.135, 0.12 + 0.045 * turn);
    }
    for (int turn = 0; turn < 5; turn++) {
      ringAt(model, new Vec(0.55, 0.024 + 0.012 * (turn % 2), -0.25), 0.13 + 0.045 * turn);
    }
    return model.group();
  }

  private static void ring(Model model, double radius, double y) {
    ringAt(model, new Vec(0, y, 0), radius);
  }

  private static void ringAt(Model model, Vec centre, double radius) {
    int pieces = 24;
    for (int i = 0; i < pieces; i++) {
      model.rod(onRing(centre, radius, i), onRing(centre, radius, i + 1), 0.022, ROPE);
    }
  }

  private static Vec onRing(Vec centre, double radius, int i) {
    double angle = 2 * Math.PI * i / 24;
    return centre.plus(
        radius * Math.cos(angle), 0.006 * Math.sin(3 * angle), radius * Math.sin(angle));
  }

  static void rope(Model model, Vec from, Vec to) {
    model.rope(from, to, 0.15, 0.016, ROPE);
  }

  /** A clay pot with geraniums. */
  static Bvh pot(int seed) {
    Model model = new Model();
    SplittableRandom random = new SplittableRandom(seed);
    Material clay = Paints.plaster(new Vec(0.46, 0.21, 0.12), seed);
    model.drum(0, 0, 0, 0.16, 0.34, 0.23, clay);
    model.drum(0, 0, 0.34, 0.25, 0.41, 0.26, clay);
    Material leaves = Paints.leaf(new Vec(0.035, 0.10, 0.02), new Vec(0.15, 0.26, 0.05));
    Material petals = Paints.leaf(new Vec(0.62, 0.02, 0.03), new Vec(0.85, 0.06, 0.10));
    Tree.bush(model, random, new Vec(0, 0.58, 0), 0.33, 1100, 0.042, leaves);
    for (int head = 0; head < 16; head++) {
      double angle = 2.4 * head;
      double out = 0.32 * Math.sqrt((head + 0.5) / 16);
      Vec at = new Vec(out * Math.cos(angle), 0.93 - 1.3 * out * out, out * Math.sin(angle));
      Tree.bush(model, random, at, 0.05, 60, 0.018, petals);
    }
    return model.group();
  }

  static Bvh lamp() {
    Model model = new Model();
    model.drum(0, 0, 0, 0.13, 0.5, 0.08, IRON);
    model.rod(new Vec(0, 0.4, 0), new Vec(0, 3.4, 0), 0.045, IRON);
    model.drum(0, 0, 3.4, 0.10, 3.85, 0.19, Paints.glass(0.9));
    model.drum(0, 0, 3.85, 0.22, 4.05, 0.05, IRON);
    return model.group();
  }

  /** A sunshade with a table and chairs below. */
  static Bvh parasol(int colour) {
    Model model = new Model();
    Material cloth = Paints.striped(Vec.rgb(colour), Vec.rgb(colour), 1);
    Material wood = Paints.plain(new Vec(0.30, 0.19, 0.11));
    model.drum(0, 0, 2.15, 1.45, 2.75, 0.04, cloth);
    model.drum(0, 0, 2.0, 1.46, 2.15, 1.45, cloth);
    model.rod(Vec.ZERO, new Vec(0, 2.8, 0), 0.03, wood);
    model.drum(0, 0, 0.70, 0.5, 0.74, 0.5, wood);
    for (double x : new double[] {-0.85, 0.85}) {
      model.box(x - 0.2, 0.42, -0.2, x + 0.2, 0.46, 0.2, wood);
      double back = x < 0 ? x - 0.2 : x + 0.16;
      model.box(back, 0.46, -0.2, back + 0.04, 0.95, 0.2, wood);
      for (double z : new double[] {-0.18, 0.18}) {
        model.rod(new Vec(x - 0.18, 0, z), new Vec(x - 0.18, 0.44, z), 0.02, wood);
        model.rod(new Vec(x + 0.18, 0, z), new Vec(x + 0.18, 0.44, z), 0.02, wood);
      }
    }
    return model.group();
  }
}
