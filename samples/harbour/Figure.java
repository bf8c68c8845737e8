/**
 * A woman in a summer dress, seen from behind, who looks out over the water and holds her hat.
 *
 * <p>A body has no corners, so it is given as a distance field: a function that says how far a
 * point is from the skin. Where two parts meet, their distances are blended, which lets an arm grow
 * out of a shoulder. A ray walks forward by that distance until there is nothing left to walk. She
 * stands at the origin, faces +z, and x is to her right.
 */
final class Figure implements Shape {
  private static final Bounds BOUNDS = new Bounds(new Vec(-0.6, 0, -0.5), new Vec(0.6, 1.9, 0.5));
  private static final double CLOSE = 0.0006;
  private static final double CAUTION = 0.7; // the dress bends space, so walk a little short
  private static final int WALK = 160;
  private static final Vec HEAD = new Vec(-0.005, 1.575, 0.02);

  private static final Part[] PARTS = Part.values();

  private final Vec dress;

  /** A figure whose dress has the given colour. */
  Figure(Vec dress) {
    this.dress = dress;
  }

  /** The parts that differ in material. */
  private enum Part {
    SKIN,
    DRESS,
    HAIR,
    HAT,
    RIBBON,
    BAG,
    SHOE
  }

  @Override
  public Bounds bounds() {
    return BOUNDS;
  }

  @Override
  public void meet(Ray ray, Hit hit) {
    double speed = ray.direction().length();
    double from = Math.max(NEAREST, ray.origin().minus(BOUNDS.centre()).length() - 1.3);
    double walked = from;
    for (int i = 0; i < WALK && walked < from + 2.8; i++) {
      Vec p = ray.origin().plus(ray.direction().times(walked / speed));
      double gap = distance(p);
      if (gap < CLOSE) {
        enter(p, walked / speed, hit);
        return;
      }
      walked += CAUTION * gap;
    }
  }

  private void enter(Vec p, double distance, Hit hit) {
    if (distance < hit.distance) {
      Part part = part(p);
      hit.set(distance, p, normal(p), 0, 0, (q, n, u, v) -> surface(part, q, n));
    }
  }

  private static Vec normal(Vec p) {
    double e = 0.0008;
    double here = distance(p);
    return new Vec(
            distance(p.plus(e, 0, 0)) - here,
            distance(p.plus(0, e, 0)) - here,
            distance(p.plus(0, 0, e)) - here)
        .unit();
  }

  private static double distance(Vec p) {
    double least = Double.MAX_VALUE;
    for (Part part : PARTS) {
      least = Math.min(least, of(part, p));
    }
    return least;
  }

  private static Part part(Vec p) {
    Part nearest = Part.SKIN;
    for (Part part : PARTS) {
      nearest = of(part, p) < of(nearest, p) ? part : nearest;
    }
    return nearest;
  }

  private static double of(Part part, Vec p) {
    return switch (part) {
      case SKIN -> skin(p);
      case DRESS -> dress(p);
      case HAIR -> hair(p);
      case HAT -> hat(p);
      case RIBBON -> ribbon(p);
      case BAG -> bag(p);
      case SHOE -> Math.min(shoe(p, -0.075, 0.02), shoe(p, 0.095, -0.03));
    };
  }

  private static double skin(Vec p) {
    double legs = Math.min(leg(p, -1, 0.02), leg(p, 1, -0.03));
    double d = blend(torso(p), legs, 0.02);
    d = blend(d, head(p), 0.02);
    return blend(blend(d, leftArm(p), 0.04), rightArm(p), 0.04);
  }

  private static double torso(Vec p) {
    double chest = ellipsoid(p, new Vec(0, 1.22, 0.01), new Vec(0.142, 0.20, 0.098));
    double waist = ellipsoid(p, new Vec(0, 1.05, 0.01), new Vec(0.112, 0.16, 0.085));
    double shoulders = bone(p, new Vec(-0.125, 1.358, 0), new Vec(0.125, 1.364, 0), 0.048, 0.048);
    double neck = bone(p, new Vec(0, 1.36, -0.005), new Vec(0, 1.51, 0.01), 0.053, 0.046);
    return blend(blend(blend(chest, waist, 0.08), shoulders, 0.07), neck, 0.05);
  }

  private static double leg(Vec p, int side, double forward) {
    Vec hip = new Vec(0.08 * side, 0.88, 0);
    Vec knee = new Vec(0.085 * side + 0.005, 0.48, 0.02 + forward);
    Vec ankle = new Vec(0.085 * side + 0.008, 0.08, -0.02 + forward);
    double thigh = bone(p, hip, knee, 0.085, 0.053);
    double shin = bone(p, knee, ankle, 0.047, 0.031);
    Vec calf = knee.mix(ankle, 0.3).plus(0, 0, -0.022);
    double muscle = ellipsoid(p, calf, new Vec(0.047, 0.125, 0.048));
    return blend(blend(thigh, shin, 0.03), muscle, 0.03);
  }

  private static double leftArm(Vec p) {
    Vec shoulder = new Vec(-0.168, 1.355, 0);
    Vec elbow = new Vec(-0.235, 1.10, -0.03);
    Vec wrist = new Vec(-0.235, 0.90, 0.09);
    double arm =
        blend(bone(p, shoulder, elbow, 0.046, 0.034), bone(p, elbow, wrist, 0.036, 0.023), 0.02);
    return blend(arm, bone(p, wrist, wrist.plus(0.01, -0.085, 0.03), 0.027, 0.020), 0.02);
  }

  private static double rightArm(Vec p) {
    Vec shoulder = new Vec(0.165, 1.365, 0);
    Vec elbow = new Vec(0.375, 1.45, 0.05);
    Vec wrist = new Vec(0.235, 1.635, 0.06);
    double arm =
        blend(bone(p, shoulder, elbow, 0.047, 0.034), bone(p, elbow, wrist, 0.035, 0.023), 0.02);
    return blend(arm, bone(p, wrist, new Vec(0.165, 1.69, 0.05), 0.025, 0.018), 0.02);
  }

  /** Turned to her left, so that cheek and nose show beside the hair. */
  private static Vec inHead(Vec p) {
    return Frame.at(Vec.ZERO, -38, 1).back(p.minus(HEAD));
  }

  private static double head(Vec p) {
    Vec q = inHead(p);
    double skull = ellipsoid(q, new Vec(0, 0.015, 0), new Vec(0.073, 0.098, 0.092));
    double jaw = ellipsoid(q, new Vec(0, -0.055, 0.035), new Vec(0.05, 0.055, 0.055));
    double nose = bone(q, new Vec(0, 0.01, 0.09), new Vec(0, -0.022, 0.108), 0.010, 0.012);
    double lips = ellipsoid(q, new Vec(0, -0.058, 0.086), new Vec(0.02, 0.012, 0.012));
    double face = blend(blend(skull, jaw, 0.04), nose, 0.02);
    return blend(face, lips, 0.01);
  }

  private static double hair(Vec p) {
    Vec q = inHead(p);
    double cap = ellipsoid(q, new Vec(0, 0.02, -0.022), new Vec(0.087, 0.108, 0.098));
    double face = ellipsoid(q, new Vec(0, -0.03, 0.11), new Vec(0.085, 0.11, 0.10));
    double top = -blend(-cap, face, 0.015);
    double wave = 0.012 * Math.sin(26 * p.y() + 5 * p.x());
    Vec fall = new Vec(p.x() - wave, p.y(), p.z());
    double length = bone(fall, new Vec(0, 1.55, -0.045), new Vec(0.01, 1.27, -0.10), 0.082, 0.048);
    double strands =
        0.004 * Math.sin(95 * (p.x() - wave)) + 0.004 * Noise.at(60 * (p.x() - wave), 6 * p.y(), 9);
    return blend(top, length, 0.04) + strands;
  }

  private static Vec inHat(Vec p) {
    Vec q = p.minus(HEAD.plus(0.005, 0.075, -0.015));
    return new Vec(q.x(), q.y() + 0.16 * q.z() + 0.07 * q.x(), q.z());
  }

  private static double hat(Vec p) {
    Vec q = inHat(p);
    double out = flat(q.x(), q.z());
    double droop = q.y() + 0.9 * out * out + 0.008 * Math.sin(3 * Math.atan2(q.z(), q.x()));
    double brim = Math.max(out - 0.205, Math.abs(droop - 0.01) - 0.005);
    double crown = ellipsoid(q, new Vec(0, 0.015, 0), new Vec(0.102, 0.105, 0.108));
    return blend(brim, Math.max(crown, -q.y() - 0.01), 0.015);
  }

  private static double ribbon(Vec p) {
    Vec q = inHat(p);
    double crown = ellipsoid(q, new Vec(0, 0.015, 0), new Vec(0.106, 0.109, 0.112));
    return Math.max(crown, Math.abs(q.y() - 0.028) - 0.018);
  }

  private static double dress(Vec p) {
    double neckline = p.y() - 1.30 - 1.2 * p.x() * p.x();
    double body = torso(p);
    double top = Math.max(body - 0.008, neckline);
    double straps = Math.max(body - 0.007, Math.abs(Math.abs(p.x()) - 0.085) - 0.014);
    return blend(Math.min(top, Math.max(straps, 1.2 - p.y())), skirt(p), 0.03);
  }

  private static double skirt(Vec p) {
    if (p.y() > 1.3) {
      return p.y() - 1.12;
    }
    double down = Math.max(0, Math.min(1, (1.06 - p.y()) / 0.54));
    double sway = 0.05 * down * down;
    double x = p.x() + sway;
    double z = p.z() - 0.01;
    double angle = Math.atan2(z, x);
    double folds =
        Math.sin(9 * angle + 2.5 * down)
            + 0.7 * Math.sin(14 * angle - 1.7)
            + 0.8 * Noise.at(2 * angle, 3 * p.y(), 1);
    double radius = 0.112 + 0.125 * Math.pow(down, 0.75) + 0.017 * down * folds;
    double girth = (flat(x, z * 1.2) - radius) * 0.72;
    double hem = 0.52 + 0.012 * Math.sin(3 * angle) - p.y();
    double outside = Math.max(girth, Math.max(hem, p.y() - 1.12));
    return Math.max(outside, -(girth + 0.012 + Math.max(0, 0.1 - down)));
  }

  private static double bag(Vec p) {
    Vec q = p.minus(new Vec(-0.275, 0.90, -0.04));
    double bulge = 0.012 * Math.sin(9 * q.y());
    double body =
        Math.max(
            Math.max(
                Math.abs(q.x()) - 0.035 - 0.12 * (0.15 - q.y()) - bulge, Math.abs(q.y()) - 0.14),
            Math.abs(q.z()) - 0.14 - 0.1 * q.y() * q.y());
    Vec shoulder = new Vec(-0.155, 1.415, -0.01);
    double front = bone(p, shoulder, new Vec(-0.27, 1.02, 0.07), 0.010, 0.010);
    double back = bone(p, shoulder, new Vec(-0.27, 1.02, -0.11), 0.010, 0.010);
    return Math.min(body - 0.008, Math.min(front, back));
  }

  private static double shoe(Vec p, double x, double forward) {
    Vec q = p.minus(new Vec(x, 0.03, 0.045 + forward));
    double sole = ellipsoid(q, new Vec(0, -0.008, 0), new Vec(0.044, 0.022, 0.125));
    double strap = bone(q, new Vec(-0.035, 0.03, 0.03), new Vec(0.035, 0.03, 0.03), 0.014, 0.014);
    double foot = ellipsoid(q, new Vec(0, 0.02, -0.035), new Vec(0.033, 0.04, 0.075));
    return Math.min(Math.min(sole, strap), foot);
  }

  private static double flat(double x, double z) {
    return Math.sqrt(x * x + z * z);
  }

  /** A rod whose radius changes evenly from one end to the other. */
  private static double bone(Vec p, Vec a, Vec b, double radiusA, double radiusB) {
    Vec axis = b.minus(a);
    Vec offset = p.minus(a);
    double share = Math.max(0, Math.min(1, offset.dot(axis) / axis.dot(axis)));
    return offset.minus(axis.times(share)).length() - radiusA - share * (radiusB - radiusA);
  }

  /** Nearly the distance from an ellipsoid: exact on it, and right in slope near it. */
  private static double ellipsoid(Vec p, Vec centre, Vec radii) {
    Vec q = p.minus(centre);
    Vec scaled = new Vec(q.x() / radii.x(), q.y() / radii.y(), q.z() / radii.z());
    Vec steep = new Vec(scaled.x() / radii.x(), scaled.y() / radii.y(), scaled.z() / radii.z());
    double reach = scaled.length();
    return reach < 1e-9 ? -radii.x() : reach * (reach - 1) / steep.length();
  }

  /** The smaller of two distances, with a fillet about {@code width} wide where they are equal. */
  private static double blend(double a, double b, double width) {
    double overlap = Math.max(0, width - Math.abs(a - b)) / width;
    return Math.min(a, b) - overlap * overlap * width * 0.25;
  }

  private Surface surface(Part part, Vec p, Vec n) {
    return switch (part) {
      case SKIN -> skinTone(p, n);
      case DRESS -> cloth(p, n);
      case HAIR -> strands(p, n);
      case HAT -> straw(p, n);
      case RIBBON -> Surface.matt(new Vec(0.06, 0.09, 0.22), n);
      case BAG ->
          Surface.matt(new Vec(0.36, 0.24, 0.13).times(1 + 0.3 * Noise.fbm(p.times(60), 3)), n);
      case SHOE -> Surface.glossy(new Vec(0.24, 0.12, 0.06), n, 0.15);
    };
  }

  private static Surface skinTone(Vec p, Vec n) {
    Vec tone = new Vec(0.56, 0.31, 0.205).times(1 + 0.12 * Noise.fbm(p.times(30), 3));
    return Surface.glossy(tone, n, 0.10);
  }

  private Surface cloth(Vec p, Vec n) {
    double seam = 1 - 0.45 * Noise.step(0.012, 0.006, Math.abs(p.y() - 1.085));
    double hem = 1 - 0.25 * Noise.step(0.006, 0.002, Math.abs(p.y() - 0.565));
    double weave = 1 + 0.14 * Noise.fbm(p.times(45), 3);
    Vec creased =
        Material.bumped(
            p, n, 0.004, q -> 0.022 * Noise.fbm(new Vec(9 * q.x(), 4 * q.y(), 9 * q.z()), 3));
    return new Surface(dress.times(weave * seam * hem), creased, 0, 0.01, 0.15);
  }

  private static Surface strands(Vec p, Vec n) {
    double strand = Noise.fbm(new Vec(110 * p.x(), 7 * p.y(), 70 * p.z()), 3);
    Vec brown = new Vec(0.13, 0.065, 0.032).times(1 + 1.3 * strand);
    return Surface.glossy(brown, n, 0.12 + 0.15 * strand);
  }

  private static Surface straw(Vec p, Vec n) {
    double out = flat(inHat(p).x(), inHat(p).z());
    double braid =
        0.82 + 0.18 * Math.sin(420 * out + 40 * Noise.at(8 * p.x(), 8 * p.y(), 8 * p.z()));
    return Surface.matt(new Vec(0.62, 0.47, 0.25).times(braid), n);
  }
}
