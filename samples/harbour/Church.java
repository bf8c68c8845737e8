/** A bell tower with its nave; the front faces -z. */
final class Church {
  private static final double SIDE = 4.6;

  private Church() {}

  static Bvh tower() {
    Model model = new Model();
    Material wall = Paints.plaster(Vec.rgb(0xE0C79A), 91);
    Material trim = Paints.plaster(Vec.rgb(0xE9DFC8), 92);
    Material dark = Paints.plain(new Vec(0.03, 0.03, 0.035));
    double half = SIDE / 2;
    model.box(-half, 0, -half, half, 19, half, wall);
    for (double y : new double[] {9, 13.6, 19}) {
      model.box(-half - 0.2, y, -half - 0.2, half + 0.2, y + 0.35, half + 0.2, trim);
    }
    opening(model, trim, dark, 14.6, 17.4, 0.75);
    opening(model, trim, dark, 5.5, 7.0, 0.3);
    clock(model);
    crown(model, wall, trim, dark);
    return model.group();
  }

  /** What stands on the top ledge: a drum with a dome and a cross. */
  private static void crown(Model model, Material wall, Material trim, Material dark) {
    double half = SIDE / 2;
    model.box(-half + 0.3, 19.35, -half + 0.3, half - 0.3, 21.2, half - 0.3, wall);
    model.drum(0, 0, 21.2, 2.5, 21.4, 2.6, trim);
    model.drum(0, 0, 21.4, 2.1, 23.2, 1.5, Paints.tiles(93));
    model.drum(0, 0, 23.2, 1.5, 24.3, 0.25, Paints.tiles(93));
    model.rod(new Vec(0, 24.2, 0), new Vec(0, 26, 0), 0.05, dark);
    model.rod(new Vec(-0.4, 25.4, 0), new Vec(0.4, 25.4, 0), 0.05, dark);
  }

  private static void opening(
      Model model, Material trim, Material dark, double bottom, double top, double half) {
    double out = SIDE / 2 + 0.02;
    model.box(-half, bottom, -out, half, top, out, dark);
    model.box(-out, bottom, -half, out, top, half, dark);
    model.rod(new Vec(0, top, -out + half - 0.02), new Vec(0, top, out - half + 0.02), half, dark);
    model.rod(new Vec(-out + half - 0.02, top, 0), new Vec(out - half + 0.02, top, 0), half, dark);
    model.box(-half - 0.3, bottom - 0.3, -out - 0.1, half + 0.3, bottom, out + 0.1, trim);
  }

  private static void clock(Model model) {
    double out = -SIDE / 2 - 0.02;
    Material face = Paints.plain(new Vec(0.75, 0.72, 0.62));
    Material hand = Paints.plain(new Vec(0.05, 0.05, 0.06));
    int pieces = 20;
    Vec middle = new Vec(0, 11.5, out);
    for (int i = 0; i < pieces; i++) {
      model.add(Quad.triangle(middle, onDial(middle, i), onDial(middle, i + 1), face));
    }
    model.rod(middle, middle.plus(0.35, 0.45, -0.03), 0.06, hand);
    model.rod(middle, middle.plus(-0.75, 0.15, -0.03), 0.045, hand);
  }

  private static Vec onDial(Vec middle, int i) {
    double angle = 2 * Math.PI * i / 20;
    return middle.plus(Math.cos(angle), Math.sin(angle), 0);
  }
}
