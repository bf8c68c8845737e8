package dev.fude.converter.importer;

import java.util.List;

/**
 * A part of a picture's axis: along it one goes through the axis in steps.
 *
 * @param axis the axis: channels, rows or columns
 * @param extent how many steps there are
 * @param step how far one of them goes
 */
record Piece(Axis axis, Amount extent, int step) {
  /** A whole axis. */
  static Piece whole(Axis axis, Amount extent) {
    return new Piece(axis, extent, 1);
  }

  /** The outer one of two parts, whose steps are this many times as long. */
  Piece outer(int times) {
    Amount fewer = extent.map(side -> side % times == 0 ? side / times : Amount.NOT_TAKEN);
    return new Piece(axis, fewer, Math.multiplyExact(step, times));
  }

  /** The inner one of two parts, with this many steps. */
  Piece inner(int times) {
    return new Piece(axis, Amount.of(times), step);
  }

  boolean isOf(Axis other) {
    return axis == other;
  }

  /** How many places there are along several parts of fixed extents. */
  static long count(List<Piece> pieces) {
    return pieces.stream()
        .mapToLong(piece -> (long) piece.extent().at(0))
        .reduce(1, Math::multiplyExact);
  }

  /**
   * How far along an axis each place lies, where several parts of fixed extents are one axis.
   *
   * @param pieces the parts, outermost first
   * @param axis the axis; what the parts of others do is left out
   */
  static int[] places(List<Piece> pieces, Axis axis) {
    int[] places = {0};
    for (Piece piece : pieces) {
      int extent = (int) piece.extent().at(0);
      int step = piece.isOf(axis) ? piece.step() : 0;
      int[] next = new int[Math.multiplyExact(places.length, extent)];
      for (int i = 0; i < next.length; i++) {
        next[i] = places[i / extent] + i % extent * step;
      }
      places = next;
    }
    return places;
  }
}
