/** A half line; the direction need not have length one. */
record Ray(Vec origin, Vec direction) {
  Vec at(double distance) {
    return origin.plus(direction.times(distance));
  }
}
