package dev.fude.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {
  @Test
  void alignsNamesLeftAndNumbersRight() {
    MarkdownTable table = new MarkdownTable("engine", "size");
    table.add("fude", 64);
    table.add("onnxruntime", 1024);

    assertThat(table)
        .hasToString(
            """
            | engine      | size |
            |-------------|-----:|
            | fude        |   64 |
            | onnxruntime | 1024 |
            """);
  }

  @Test
  void refusesRowsOfAnotherLength() {
    MarkdownTable table = new MarkdownTable("engine", "size");

    assertThatThrownBy(() -> table.add("fude"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 cells do not fit 2 columns.");
  }
}
