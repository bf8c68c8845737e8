import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where everything stands. x is to the right, y up from the water, z away from the camera; metres.
 */
final class Town {
  private static final Material PLANE_LEAVES =
      Paints.leaf(new Vec(0.050, 0.105, 0.018), new Vec(0.19, 0.27, 0.055));
  private static final Material GARDEN_LEAVES =
      Paints.leaf(new Vec(0.035, 0.08, 0.02), new Vec(0.14, 0.21, 0.05));

  private final List<Instance> scene = new ArrayList<>();

  private Town() {}

  static Bvh build() {
    Town town = new Town();
    town.put(Quay.banks(), 0, 0, 0, 0, 1);
    town.leftRow();
    town.farRow();
    town.rightBank();
    town.quaySide();
    town.strollers();
    town.boats();
    town.foreground();
    Hill.addTo(town.scene);
    return new Bvh(town.scene);
  }

  private void put(Bvh group, double x, double y, double z, double degrees, double scale) {
    scene.add(new Instance(group, Frame.at(new Vec(x, y, z), degrees, scale)));
  }

  /** Houses along the left quay, seen at a slant. */
  private void leftRow() {
    double[] widths = {7, 5.5, 6.5, 5.2, 7.2, 5.6, 6.4, 7};
    int[] floors = {4, 4, 3, 4, 3, 4, 3, 3};
    int[] walls = {0xD6B582, 0xC88A6B, 0xDDD3BA, 0xD3A877, 0xCB9A80, 0xD8CBA9, 0xC9A595, 0xDAC6A0};
    int[] shutters = {
      0x4A6B5A, 0x47655A, 0x5A7382, 0x4B6757, 0x6B5B49, 0x4A6B5A, 0x4F6A5E, 0x486A58
    };
    double z = 8.5;
    for (int i = 0; i < widths.length; i++) {
      int columns = widths[i] > 6 ? 3 : 2;
      Bvh house = House.of(widths[i], floors[i], columns, walls[i], shutters[i], 20 + i);
      put(house, -9.9 - 0.35 * Noise.hash(i, 2, 2), Quay.TOP, z, -90, 1);
      z += widths[i] + 0.02;
    }
  }

  /** Houses across the water, and the bell tower behind them. */
  private void farRow() {
    double[] widths = {6, 5.2, 6.6, 5, 6.8, 5.6, 6.2, 7};
    int[] floors = {3, 4, 3, 4, 2, 4, 3, 3};
    int[] walls = {0xDCCBA6, 0xC58D74, 0xE0D8C4, 0xD4B17C, 0xC4937F, 0xD9C391, 0xD3C4AB, 0xCBA283};
    int[] shutters = {
      0x4A6B5A, 0x4B6559, 0x62798A, 0x4A6B5A, 0x4E685C, 0x6A5848, 0x4A6B5A, 0x526A5E
    };
    double x = -13;
    for (int i = 0; i < widths.length; i++) {
      int columns = widths[i] > 6 ? 3 : 2;
      Bvh house = House.of(widths[i], floors[i], columns, walls[i], shutters[i], 40 + i);
      put(house, x, Quay.TOP, 66 + 1.2 * Noise.hash(i, 4, 4), 4 * Noise.hash(i, 5, 5) - 2, 1);
      x += widths[i] + 0.05;
    }
    put(Church.tower(), 3.5, Quay.TOP, 82, 8, 1);
  }

  /** A garden with a house on the right. */
  private void rightBank() {
    Bvh broad = Tree.round(61, 7, 420, 0.13, GARDEN_LEAVES);
    Bvh slim =
        Tree.cypress(
            62, 9, 0.12, Paints.leaf(new Vec(0.018, 0.042, 0.018), new Vec(0.06, 0.1, 0.03)));
    double y = Quay.TOP + 0.3;
    put(House.of(9, 3, 3, 0xE4D3AE, 0x2F5D46, 60), 24, y, 40, 28, 1);
    double[][] broads = {
      {17.5, 31, 0.9}, {21, 36, 1.1}, {16.8, 42, 0.8}, {19.5, 50, 1.1}, {17, 57, 0.9},
      {26, 58, 1.3}, {15.8, 36.5, 0.45}, {16, 47, 0.4}, {15.6, 28, 0.42}, {20, 27, 1.0}
    };
    for (double[] place : broads) {
      put(broad, place[0], y - 0.3, place[1], 70 * place[1], place[2]);
    }
    put(slim, 17.2, y, 46, 0, 1);
    put(slim, 22.5, y, 45, 90, 1.1);
    put(slim, 19, y, 39, 200, 0.85);
  }

  private void quaySide() {
    Bvh lamp = Quay.lamp();
    for (double z = 15; z < 62; z += 15) {
      put(lamp, -6.9, Quay.TOP, z, 0, 1);
    }
    int[] shades = {0xE8DFC8, 0xE8DFC8, 0xC9543F};
    for (int i = 0; i < shades.length; i++) {
      put(Quay.parasol(shades[i]), -8.1, Quay.TOP, 22.5 + 3.4 * i, 25 * i, 1);
    }
    Bvh bush = Tree.round(64, 2.4, 160, 0.08, GARDEN_LEAVES);
    for (double z : new double[] {13, 18.5, 33.5, 36, 43}) {
      put(bush, -9.1, Quay.TOP - 0.1, z, 50 * z, 0.8);
    }
    Bvh tree = Tree.round(65, 6.5, 380, 0.13, PLANE_LEAVES);
    put(tree, -7.9, Quay.TOP, 38.5, 0, 0.95);
    put(tree, -8, Quay.TOP, 52, 80, 1);
    for (double x = -1; x < 26; x += 6.5) {
      put(tree, x, Quay.TOP, 63.8, 40 * x, 0.62);
    }
  }

  private void strollers() {
    Bvh blue = person(new Vec(0.10, 0.16, 0.30));
    Bvh pale = person(new Vec(0.55, 0.52, 0.45));
    put(blue, -7.1, Quay.TOP, 27, 10, 1);
    put(blue, 8.5, Quay.TOP, 62.9, 100, 1.05);
    put(pale, -7.4, Quay.TOP, 47, 160, 1);
  }

  private void boats() {
    put(Boat.rowing(4.4, 0xE9E3D2, 0x2C5A86), -2.6, 0, 9.3, 62, 1);
    put(Boat.rowing(4.2, 0x2F6E7E, 0xE6DFCF), -4.9, 0, 15.5, 8, 1);
    put(Boat.sailing(6.6, 0xE8E4DA, 0x24405F), -4.6, 0, 22.5, -4, 1);
    put(Boat.rowing(4.6, 0xB5482F, 0xE6DFCF), -4.9, 0, 29, 3, 1);
    put(Boat.sailing(7.2, 0x2C4A66, 0x8C2F28), -4.4, 0, 36.5, 2, 1);
    put(Boat.sailing(7, 0xECE8DE, 0xA23B2C), 4.6, 0, 33, 118, 1);
    put(Boat.rowing(4.4, 0xD8A43B, 0x2F5D50), 12.2, 0, 33, 5, 1);
    put(Boat.sailing(6.4, 0xEDEAE0, 0x2E5B48), 12, 0, 45, -6, 1);
  }

  private void foreground() {
    put(person(new Vec(0.44, 0.058, 0.048)), 1.15, Quay.TOP + 0.02, 4.35, -14, 1);
    Bvh plane = Tree.grown(8, 2.6, 0.058, PLANE_LEAVES);
    put(plane, 5.9, Quay.TOP + 0.9, 6.3, 40, 0.8);
    put(plane, 4.2, Quay.TOP + 4, -1.3, 200, 0.5);
    put(Quay.bollard(), -0.9, Quay.TOP + 0.02, 5.5, 0, 1);
    put(Quay.pot(5), -2.5, Quay.TOP, 5.0, 0, 1.1);
    put(Quay.pot(6), -3.1, Quay.TOP, 5.3, 120, 0.9);
    Model rope = new Model();
    Quay.rope(rope, new Vec(-0.9, Quay.TOP + 0.25, 5.5), new Vec(-1.0, 0.48, 8.4));
    put(rope.group(), 0, 0, 0, 0, 1);
    put(fallenLeaves(), 0, 0, 0, 0, 1);
  }

  private static Bvh person(Vec dress) {
    Model model = new Model();
    model.add(new Figure(dress));
    return model.group();
  }

  private static Bvh fallenLeaves() {
    Material dry = Paints.leaf(new Vec(0.20, 0.10, 0.03), new Vec(0.30, 0.24, 0.06));
    SplittableRandom random = new SplittableRandom(77);
    Model model = new Model();
    for (int i = 0; i < 70; i++) {
      double x = 6 * random.nextDouble() - 2.2;
      double z = 1.5 + 4.2 * random.nextDouble();
      Vec up = new Vec(random.nextDouble() - 0.5, 2.5, random.nextDouble() - 0.5).unit();
      Vec at = new Vec(x, Quay.TOP + 0.035, z);
      model.add(new Leaf(at, up, up.across(), 0.035, 0.02, random.nextDouble(), dry));
    }
    return model.group();
  }
}
