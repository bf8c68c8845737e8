/** A group of shapes set up in the world; many instances may share one group. */
record Instance(Bvh group, Frame frame) implements Shape {
  @Override
  public Bounds bounds() {
    Vec[] corners = new Vec[8];
    for (int corner = 0; corner < 8; corner++) {
      corners[corner] = frame.outward(group.bounds().corner(corner));
    }
    return Bounds.of(corners);
  }

  @Override
  public void meet(Ray ray, Hit hit) {
    double before = hit.distance;
    group.meet(frame.inward(ray), hit);
    if (hit.distance < before) {
      hit.frame = frame;
    }
  }
}
