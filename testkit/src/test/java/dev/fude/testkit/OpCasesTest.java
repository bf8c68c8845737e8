package dev.fude.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OpCasesTest {
  private static Set<String> kinds(List<OpCase> cases) {
    return cases.stream().map(opCase -> opCase.op().kind()).collect(Collectors.toSet());
  }

  @Test
  void everyOpHasSmallCasesToo() {
    assertThat(kinds(OpCases.all())).hasSizeGreaterThan(10).isEqualTo(kinds(OpCases.small()));
  }

  @Test
  void namesTellCasesApart() {
    assertThat(OpCases.all()).extracting(OpCase::name).doesNotHaveDuplicates();
    assertThat(GraphCases.all()).extracting(GraphCase::name).doesNotHaveDuplicates();
  }

  @Test
  void everyCaseFitsItsOwnInput() {
    for (OpCase opCase : OpCases.all()) {
      GraphCase graphCase = opCase.toGraph();
      assertThat(graphCase.graph().inferShapes(graphCase.input())).containsKey(OpCase.NODE);
      assertThat(graphCase.weights().tensors()).hasSameSizeAs(graphCase.graph().parameterShapes());
    }
    for (GraphCase graphCase : GraphCases.all()) {
      assertThat(graphCase.graph().inferShapes(graphCase.input())).isNotEmpty();
    }
  }

  @Test
  void networkLayersHoldTheGeneratorsWork() {
    // 401,072 multiply-adds per pixel, less the layers that occur again: rows 6 and 13, and the
    // second and third of the blocks r2 to r4.
    long again = 9216 + 36864 + 2 * 16672;
    long work = OpCases.network(512, 512).stream().mapToLong(OpCase::multiplyAdds).sum();

    assertThat(work / (512 * 512)).isEqualTo(401_072 - again);
  }
}
