/**
 * What one path, or the mean of several, brings to a pixel.
 *
 * @param straight light of sun, sky, mirrors and air
 * @param colour share of the bounced light that the surface throws on to the camera
 * @param bounced {@code colour} times the light that reaches the surface from elsewhere
 * @param normal the way the surface faces, zero for the sky
 * @param distance of the surface
 */
record Light(Vec straight, Vec colour, Vec bounced, Vec normal, double distance) {
  static final Light NONE = new Light(Vec.ZERO, Vec.ZERO, Vec.ZERO, Vec.ZERO, 0);

  static Light of(Vec straight) {
    return new Light(straight, Vec.ZERO, Vec.ZERO, Vec.ZERO, 0);
  }

  Light plus(Light o) {
    return new Light(
        straight.plus(o.straight),
        colour.plus(o.colour),
        bounced.plus(o.bounced),
        normal.plus(o.normal),
        distance + o.distance);
  }

  Light times(double s) {
    return new Light(
        straight.times(s), colour.times(s), bounced.times(s), normal.times(s), distance * s);
  }

  Vec whole() {
    return straight.plus(bounced);
  }
}
