/**
 * What a material is at one point.
 *
 * @param colour share of light thrown back in all directions
 * @param normal the way the surface faces, bumps included
 * @param mirror share of light mirrored when looked at squarely (0.02 for water); 0 for none
 * @param gloss strength of the sun's highlight, 0 for none
 * @param sheer share of light let through from behind, for leaves and cloth
 */
record Surface(Vec colour, Vec normal, double mirror, double gloss, double sheer) {
  static Surface matt(Vec colour, Vec normal) {
    return new Surface(colour, normal, 0, 0, 0);
  }

  static Surface glossy(Vec colour, Vec normal, double gloss) {
    return new Surface(colour, normal, 0, gloss, 0);
  }
}
