import java.util.List;
import java.util.SplittableRandom;

/** The wooded slope behind the town, with a few villas. */
final class Hill {
  private static final Material GREEN =
      Paints.leaf(new Vec(0.040, 0.075, 0.020), new Vec(0.13, 0.17, 0.05));
  private static final Material OLIVE =
      Paints.leaf(new Vec(0.09, 0.11, 0.065), new Vec(0.21, 0.23, 0.13));
  private static final Material DARK =
      Paints.leaf(new Vec(0.018, 0.042, 0.018), new Vec(0.06, 0.095, 0.03));
  private static final int TREES = 2600;

  private Hill() {}

  static void addTo(List<Instance> scene) {
    Bvh[] kinds = {
      Tree.round(1, 7, 90, 0.34, GREEN),
      Tree.round(2, 6, 90, 0.34, OLIVE),
      Tree.round(3, 8, 90, 0.36, GREEN),
      Tree.round(4, 7, 90, 0.36, DARK),
      Tree.cypress(5, 11, 0.3, DARK)
    };
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < TREES; i++) {
      double z = 84 + 250 * random.nextDouble();
      double x = (random.nextDouble() * 2 - 1) * (30 + 0.62 * z);
      int kind = random.nextInt(9);
      Frame frame =
          Frame.at(
              new Vec(x, height(x, z) - 0.6, z),
              360 * random.nextDouble(),
              0.75 + 0.6 * random.nextDouble());
      scene.add(new Instance(kinds[kind >= 5 ? kind % 4 : kind], frame));
    }
    scene.add(new Instance(ground(), Frame.WORLD));
    villas(scene);
  }

  private static double height(double x, double z) {
    double rise = Noise.step(70, 300, z);
    double knolls = 0.8 + 0.7 * Noise.fbm(new Vec(x / 85, z / 120, 6), 3);
    double side = 0.35 + 0.65 * Noise.step(-70, 120, x);
    return 1 + 66 * rise * knolls * side;
  }

  private static Bvh ground() {
    Material earth = Paints.plain(new Vec(0.10, 0.11, 0.045));
    Model model = new Model();
    double cell = 10;
    for (double z = 74; z < 340; z += cell) {
      for (double x = -260; x < 260; x += cell) {
        Vec a = at(x, z);
        Vec b = at(x + cell, z);
        Vec c = at(x, z + cell);
        model.add(Quad.triangle(a, b, c, earth));
        model.add(Quad.triangle(at(x + cell, z + cell), c, b, earth));
      }
    }
    return model.group();
  }

  private static Vec at(double x, double z) {
    return new Vec(x, height(x, z), z);
  }

  private static void villas(List<Instance> scene) {
    int[] walls = {0xE2CFA8, 0xD9A98C, 0xE8DCC0, 0xD8B98A};
    double[][] places = {{8, 118}, {38, 132}, {24, 158}, {62, 150}, {58, 190}, {-14, 150}};
    for (int i = 0; i < places.length; i++) {
      double x = places[i][0];
      double z = places[i][1];
      Bvh villa = House.of(9, 2, 3, walls[i % walls.length], 0x3F5A48, 70 + i);
      Frame frame = Frame.at(new Vec(x, height(x, z) + 1.5, z), -25 + 18 * i % 40, 1);
      scene.add(new Instance(villa, frame));
    }
  }
}
