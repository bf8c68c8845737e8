package dev.fude.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void medianOfAnOddNumberIsTheMiddleOne() {
    Samples samples = new Samples(List.of(9.0, 1.0, 4.0));

    assertThat(samples.median()).isEqualTo(4);
    assertThat(samples.least()).isEqualTo(1);
    assertThat(samples.most()).isEqualTo(9);
    assertThat(samples.count()).isEqualTo(3);
  }

  @Test
  void medianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertThat(new Samples(List.of(8.0, 1.0, 2.0, 100.0)).median()).isEqualTo(5);
  }

  @Test
  void nothingMeasuredIsNotANumber() {
    Samples none = new Samples(List.of());

    assertThat(none.median()).isNaN();
    assertThat(none.least()).isNaN();
    assertThat(none.most()).isNaN();
  }

  @Test
  void ratioIsOfMedians() {
    Samples ours = new Samples(List.of(1.0, 3.0, 50.0));
    Samples theirs = new Samples(List.of(4.0));

    assertThat(ours.times(theirs)).isEqualTo("0.75");
  }
}
