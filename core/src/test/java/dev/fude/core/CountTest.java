package dev.fude.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountTest {
  @Test
  void oneIsNotSeveral() {
    assertThat(Count.of(1, "channel")).isEqualTo("1 channel");
    assertThat(Count.of(3, "channel")).isEqualTo("3 channels");
    assertThat(Count.of(0, "channel")).isEqualTo("0 channels");
  }
}
