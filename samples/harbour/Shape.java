/** Something a ray can meet. */
interface Shape {
  /** Meetings closer than this are taken for the ray's own starting point. */
  double NEAREST = 1e-5;

  Bounds bounds();

  /** Enters a meeting into {@code hit} if it is nearer than the one already there. */
  void meet(Ray ray, Hit hit);
}
