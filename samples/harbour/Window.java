import java.util.SplittableRandom;

/** One opening in a front: frame, panes, shutters, and at times a balcony or flowers. */
final class Window {
  private static final Material FRAME = Paints.glossy(new Vec(0.62, 0.60, 0.55), 0.05);
  private static final Material IRON = Paints.glossy(new Vec(0.05, 0.05, 0.055), 0.15);
  private static final Material LEAVES =
      Paints.leaf(new Vec(0.03, 0.09, 0.02), new Vec(0.12, 0.22, 0.05));

  private final Model model;
  private final SplittableRandom random;
  private final double middle;
  private final double half;
  private final double bottom;
  private final double top;

  Window(
      Model model, SplittableRandom random, double middle, double half, double bottom, double top) {
    this.model = model;
    this.random = random;
    this.middle = middle;
    this.half = half;
    this.bottom = bottom;
    this.top = top;
  }

  /** A window of an upper floor. */
  void casement(Material trim, Material shutter, int floor) {
    panes(0.65);
    surround(trim);
    int habit = random.nextInt(10);
    boolean leftClosed = habit < 2;
    boolean rightClosed = habit < 3;
    shutter(leftClosed ? middle - half : middle - 2 * half - 0.04, leftClosed, shutter);
    shutter(rightClosed ? middle : middle + half + 0.04, rightClosed, shutter);
    if (floor == 1 && random.nextInt(4) == 0) {
      balcony(trim);
    } else if (random.nextInt(3) == 0 && habit >= 3) {
      flowers();
    }
  }

  /** A door or shop front of the ground floor, some with an awning. */
  void shop(Material trim, Material shutter) {
    boolean wide = half > 0.6;
    panes(0.8);
    surround(trim);
    model.box(middle - half, bottom, 0.10, middle + half, bottom + 0.7, 0.16, shutter);
    if (wide && random.nextInt(3) > 0) {
      awning();
    }
  }

  private void panes(double crossbar) {
    double left = middle - half;
    double right = middle + half;
    Material glass = Paints.glass(random.nextDouble());
    Vec tilt = new Vec(0, 0, 0.004 * (random.nextDouble() - 0.5));
    Vec corner = new Vec(left, bottom, 0.2);
    model.add(
        Quad.full(corner, new Vec(2 * half, 0, 0).plus(tilt), new Vec(0, top - bottom, 0), glass));
    double bar = bottom + crossbar * (top - bottom);
    model.box(left, bottom, 0.14, left + 0.07, top, 0.2, FRAME);
    model.box(right - 0.07, bottom, 0.14, right, top, 0.2, FRAME);
    model.box(middle - 0.045, bottom, 0.13, middle + 0.045, top, 0.2, FRAME);
    model.box(left, bottom, 0.14, right, bottom + 0.08, 0.2, FRAME);
    model.box(left, top - 0.07, 0.14, right, top, 0.2, FRAME);
    model.box(left, bar, 0.14, right, bar + 0.05, 0.2, FRAME);
  }

  private void surround(Material trim) {
    double left = middle - half;
    double right = middle + half;
    model.box(left - 0.11, bottom, -0.03, left, top, 0.05, trim);
    model.box(right, bottom, -0.03, right + 0.11, top, 0.05, trim);
    model.box(left - 0.11, top, -0.04, right + 0.11, top + 0.13, 0.05, trim);
    model.box(left - 0.16, bottom - 0.08, -0.12, right + 0.16, bottom, 0.1, trim);
  }

  private void shutter(double left, boolean closed, Material paint) {
    double z = closed ? -0.02 : -0.085;
    model.box(left, bottom + 0.01, z, left + half, top, z + 0.04, paint);
    Material edge = Paints.plain(new Vec(0.10, 0.15, 0.12));
    for (double share : new double[] {0.0, 0.47, 0.95}) {
      double y = bottom + share * (top - bottom);
      model.box(left, y, z - 0.008, left + half, y + 0.08, z, edge);
    }
  }

  private void balcony(Material trim) {
    double left = middle - half - 0.6;
    double right = middle + half + 0.6;
    double floor = bottom - 0.2;
    double out = -0.75;
    model.box(left, floor - 0.14, out, right, floor, 0, trim);
    for (double x = left + 0.03; x < right; x += 0.13) {
      model.rod(new Vec(x, floor, out + 0.05), new Vec(x, floor + 0.9, out + 0.05), 0.011, IRON);
    }
    for (double y : new double[] {floor + 0.08, floor + 0.92}) {
      model.rod(new Vec(left, y, out + 0.05), new Vec(right, y, out + 0.05), 0.02, IRON);
      model.rod(new Vec(left, y, out + 0.05), new Vec(left, y, 0), 0.02, IRON);
      model.rod(new Vec(right, y, out + 0.05), new Vec(right, y, 0), 0.02, IRON);
    }
    Tree.bush(
        model, random, new Vec(middle + 0.5, floor + 0.35, out + 0.3), 0.35, 180, 0.05, LEAVES);
  }

  private void flowers() {
    Vec trough = new Vec(middle, bottom + 0.06, -0.2);
    Material clay = Paints.plain(new Vec(0.36, 0.17, 0.10));
    model.box(middle - half, bottom - 0.02, -0.3, middle + half, bottom + 0.16, -0.12, clay);
    Vec petal = random.nextInt(2) == 0 ? new Vec(0.75, 0.03, 0.05) : new Vec(0.80, 0.12, 0.35);
    for (double x = -half + 0.1; x < half; x += 0.2) {
      Vec centre = trough.plus(x, 0.2, 0);
      Tree.bush(model, random, centre, 0.2, 60, 0.045, LEAVES);
      Tree.bush(model, random, centre.plus(0, 0.05, -0.04), 0.19, 22, 0.035, Paints.plain(petal));
    }
  }

  private void awning() {
    int[] hues = {0x9C3B2E, 0x2F5D50, 0xB98B3E, 0x355C86};
    Vec hue = Vec.rgb(hues[random.nextInt(hues.length)]);
    Material cloth = Paints.striped(hue, Vec.rgb(0xE9E1CF), 0.22);
    Vec edge = new Vec(middle - half - 0.25, top - 0.25, -1.25);
    Vec along = new Vec(2 * half + 0.5, 0, 0);
    model.add(Quad.full(edge, along, new Vec(0, 0.75, 1.25), cloth));
    model.add(Quad.full(edge, along, new Vec(0, -0.22, 0.02), cloth));
  }
}
