package dev.fude.testkit;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.fude.core.backend.BackendUnavailableException;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.Progress;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.backend.RunningNorms;
import dev.fude.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The part of {@link BackendContract} about the norms of a film, but for their values. */
abstract class RunningNormsContract extends RunsContract {
  private static final GraphCase CASE = GraphCases.network(1, 24, 20);

  private PreparedGraph prepare() {
    return backend().prepare(CASE.graph(), CASE.weights(), TestThreads.TWO);
  }

  private Optional<String> refusal() {
    return backend().refusal(RunOptions.DEFAULTS.withRunningNorms(new RunningNorms()));
  }

  @Test
  void ordinaryRunsAreNotRefused() {
    assertThat(backend().refusal(RunOptions.DEFAULTS)).isEmpty();
    assertThat(backend().refusal(RunOptions.DEFAULTS.withProgress((done, total) -> {}))).isEmpty();
  }

  @Test
  void filmThatIsRefusedIsRefusedBeforeTheRun() {
    assumeFalse(refusal().isEmpty(), "the backend knows films");
    AtomicInteger steps = new AtomicInteger();
    Progress counting = (done, total) -> steps.incrementAndGet();
    RunningNorms film = new RunningNorms();
    RunOptions options = RunOptions.DEFAULTS.withProgress(counting).withRunningNorms(film);
    try (PreparedGraph prepared = prepare()) {
      assertThatThrownBy(() -> prepared.run(RunInput.numbers(CASE.inputTensor()), options))
          .isInstanceOf(BackendUnavailableException.class)
          .hasMessage(refusal().orElseThrow())
          .hasMessageEndingWith(".");
    }
    assertThat(steps).hasValue(0);
    assertThat(film.isEmpty()).isTrue();
  }

  @Test
  void firstPictureOfAFilmIsLikeOneOfItsOwn() {
    Films.assumeKnown(backend());
    RunningNorms film = new RunningNorms();
    List<Tensor> pictures = Films.pictures(CASE);
    try (PreparedGraph prepared = prepare()) {
      Tensor alone = prepared.run(pictures.get(1));
      assertThatTensor(Films.run(prepared, pictures.get(1), film)).as("first").hasSameBitsAs(alone);
      Films.run(prepared, pictures.get(0), film);
      assertThat(Films.run(prepared, pictures.get(1), film).data())
          .as("after another")
          .isNotEqualTo(alone.data());
      film.reset();
      assertThat(film.isEmpty()).isTrue();
      assertThatTensor(Films.run(prepared, pictures.get(1), film))
          .as("first after a cut")
          .hasSameBitsAs(alone);
    }
  }

  @Test
  void runThatFailsLeavesTheFilmAsItWas() {
    Films.assumeKnown(backend());
    List<Tensor> pictures = Films.pictures(CASE);
    try (PreparedGraph prepared = prepare()) {
      RunningNorms undisturbed = new RunningNorms();
      Films.run(prepared, pictures.get(0), undisturbed);
      Tensor expected = Films.run(prepared, pictures.get(1), undisturbed);

      RunningNorms film = new RunningNorms();
      Films.run(prepared, pictures.get(0), film);
      RunOptions failing =
          RunOptions.DEFAULTS
              .withRunningNorms(film)
              .withProgress(
                  (done, total) -> {
                    if (2 * done > total) {
                      throw new IllegalStateException("enough");
                    }
                  });
      assertThatThrownBy(() -> prepared.run(RunInput.numbers(pictures.get(2)), failing))
          .hasMessage("enough");
      assertThatTensor(Films.run(prepared, pictures.get(1), film)).hasSameBitsAs(expected);
    }
  }

  @Test
  void filmsDoNotMeet() {
    Films.assumeKnown(backend());
    List<Tensor> pictures = Films.pictures(CASE);
    RunningNorms alone = new RunningNorms();
    RunningNorms one = new RunningNorms();
    RunningNorms other = new RunningNorms(0.5);
    try (PreparedGraph prepared = prepare()) {
      for (Tensor picture : pictures) {
        Tensor expected = Films.run(prepared, picture, alone);
        Films.run(prepared, pictures.get(0), other);
        assertThatTensor(Films.run(prepared, picture, one)).hasSameBitsAs(expected);
      }
    }
  }

  @Test
  void oneFilmIsRunByOneRunAtATime() {
    Films.assumeKnown(backend());
    RunningNorms film = new RunningNorms();
    List<Throwable> thrown = new ArrayList<>();
    try (PreparedGraph prepared = prepare()) {
      Progress second =
          (done, total) ->
              thrown.add(catchThrowable(() -> Films.run(prepared, CASE.inputTensor(), film)));
      prepared.run(
          RunInput.numbers(CASE.inputTensor()),
          RunOptions.DEFAULTS.withRunningNorms(film).withProgress(second));
      assertThat(thrown)
          .isNotEmpty()
          .allSatisfy(
              failure ->
                  assertThat(failure)
                      .isInstanceOf(IllegalStateException.class)
                      .hasMessageContaining("one after the other"));
      Films.run(prepared, CASE.inputTensor(), film);
    }
  }

  @Test
  void anotherBatchIsRefusedUntilTheFilmBeginsAnew() {
    Films.assumeKnown(backend());
    RunningNorms film = new RunningNorms();
    Tensor two = GraphCases.network(2, 9, 13).inputTensor();
    try (PreparedGraph prepared = prepare()) {
      Films.run(prepared, CASE.inputTensor(), film);
      assertThatThrownBy(() -> Films.run(prepared, two, film))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("reset");
      film.reset();
      Films.run(prepared, two, film);
    }
  }

  @Test
  void picturesMayChangeTheirSize() {
    Films.assumeKnown(backend());
    RunningNorms film = new RunningNorms();
    GraphCase smaller = GraphCases.network(1, 9, 13);
    try (PreparedGraph prepared = prepare()) {
      Films.run(prepared, CASE.inputTensor(), film);
      assertThat(Films.run(prepared, smaller.inputTensor(), film).shape())
          .isEqualTo(smaller.input());
    }
  }
}
