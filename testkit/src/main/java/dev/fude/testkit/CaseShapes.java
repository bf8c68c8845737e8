package dev.fude.testkit;

import dev.fude.core.op.Op;
import java.util.ArrayList;
import java.util.List;

/**
 * The shapes and numbers that every op should see. Extents are chosen where vector code goes wrong:
 * 1, and one below, at and above every number of lanes from 4 to 16; primes; sizes just large
 * enough for the padding.
 */
final class CaseShapes {
  /** Extents round the lanes of 128, 256 and 512 bits. */
  static final int[] AWKWARD = {1, 3, 4, 5, 7, 8, 9, 15, 16, 17};

  private CaseShapes() {}

  /** Cases of an op that treats every element by itself. */
  static List<OpCase> elementwise(Op op) {
    List<OpCase> cases = new ArrayList<>();
    for (int channels : AWKWARD) {
      cases.add(OpCase.of(op, 1, 3, 5, channels));
    }
    for (int batch : new int[] {0, 2, 3}) {
      cases.add(OpCase.of(op, batch, 2, 3, 7));
    }
    cases.add(OpCase.of(op, 1, 0, 3, 7));
    cases.add(OpCase.of(op, 1, 2, 0, 7));
    cases.addAll(ranges(OpCase.of(op, 1, 6, 11, 13)));
    return List.copyOf(cases);
  }

  /** Cases of an op of two values whose loops are those of {@link AddCases}. */
  static List<OpCase> likeAdd(Op op) {
    List<OpCase> cases = new ArrayList<>();
    cases.add(OpCase.of(op, 1, 3, 5, 17));
    cases.add(OpCase.of(op, 3, 2, 3, 7));
    cases.add(OpCase.of(op, 1, 2, 0, 7));
    cases.addAll(ranges(OpCase.of(op, 1, 6, 11, 13)));
    return List.copyOf(cases);
  }

  /** A case with every kind of numbers. */
  static List<OpCase> ranges(OpCase plain) {
    List<OpCase> cases = new ArrayList<>();
    for (ValueRange range : ValueRange.values()) {
      cases.add(plain.with(range));
    }
    return List.copyOf(cases);
  }
}
