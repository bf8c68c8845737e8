package dev.fude.core.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fude.core.backend.RunningNorms.Picture;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningNormsTest {
  /** Runs a picture whose only norm has these moments, and gives those that it uses. */
  private static double[] run(RunningNorms film, double mean, double variance) {
    double[] means = {mean};
    double[] variances = {variance};
    try (Picture picture = film.begin()) {
      picture.advance("norm", means, variances);
      picture.keep();
    }
    return new double[] {means[0], variances[0]};
  }

  @Test
  void momentsMoveByTheWeightOfTheNewest() {
    RunningNorms film = new RunningNorms(0.25);
    assertThat(film.isEmpty()).isTrue();
    assertThat(run(film, 8, 4)).containsExactly(8, 4);
    assertThat(film.isEmpty()).isFalse();
    assertThat(run(film, 0, 8)).containsExactly(6, 5);
    assertThat(run(film, 2, 1)).containsExactly(5, 4);
    film.reset();
    assertThat(film.isEmpty()).isTrue();
    assertThat(run(film, 2, 1)).containsExactly(2, 1);
  }

  @Test
  void changeIsHalfTakenInAfterSevenPicturesByDefault() {
    RunningNorms film = new RunningNorms();
    run(film, 0, 0);
    double mean = 0;
    for (int i = 0; i < 7; i++) {
      mean = run(film, 1, 1)[0];
    }
    assertThat(mean).isCloseTo(0.5, within(0.05));
  }

  @Test
  void pictureThatIsNotKeptHasNotBeen() {
    RunningNorms film = new RunningNorms(0.5);
    run(film, 8, 4);
    try (Picture picture = film.begin()) {
      picture.advance("norm", new double[] {100}, new double[] {100});
    }
    assertThat(run(film, 0, 0)).containsExactly(4, 2);
  }

  @Test
  void filmGoesOnFromItsMemory() {
    RunningNorms film = new RunningNorms(0.25);
    run(film, 8, 4);
    RunningNorms other = new RunningNorms(0.25);
    run(other, 1, 1);
    other.recall(film.memory());
    assertThat(run(other, 0, 8)).containsExactly(run(film, 0, 8));
    assertThat(other.memory()).isEqualTo(film.memory());
    other.recall(new RunningNorms().memory());
    assertThat(other.isEmpty()).isTrue();
  }

  @Test
  void damagedMemoryIsRefusedAndLeavesTheFilmAsItWas() {
    RunningNorms film = new RunningNorms(0.25);
    run(film, 8, 4);
    byte[] memory = film.memory();
    byte[] manyChannels = memory.clone();
    manyChannels[4 + 2 + "norm".length()] = 0x7F;
    List<byte[]> damaged =
        List.of(
            new byte[0],
            manyChannels,
            Arrays.copyOf(memory, memory.length - 1),
            Arrays.copyOf(memory, memory.length + 1));
    for (byte[] bytes : damaged) {
      assertThatThrownBy(() -> film.recall(bytes))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("The memory of a film is damaged");
    }
    assertThat(film.memory()).isEqualTo(memory);
  }

  @Test
  void onePictureAtATime() {
    RunningNorms film = new RunningNorms();
    try (Picture picture = film.begin()) {
      assertThat(picture).isNotNull();
      assertThatThrownBy(film::begin)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("one after the other");
      assertThatThrownBy(film::reset).isInstanceOf(IllegalStateException.class);
    }
    run(film, 0, 0);
  }

  @Test
  void otherChannelsAreRefused() {
    RunningNorms film = new RunningNorms();
    run(film, 8, 4);
    try (Picture picture = film.begin()) {
      assertThatThrownBy(() -> picture.advance("norm", new double[2], new double[2]))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("\"norm\"", "2", "1", "reset");
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
  void weightIsBetweenNothingAndAll(double newest) {
    assertThatThrownBy(() -> new RunningNorms(newest))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.valueOf(newest));
  }
}
