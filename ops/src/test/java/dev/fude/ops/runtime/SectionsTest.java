package dev.fude.ops.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SectionsTest {
  private static JvmOptions options(Map<String, String> values) {
    return new GivenJvmOptions("", values);
  }

  @Test
  void sectionsBeginWithCacheLinesAndDoNotOverlap() {
    Scratch scratch = new Scratch();
    int[] lengths = {1, 16, 17, 0, CacheLines.LARGE, 5};
    Sections sections = scratch.sections(lengths);
    int end = 0;
    for (int length : lengths) {
      int at = sections.take(length);
      assertThat(at % CacheLines.FLOATS).isEqualTo(CacheLines.FIRST);
      assertThat(at).isGreaterThanOrEqualTo(end);
      end = at + length;
    }
    assertThat(sections.array()).hasSizeGreaterThanOrEqualTo(end);
    assertThat(scratch.bytes()).isEqualTo((long) Sections.floats(lengths) * Float.BYTES);
  }

  @Test
  void theNextKernelsAreInTheSameArray() {
    Scratch scratch = new Scratch();
    float[] array = scratch.sections(1000, CacheLines.LARGE).array();
    assertThat(scratch.sections(16).array()).isSameAs(array);
  }

  @Test
  void evenFewNumbersAreInALargeArray() {
    assertThat(Sections.floats(1)).isGreaterThanOrEqualTo(CacheLines.LARGE);
  }

  @Test
  void moreThanAnArrayHoldsIsRefused() {
    assertThatThrownBy(() -> Sections.floats(Integer.MAX_VALUE / 2, Integer.MAX_VALUE / 2 + 1))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void numbersBeginBehindAHeader() {
    assertThat(CacheLines.first(options(Map.of()))).isEqualTo(12);
    Map<String, String> compact = Map.of("UseCompactObjectHeaders", "true");
    assertThat(CacheLines.first(options(compact))).isEqualTo(13);
  }

  /** 4 MiB of G1's; of others nothing is known. */
  @Test
  void halfARegionIsLarge() {
    Map<String, String> g1 = Map.of("UseG1GC", "true", "G1HeapRegionSize", "4194304");
    assertThat(CacheLines.large(options(g1))).isEqualTo(512 * 1024);
    Map<String, String> serial = Map.of("UseG1GC", "false", "G1HeapRegionSize", "0");
    assertThat(CacheLines.large(options(serial))).isZero();
    assertThat(CacheLines.large(options(Map.of()))).isZero();
  }
}
