/** A flat elliptic blade; u tells one leaf from another, v runs from the middle to the rim. */
record Leaf(
    Vec centre,
    Vec normal,
    Vec along,
    double length,
    double width,
    double variety,
    Material material)
    implements Shape {
  @Override
  public Bounds bounds() {
    return Bounds.of(centre).grown(length);
  }

  @Override
  public void meet(Ray ray, Hit hit) {
    double distance = centre.minus(ray.origin()).dot(normal) / ray.direction().dot(normal);
    if (!(distance > NEAREST && distance < hit.distance)) {
      return;
    }
    Vec p = ray.at(distance);
    Vec offset = p.minus(centre);
    double lengthwise = offset.dot(along);
    double sq =
        (offset.dot(offset) - lengthwise * lengthwise) / (width * width)
            + lengthwise * lengthwise / (length * length);
    if (sq < 1) {
      hit.set(distance, p, normal, variety, sq, material);
    }
  }
}
