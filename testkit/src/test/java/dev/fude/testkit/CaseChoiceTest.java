package dev.fude.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CaseChoiceTest {
  private static List<OpCase> chosen(String list) {
    CaseChoice choice = new CaseChoice(list);
    return OpCases.all().stream().filter(choice::admits).toList();
  }

  @Test
  void nothingNamedIsEverything() {
    assertThat(chosen("")).isEqualTo(OpCases.all());
    assertThat(chosen("  ")).isEqualTo(OpCases.all());
  }

  @Test
  void namedOpsAreAllThatIsLeft() {
    assertThat(chosen("tanh, pad_zero"))
        .extracting(opCase -> opCase.op().kind())
        .containsOnly("tanh", "pad_zero");
  }

  @Test
  void textMustStandInTheNamesOfItsOpAlone() {
    List<OpCase> cases = chosen("conv2d:stride 2x2,add");

    assertThat(cases)
        .filteredOn(opCase -> opCase.op().kind().equals("conv2d"))
        .isNotEmpty()
        .allMatch(opCase -> opCase.name().contains("stride 2x2"));
    assertThat(cases).containsAll(chosen("add")).hasSizeLessThan(chosen("conv2d,add").size());
  }

  @Test
  void graphIsChosenWithOneOfItsOps() {
    GraphCase network = GraphCases.network(1, 9, 13);

    assertThat(new CaseChoice("layer_norm").admits(network.graph(), network.name())).isTrue();
    assertThat(new CaseChoice("pad_zero").admits(network.graph(), network.name())).isFalse();
  }

  @Test
  void whatHasNoCasesIsRefused() {
    assertThatThrownBy(() -> new CaseChoice("conv2d,convolution"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("fude.test.cases names \"convolution\", but the catalogue has")
        .hasMessageContaining("conv2d, conv_transpose2d");
    assertThatThrownBy(() -> new CaseChoice("tanh:stride"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "fude.test.cases wants cases of tanh with \"stride\" in their names, and there is"
                + " none.");
  }
}
