package dev.fude.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuotedTest {
  @Test
  void plainNamesStayAsTheyAre() {
    assertThat(Quoted.name("conv.weight")).isEqualTo("\"conv.weight\"");
    assertThat(Quoted.name("\u5bae\ud83c\udfa8")).isEqualTo("\"\u5bae\ud83c\udfa8\"");
  }

  @Test
  void whatATerminalWouldObeyIsReplaced() {
    assertThat(Quoted.name("a\u001b[31m\nb\u0085")).isEqualTo("\"a?[31m?b?\"");
    assertThat(Quoted.name("half \ud83c of one")).isEqualTo("\"half ? of one\"");
  }

  @Test
  void longNamesAreCutBetweenCharacters() {
    assertThat(Quoted.name("x".repeat(80))).isEqualTo("\"" + "x".repeat(80) + "\"");
    assertThat(Quoted.name("\ud83c\udfa8".repeat(81)))
        .isEqualTo("\"" + "\ud83c\udfa8".repeat(80) + "...\"");
  }

  @Test
  void ofManyNamesTheFirstAreShownAndTheOthersCounted() {
    assertThat(Quoted.names(List.of("a"), 2)).isEqualTo("\"a\"");
    assertThat(Quoted.names(List.of("a", "b\n"), 2)).isEqualTo("\"a\", \"b?\"");
    assertThat(Quoted.names(List.of("a", "b", "c", "d"), 2)).isEqualTo("\"a\", \"b\" and 2 more");
  }
}
