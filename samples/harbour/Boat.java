/**
 * A wooden boat, its length along z with the bow at +z, floating at y = 0.
 *
 * <p>The hull is a grid: stations along the length, and at each station a curve from gunwale to
 * keel.
 */
final class Boat {
  private static final int STATIONS = 26;
  private static final int STRAKES = 9;
  private static final Material WOOD = Paints.shutter(new Vec(0.34, 0.20, 0.10), 7, 0.11);
  private static final Material RIM = Paints.glossy(new Vec(0.42, 0.24, 0.11), 0.25);
  private static final Material ROPE = Paints.plain(new Vec(0.50, 0.43, 0.32));

  private static final Vec WHITE = new Vec(0.72, 0.70, 0.65);

  private final Model model = new Model();
  private final double length;

  private Boat(double length) {
    this.length = length;
  }

  /** An open rowing boat with hull colours as {@code 0xRRGGBB}. */
  static Bvh rowing(double length, int upper, int lower) {
    Boat boat = new Boat(length);
    boat.hull(Vec.rgb(upper), Vec.rgb(lower));
    boat.benches();
    return boat.model.group();
  }

  /** The same with a mast, stays, a boom with a furled sail and a cabin. */
  static Bvh sailing(double length, int upper, int lower) {
    Boat boat = new Boat(length);
    boat.hull(Vec.rgb(upper), Vec.rgb(lower));
    boat.cabin();
    boat.rig();
    boat.sail();
    return boat.model.group();
  }

  private double beam() {
    return 0.17 * length;
  }

  /** A point of the hull: {@code t} from stern 0 to bow 1, {@code s} from gunwale 0 to keel 1. */
  private Vec point(double t, double s, double inset) {
    double fullness = Math.pow(Math.sin(Math.PI * (0.18 + 0.82 * t)), 0.62);
    double half = Math.max(0.01, beam() * fullness - inset) * Math.pow(1 - Math.pow(s, 2.6), 0.5);
    double sheer = 0.075 * length + 0.06 * length * Math.pow(Math.abs(t - 0.35) / 0.65, 2);
    double keel = -0.05 * length + inset + 0.05 * length * Math.pow(t, 6);
    return new Vec(half, sheer + (keel - sheer) * s, (t - 0.5 + 0.04 * (1 - s) * t) * length);
  }

  private void hull(Vec upper, Vec lower) {
    Material skin =
        (p, n, u, v) -> {
          double grime = Noise.fbm(new Vec(1.5 * p.x(), 5 * p.y(), 1.5 * p.z()), 4);
          Vec paint = p.y() > 0.055 * length ? upper : lower;
          Vec wet = new Vec(0.05, 0.06, 0.05);
          Vec aged = paint.times(1 + 0.5 * grime).mix(wet, Noise.step(0.07, 0.02, p.y()) * 0.7);
          return Surface.glossy(aged, n, 0.10);
        };
    shell(0, skin);
    shell(0.05, WOOD);
    for (int i = 0; i < STATIONS; i++) {
      Vec from = point((double) i / STATIONS, 0, 0.02);
      Vec to = point((i + 1.0) / STATIONS, 0, 0.02);
      model.rod(from, to, 0.045, RIM);
      model.rod(mirrored(from), mirrored(to), 0.045, RIM);
    }
    Vec stern = point(0, 0, 0);
    model.rod(stern, mirrored(stern), 0.045, RIM);
    transom(skin);
  }

  /** The flat board that closes the stern. */
  private void transom(Material material) {
    for (int j = 0; j < STRAKES; j++) {
      Vec a = point(0, (double) j / STRAKES, 0);
      Vec b = point(0, (j + 1.0) / STRAKES, 0);
      patch(a, b, mirrored(a), mirrored(b), material);
    }
  }

  private void shell(double inset, Material material) {
    for (int i = 0; i < STATIONS; i++) {
      for (int j = 0; j < STRAKES; j++) {
        Vec a = point((double) i / STATIONS, (double) j / STRAKES, inset);
        Vec b = point((i + 1.0) / STATIONS, (double) j / STRAKES, inset);
        Vec c = point((double) i / STATIONS, (j + 1.0) / STRAKES, inset);
        Vec d = point((i + 1.0) / STATIONS, (j + 1.0) / STRAKES, inset);
        patch(a, b, c, d, material);
        patch(mirrored(a), mirrored(b), mirrored(c), mirrored(d), material);
      }
    }
  }

  private void patch(Vec a, Vec b, Vec c, Vec d, Material material) {
    model.add(Quad.triangle(a, b, c, material));
    model.add(Quad.triangle(d, c, b, material));
  }

  private static Vec mirrored(Vec p) {
    return new Vec(-p.x(), p.y(), p.z());
  }

  private void benches() {
    for (double t : new double[] {0.12, 0.40, 0.68}) {
      Vec edge = point(t, 0.25, 0.05);
      model.box(
          -edge.x(), edge.y(), edge.z() - 0.14, edge.x(), edge.y() + 0.04, edge.z() + 0.14, RIM);
    }
    double y = 0.075 * length;
    model.rod(new Vec(-0.25, y, -0.3 * length), new Vec(0.1, y + 0.05, 0.3 * length), 0.03, RIM);
    model.rod(new Vec(0.3, y, -0.32 * length), new Vec(0.2, y + 0.05, 0.25 * length), 0.03, RIM);
  }

  private void cabin() {
    Material white = Paints.glossy(WHITE, 0.1);
    Material glass = Paints.glass(0.1);
    double deck = 0.08 * length;
    double cabin = 0.55 * beam();
    model.box(-cabin, deck - 0.3, -0.1 * length, cabin, deck + 0.45, 0.18 * length, white);
    model.box(
        -cabin - 0.01,
        deck + 0.15,
        -0.07 * length,
        cabin + 0.01,
        deck + 0.33,
        0.15 * length,
        glass);
    double aft = -0.1 * length;
    model.box(-0.2, deck, aft - 0.03, 0.2, deck + 0.42, aft, RIM);
    model.box(-cabin - 0.08, deck + 0.45, aft - 0.1, cabin + 0.08, deck + 0.5, 0.2 * length, RIM);
    model.box(-cabin + 0.1, deck + 0.15, aft - 0.02, -0.3, deck + 0.35, aft, glass);
    model.box(0.3, deck + 0.15, aft - 0.02, cabin - 0.1, deck + 0.35, aft, glass);
  }

  private void rig() {
    double deck = 0.08 * length;
    Vec foot = new Vec(0, deck, 0.12 * length);
    Vec top = foot.plus(0, 1.25 * length, 0);
    model.rod(foot, top, 0.05, RIM);
    Material wire = Paints.plain(new Vec(0.25, 0.25, 0.26));
    model.rod(top, new Vec(0, deck + 0.1, 0.5 * length), 0.012, wire);
    model.rod(top, new Vec(0, deck + 0.1, -0.5 * length), 0.012, wire);
    model.rod(top, new Vec(beam(), deck, 0.1 * length), 0.012, wire);
    model.rod(top, new Vec(-beam(), deck, 0.1 * length), 0.012, wire);
  }

  /** A boom with the sail furled on it, and the mooring line. */
  private void sail() {
    Material white = Paints.glossy(WHITE, 0.1);
    double deck = 0.08 * length;
    Vec boom = new Vec(0, deck + 0.16 * length, 0.12 * length);
    model.rod(boom, boom.plus(0.1, 0.05, -0.5 * length), 0.04, RIM);
    for (int fold = 0; fold < 16; fold++) {
      Vec at = boom.plus(0.02, 0.09, -0.03 * length * (fold + 0.5));
      model.rod(
          at, at.plus(0.02, 0.01, -0.03 * length), 0.10 + 0.015 * Math.sin(2.1 * fold), white);
    }
    model.rope(
        new Vec(0, deck + 0.2, 0.5 * length), new Vec(0, 0, 0.62 * length), 0.05, 0.015, ROPE);
  }
}
