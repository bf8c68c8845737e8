package dev.fude.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForetoldTest {
  @Test
  void isFoundAmongWarningsAndOtherNumbers() {
    String said =
        """
        WARNING: Using incubator modules: jdk.incubator.vector
        {
          "pictures" : [ {
            "seconds" : 1.5,
            "bytes_needed" : 5000000000,
            "scratch_bytes" : 0
          } ],
          "painted" : 1
        }
        """;

    assertThat(Foretold.in(said)).hasValue(new Foretold(5_000_000_000L, 0));
  }

  @Test
  void isNotThereWhereNothingWasForetold() {
    assertThat(Foretold.in("{ \"seconds\" : 1.5 }")).isEmpty();
  }
}
