/**
 * Finds the light that comes along a ray.
 *
 * <p>At each point met, the light is what the sun sends straight (asked by one shadow ray to a
 * random point of its disc) plus what arrives from one random direction, sky or another surface.
 * The average over all paths of a pixel gives soft shadows, the blue of the sky in the shade and
 * the glow of a sunny wall on its neighbour, without any special case. After the second surface
 * further bounces are taken as a constant.
 */
final class Tracer {
  private static final double FAR = 1e5;
  private static final double LIFT = 1e-3; // keeps a new ray off the surface it starts from
  private static final double SUN_BLUR = 0.0047; // tangent of half the angle that the sun fills
  private static final double BRIGHTEST = 4;
  private static final double BRIGHTEST_BOUNCE = 1.6;
  private static final Vec BOUNCES = new Vec(0.30, 0.34, 0.38);

  private final Bvh scene;
  private final Sky sky;

  Tracer(Bvh scene, Sky sky) {
    this.scene = scene;
    this.sky = sky;
  }

  /** The light along a ray, following up to {@code mirrors} reflections. */
  Light seen(Ray ray, Sampler sampler, int mirrors) {
    Hit hit = new Hit(FAR, false);
    scene.meet(ray, hit);
    if (!hit.found()) {
      return Light.of(sky.seen(ray.direction()));
    }
    Surface surface = surface(ray, hit);
    Vec from = ray.at(hit.distance).plus(surface.normal().times(LIFT));
    Vec straight = sun(surface, ray, from, sampler);
    Vec sent = sent(surface, from, sampler);
    double mirrored = mirrors > 0 ? fresnel(surface, ray) : 0;
    if (mirrored > 0.01) {
      Ray on = new Ray(from, mirrored(ray.direction(), surface.normal()));
      straight = straight.mix(seen(on, sampler, mirrors - 1).whole(), mirrored);
    }
    double clear = Sky.clearness(hit.distance);
    Vec colour = surface.colour().times((1 - Math.max(0, mirrored)) * clear);
    return new Light(
        Sky.HAZE.times(0.9).mix(dimmed(straight, BRIGHTEST), clear),
        colour,
        colour.times(sent),
        surface.normal(),
        hit.distance);
  }

  /** The surface met, in world directions and turned to the ray. */
  private static Surface surface(Ray ray, Hit hit) {
    Surface own = hit.material.at(hit.point, hit.normal, hit.u, hit.v);
    Vec normal = hit.frame.turned(own.normal());
    boolean behind = hit.frame.turned(hit.normal).dot(ray.direction()) > 0;
    return new Surface(
        own.colour(), behind ? normal.times(-1) : normal, own.mirror(), own.gloss(), own.sheer());
  }

  private Vec sun(Surface surface, Ray ray, Vec from, Sampler sampler) {
    double facing = surface.normal().dot(Sky.SUN);
    double lit = facing > 0 ? facing : -facing * surface.sheer();
    if (lit <= 0) {
      return Vec.ZERO;
    }
    Vec side = Sky.SUN.across();
    Vec disc = sampler.disc().times(SUN_BLUR);
    Vec to = Sky.SUN.plus(side.times(disc.x())).plus(Sky.SUN.cross(side).times(disc.y()));
    Vec start = facing > 0 ? from : from.minus(surface.normal().times(2 * LIFT));
    if (blocked(new Ray(start, to))) {
      return Vec.ZERO;
    }
    Vec half = Sky.SUN.minus(ray.direction()).unit();
    double shine = surface.gloss() * Math.pow(Math.max(0, half.dot(surface.normal())), 40);
    Vec through = facing > 0 ? surface.colour() : surface.colour().times(new Vec(1.5, 1.4, 0.5));
    return through.times(lit).plus(shine, shine, shine).times(Sky.SUNLIGHT);
  }

  private boolean blocked(Ray ray) {
    Hit hit = new Hit(FAR, true);
    scene.meet(ray, hit);
    return hit.found();
  }

  /** Light from one random direction, with the sun and a constant as the light of what it meets. */
  private Vec sent(Surface surface, Vec from, Sampler sampler) {
    Ray ray = new Ray(from, sampler.about(surface.normal()));
    Hit hit = new Hit(FAR, false);
    scene.meet(ray, hit);
    if (!hit.found()) {
      return Sky.clear(ray.direction());
    }
    Surface other = surface(ray, hit);
    Vec there = ray.at(hit.distance).plus(other.normal().times(LIFT));
    return dimmed(
        sun(other, ray, there, sampler).plus(other.colour().times(BOUNCES)), BRIGHTEST_BOUNCE);
  }

  /** Schlick's formula for the share of light mirrored at a slant. */
  private static double fresnel(Surface surface, Ray ray) {
    if (surface.mirror() == 0) {
      return 0;
    }
    double slant = 1 - Math.max(0, -surface.normal().dot(ray.direction()));
    return surface.mirror() + (1 - surface.mirror()) * Math.pow(slant, 5);
  }

  private static Vec mirrored(Vec direction, Vec normal) {
    Vec on = direction.minus(normal.times(2 * direction.dot(normal)));
    return new Vec(on.x(), Math.max(on.y(), 0.01), on.z()).unit();
  }

  /** Rare paths of extreme brightness would show as lone white dots. */
  private static Vec dimmed(Vec light, double limit) {
    double most = Math.max(light.x(), Math.max(light.y(), light.z()));
    return most > limit ? light.times(limit / most) : light;
  }
}
