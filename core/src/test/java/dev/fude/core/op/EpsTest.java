package dev.fude.core.op;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpsTest {
  @ParameterizedTest
  @CsvSource({"1e-12", "1e-5", "1.5e-5", "0.001", "0.01"})
  void isWrittenAsItIsRead(String text) {
    double eps = Double.parseDouble(text);

    assertThat(Eps.text(eps)).isEqualTo(text);
    assertThat(Eps.of((float) eps)).isEqualTo(eps);
  }
}
