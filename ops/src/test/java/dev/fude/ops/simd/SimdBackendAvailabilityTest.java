package dev.fude.ops.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.backend.Availability;
import dev.fude.core.backend.BackendUnavailableException;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Tanh;
import dev.fude.core.weights.Weights;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Vector API backend says about itself, with and without the Vector API. */
class SimdBackendAvailabilityTest {
  private final SimdBackend backend = new SimdBackend();

  private static Graph graph() {
    GraphBuilder builder = Graph.builder("in", 1);
    return builder.build(builder.add("out", new Tanh(), builder.input()));
  }

  @Test
  @Tag("without-vector")
  void tellsTheCureWhereTheVectorApiIsMissing() {
    Availability availability = backend.availability();

    assertThat(availability.available()).isFalse();
    assertThat(availability.detail()).contains("--add-modules jdk.incubator.vector");
  }

  @Test
  @Tag("without-vector")
  void isAnErrorWhenUsedWhereTheVectorApiIsMissing() {
    Weights none = new Weights(Map.of(), Map.of());
    ExecutionOptions options = ExecutionOptions.ofThreads(1);

    assertThatThrownBy(() -> backend.prepare(graph(), none, options))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("--add-modules jdk.incubator.vector");
  }

  @Test
  @Tag("simd")
  void tellsTheWidth() {
    assertThat(backend.availability().available()).isTrue();
    assertThat(backend.availability().detail())
        .startsWith(Simd.FLOATS.vectorBitSize() + "-bit vectors");
  }

  @ParameterizedTest
  @Tag("simd")
  @ValueSource(strings = {"", "64", "1024", "wide"})
  void refusesWidthsThatThereAreNot(String width) {
    Availability availability = withForcedWidth(width);

    assertThat(availability.available()).isFalse();
    assertThat(availability.detail())
        .contains(SimdWidth.PROPERTY)
        .contains("128, 256 or 512")
        .contains(width);
  }

  private Availability withForcedWidth(String width) {
    String before = System.getProperty(SimdWidth.PROPERTY);
    System.setProperty(SimdWidth.PROPERTY, width);
    try {
      return backend.availability();
    } finally {
      if (before == null) {
        System.clearProperty(SimdWidth.PROPERTY);
      } else {
        System.setProperty(SimdWidth.PROPERTY, before);
      }
    }
  }
}
