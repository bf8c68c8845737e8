/** The materials of walls, roofs, timber and plants. */
final class Paints {
  private Paints() {}

  /** An even colour with slight unevenness. */
  static Material plain(Vec colour) {
    return (p, n, u, v) -> Surface.matt(colour.times(1 + 0.25 * Noise.fbm(p.times(6), 3)), n);
  }

  static Material glossy(Vec colour, double gloss) {
    return (p, n, u, v) ->
        Surface.glossy(colour.times(1 + 0.2 * Noise.fbm(p.times(5), 3)), n, gloss);
  }

  /** Lime wash: cloudy, streaked by rain, damp at the foot, here and there fallen off. */
  static Material plaster(Vec colour, int seed) {
    return (p, n, u, v) -> {
      double clouds = Noise.fbm(p.times(0.55).plus(seed, 0, 0), 5);
      double streaks = Noise.fbm(new Vec(3.5 * (p.x() + p.z()), 0.35 * p.y(), seed), 4);
      double damp = Noise.step(1.4, 0, p.y() + 1.2 * clouds);
      double bare = Noise.step(0.26, 0.31, Noise.fbm(p.times(0.8).plus(0, seed, 3), 5));
      double tone = 1 + 0.60 * clouds + 0.55 * Math.min(0, streaks + 0.05);
      Vec wash = colour.times(tone + 0.12 * Noise.fbm(p.times(9), 3));
      Vec under = new Vec(0.44, 0.38, 0.31).times(0.9 + 0.4 * clouds);
      Vec aged = wash.mix(under, 0.75 * bare).mix(new Vec(0.26, 0.24, 0.20), 0.45 * damp);
      Vec rough = Material.bumped(p, n, 0.01, q -> 0.006 * Noise.fbm(q.times(12), 2));
      return Surface.matt(aged, rough);
    };
  }

  /** Barrel tiles of burnt clay, running down the slope in local z. */
  static Material tiles(int seed) {
    return (p, n, u, v) -> {
      int column = (int) Math.floor(p.x() / 0.21);
      int row = (int) Math.floor(v / 0.36);
      double own = Noise.hash(column, row, seed);
      double patches = Noise.fbm(p.times(0.9).plus(seed, 0, 0), 4);
      Vec clay = new Vec(0.50, 0.19, 0.10).mix(new Vec(0.58, 0.33, 0.20), own);
      Vec aged = clay.mix(new Vec(0.20, 0.17, 0.13), Noise.step(-0.1, 0.5, patches));
      double lap = v / 0.36 - row;
      double wave = Math.abs(Math.sin(Math.PI * p.x() / 0.21));
      double shade = (0.35 + 0.65 * Math.sqrt(wave)) * (lap < 0.12 ? 0.6 : 1);
      Vec round =
          Material.bumped(p, n, 0.01, q -> 0.06 * Math.abs(Math.sin(Math.PI * q.x() / 0.21)));
      return Surface.matt(aged.times(shade * (0.8 + 0.4 * own)), round);
    };
  }

  /** Painted wood; {@code slat} is the height of the slats in metres. */
  static Material shutter(Vec colour, int seed, double slat) {
    return (p, n, u, v) -> {
      double worn = Noise.fbm(p.times(4).plus(seed, 0, 0), 4);
      double tooth = p.y() / slat - Math.floor(p.y() / slat);
      Vec paint = colour.times((1 + 0.5 * worn) * (0.55 + 0.6 * tooth));
      Vec tilted = n.plus(0, 0.5 * (0.5 - tooth), 0).unit();
      return Surface.glossy(paint, tilted, 0.04);
    };
  }

  /** A window pane: mirrors slightly unevenly, shows a dim room and perhaps a curtain. */
  static Material glass(double variety) {
    return (p, n, u, v) -> {
      double folds = 0.8 + 0.3 * Noise.at(14 * p.x(), 0.6 * p.y(), variety * 50);
      boolean curtained = variety > 0.45;
      Vec room = new Vec(0.025, 0.027, 0.03);
      Vec inside = curtained ? new Vec(0.30, 0.29, 0.26).times(folds) : room;
      Vec uneven = Material.bumped(p, n, 0.02, q -> 0.012 * Noise.at(q.x(), q.y(), variety * 99));
      return new Surface(inside, uneven, 0.09, 0, 0);
    };
  }

  static Material bark(Vec colour) {
    return (p, n, u, v) -> {
      double ridges = Noise.fbm(new Vec(14 * p.x(), 3.5 * p.y(), 14 * p.z()), 4);
      Vec rough =
          Material.bumped(
              p, n, 0.01, q -> 0.03 * Noise.fbm(new Vec(14 * q.x(), 3.5 * q.y(), 14 * q.z()), 3));
      return Surface.matt(colour.times(1 + 1.1 * ridges), rough);
    };
  }

  /** Leaves between two colours, shining a little and letting light through. */
  static Material leaf(Vec dark, Vec light) {
    return (p, n, u, v) -> {
      double patch = Noise.at(0.7 * p.x(), 0.7 * p.y(), 0.7 * p.z());
      Vec own = dark.mix(light, Math.min(1, Math.max(0, u + 0.3 * patch)));
      return new Surface(own, n, 0, 0.10, 0.55);
    };
  }

  /** Woven cloth in stripes of two colours along u. */
  static Material striped(Vec one, Vec two, double width) {
    return (p, n, u, v) -> {
      boolean first = Math.floorMod((int) Math.floor(u / width), 2) == 0;
      Vec rough = Material.bumped(p, n, 0.02, q -> 0.03 * Noise.fbm(q.times(2.5), 3));
      return new Surface(
          (first ? one : two).times(0.95 + 0.2 * Noise.at(p.x(), p.y(), 2)), rough, 0, 0, 0.3);
    };
  }
}
