import java.util.SplittableRandom;

/**
 * A town house: x runs along the front, which faces -z, and y up from the pavement.
 *
 * <p>The front wall is laid in bands: full width between two rows of windows, piers between the
 * windows of a row, so that each window is a real hole with its glass set back.
 */
final class House {
  private static final double DEPTH = 8;
  private static final double PITCH = 0.42;

  private final Model model = new Model();
  private final double width;
  private final int floors;
  private final int columns;
  private final SplittableRandom random;
  private final Material wall;
  private final Material trim;
  private final Material shutter;
  private final int seed;
  private final double storey;

  private House(double width, int floors, int columns, int wall, int shutter, int seed) {
    this.width = width;
    this.floors = floors;
    this.columns = columns;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.storey = 2.75 + 0.6 * random.nextDouble();
    this.wall = Paints.plaster(Vec.rgb(wall), seed);
    this.trim = Paints.plaster(Vec.rgb(0xD8CFBB), seed + 50);
    this.shutter = Paints.shutter(Vec.rgb(shutter), seed, 0.07);
  }

  /** A house of the given width in metres and colours as {@code 0xRRGGBB}. */
  static Bvh of(double width, int floors, int columns, int wall, int shutter, int seed) {
    House house = new House(width, floors, columns, wall, shutter, seed);
    house.front();
    house.sides();
    house.roof();
    house.fittings();
    house.ledges();
    return house.model.group();
  }

  private double height() {
    return floors * storey + 0.5;
  }

  private void front() {
    double tall = storey - 1.4 + 0.25 * random.nextDouble();
    double done = 0;
    for (int floor = 0; floor < floors; floor++) {
      boolean attic = floor == floors - 1 && floors > 3;
      double bottom = floor == 0 ? 0.05 : floor * storey + 0.8;
      double top = floor == 0 ? 2.45 : bottom + (attic ? 1.2 : tall);
      model.box(0, done, 0, width, bottom, 0.35, wall);
      row(floor, bottom, top);
      done = top;
    }
    model.box(0, done, 0, width, height(), 0.35, wall);
  }

  private void row(int floor, double bottom, double top) {
    double cell = width / columns;
    double done = 0;
    for (int column = 0; column < columns; column++) {
      double half = floor == 0 && random.nextInt(3) > 0 ? Math.min(0.95, cell / 2 - 0.3) : 0.48;
      double middle = (column + 0.5) * cell + 0.12 * (random.nextDouble() - 0.5);
      model.box(done, bottom, 0, middle - half, top, 0.35, wall);
      Window window = new Window(model, random, middle, half, bottom, top);
      if (floor == 0) {
        window.shop(trim, shutter);
      } else {
        window.casement(trim, shutter, floor);
      }
      done = middle + half;
    }
    model.box(done, bottom, 0, width, top, 0.35, wall);
  }

  private void sides() {
    Vec up = new Vec(0, height(), 0);
    Vec back = new Vec(0, 0, DEPTH);
    for (double x : new double[] {0, width}) {
      Vec foot = new Vec(x, 0, 0);
      model.add(Quad.full(foot, back, up, wall));
      Vec eave = foot.plus(up);
      Vec ridge = eave.plus(0, DEPTH / 2 * PITCH, DEPTH / 2);
      model.add(Quad.triangle(eave, eave.plus(back), ridge, wall));
    }
    model.add(Quad.full(new Vec(0, 0, DEPTH), new Vec(width, 0, 0), up, wall));
  }

  private void roof() {
    Material tiles = Paints.tiles(seed);
    Material timber = Paints.plain(new Vec(0.20, 0.14, 0.09));
    double over = 0.5;
    Vec along = new Vec(width + 0.3, 0, 0);
    Vec slope = new Vec(0, (DEPTH / 2 + over) * PITCH, DEPTH / 2 + over);
    Vec eave = new Vec(-0.15, height() - over * PITCH + 0.12, -over);
    model.add(Quad.full(eave, along, slope, tiles));
    model.add(Quad.full(eave.plus(0, -0.1, 0.02), along, slope, timber));
    Vec far = new Vec(-0.15, eave.y(), DEPTH + over);
    model.add(Quad.full(far, along, new Vec(0, slope.y(), -slope.z()), tiles));
    model.rod(
        eave.plus(0, -0.04, -0.06),
        eave.plus(width + 0.3, -0.04, -0.06),
        0.065,
        Paints.glossy(new Vec(0.16, 0.14, 0.12), 0.1));
    Vec ridge = eave.plus(slope).plus(0, 0.02, 0);
    model.rod(ridge, ridge.plus(along), 0.11, tiles);
    rafters(timber, over);
  }

  /** A plinth of stone, on some fronts a ledge above the ground floor, on some a washing line. */
  private void ledges() {
    Material stone = Paints.plaster(new Vec(0.33, 0.30, 0.26), seed + 9);
    for (double x = 0; x < width; x += width - 0.5) {
      model.box(x, 0, -0.04, x + 0.5, 0.55, 0, stone);
    }
    if (random.nextBoolean()) {
      model.box(-0.01, storey - 0.12, -0.09, width + 0.01, storey + 0.06, 0, trim);
    }
    if (random.nextInt(3) == 0) {
      washing(2 * storey + 0.45);
    }
  }

  private void washing(double y) {
    int[] colours = {0xF1EEE6, 0xC9D6E2, 0xF1EEE6, 0xA94442, 0xE9E2CF, 0x4E6E8E};
    Vec from = new Vec(0.8, y, -0.4);
    Vec to = new Vec(width - 0.8, y, -0.4);
    model.rope(from, to, 0.08, 0.008, Paints.plain(new Vec(0.5, 0.5, 0.5)));
    for (double x = 1; x < width - 1.4; x += 0.25) {
      double breadth = 0.3 + 0.5 * random.nextDouble();
      Vec colour = Vec.rgb(colours[random.nextInt(colours.length)]);
      Vec along = new Vec(breadth, 0.01, 0.05 * (random.nextDouble() - 0.5));
      Vec down = new Vec(0.03, -0.45 - 0.45 * random.nextDouble(), 0.12);
      Material cloth = Paints.striped(colour, colour, 1);
      model.add(Quad.full(new Vec(x, y - 0.05, -0.4), along, down, cloth));
      x += breadth;
    }
  }

  private void rafters(Material timber, double over) {
    for (double x = 0.2; x < width; x += 0.55) {
      double y = height() - over * PITCH - 0.1;
      model.box(x, y, -over + 0.05, x + 0.09, y + 0.12, 0.1, timber);
    }
    model.box(-0.02, height() - 0.42, -0.10, width + 0.02, height() - 0.24, 0, trim);
  }

  private void fittings() {
    Material metal = Paints.glossy(new Vec(0.22, 0.17, 0.13), 0.1);
    model.rod(new Vec(0.15, 0.2, -0.07), new Vec(0.15, height() - 0.2, -0.07), 0.05, metal);
    int chimneys = 1 + random.nextInt(2);
    for (int i = 0; i < chimneys; i++) {
      double x = 0.8 + random.nextDouble() * (width - 2);
      double z = 1.2 + random.nextDouble() * 2;
      double top = height() + z * PITCH + 1.3;
      model.box(x, height(), z, x + 0.55, top, z + 0.55, wall);
      model.box(x - 0.08, top, z - 0.08, x + 0.63, top + 0.1, z + 0.63, trim);
      model.box(x + 0.1, top + 0.1, z + 0.1, x + 0.45, top + 0.35, z + 0.45, Paints.tiles(seed));
    }
    double mast = 1 + random.nextDouble() * (width - 2);
    Vec foot = new Vec(mast, height() + 1.2, 3.4);
    model.rod(foot, foot.plus(0, 2.3, 0), 0.022, metal);
    for (int bar = 0; bar < 4; bar++) {
      Vec middle = foot.plus(0, 1.6 + 0.2 * bar, 0);
      model.rod(middle.plus(-0.5, 0, 0.1), middle.plus(0.5, 0, -0.1), 0.012, metal);
    }
  }
}
