/**
 * Courses of blocks with joints between them.
 *
 * @param id a random number of the block
 * @param joint distance to the nearest joint in metres
 */
record Masonry(double id, double joint) {
  static Masonry at(double u, double v, double length, double height) {
    double wobble = 0.02 * Noise.at(3 * u, 3 * v, 0.5);
    double course = Math.floor((v + wobble) / height);
    double shifted = u + wobble + length * Noise.hash((int) course, 1, 5);
    double block = Math.floor(shifted / length);
    double alongU = shifted - block * length;
    double alongV = v + wobble - course * height;
    double joint = Math.min(Math.min(alongU, length - alongU), Math.min(alongV, height - alongV));
    return new Masonry(Noise.hash((int) block, (int) course, 9), joint);
  }

  /** 0 in a joint, 1 on the face of the block. */
  double face(double jointWidth) {
    return Noise.step(0.2 * jointWidth, jointWidth, joint);
  }
}
