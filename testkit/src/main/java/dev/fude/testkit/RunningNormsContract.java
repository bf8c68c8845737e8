package dev.fude.testkit;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
  private static final int PICTURES = 4;

  private PreparedGraph prepare() {
    return backend().prepare(CASE.graph(), CASE.weights(), TWO_THREADS);
  }

  /**
   * Some pictures of a film.
   *
   * @param graphCase whose input they are like
   * @return pictures of one size, with nothing in common
   */
  static List<Tensor> film(GraphCase graphCase) {
    List<Tensor> pictures = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      long seed = graphCase.seed() + i;
      pictures.add(SeededTensors.values(graphCase.input(), graphCase.range(), seed));
    }
    return pictures;
  }

  /** Runs one picture of a film. */
  static Tensor run(PreparedGraph prepared, Tensor picture, RunningNorms film) {
    return prepared.run(RunInput.numbers(picture), RunOptions.DEFAULTS.withRunningNorms(film));
  }

  private Optional<String> refusal() {
    return backend().refusal(RunOptions.DEFAULTS.withRunningNorms(new RunningNorms()));
  }

  /** Skips the running test where the backend refuses films. */
  void assumeFilmsAreKnown() {
    assumeTrue(refusal().isEmpty(), () -> refusal().orElseThrow());
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
    assumeFilmsAreKnown();
    RunningNorms film = new RunningNorms();
    List<Tensor> pictures = film(CASE);
    try (PreparedGraph prepared = prepare()) {
      Tensor alone = prepared.run(pictures.get(1));
      assertThatTensor(run(prepared, pictures.get(1), film)).as("first").hasSameBitsAs(alone);
      run(prepared, pictures.get(0), film);
      assertThat(run(prepared, pictures.get(1), film).data())
          .as("after another")
          .isNotEqualTo(alone.data());
      film.reset();
      assertThat(film.isEmpty()).isTrue();
      assertThatTensor(run(prepared, pictures.get(1), film))
          .as("first after a cut")
          .hasSameBitsAs(alone);
    }
  }

  @Test
  void runThatFailsLeavesTheFilmAsItWas() {
    assumeFilmsAreKnown();
    List<Tensor> pictures = film(CASE);
    try (PreparedGraph prepared = prepare()) {
      RunningNorms undisturbed = new RunningNorms();
      run(prepared, pictures.get(0), undisturbed);
      Tensor expected = run(prepared, pictures.get(1), undisturbed);

      RunningNorms film = new RunningNorms();
      run(prepared, pictures.get(0), film);
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
      assertThatTensor(run(prepared, pictures.get(1), film)).hasSameBitsAs(expected);
    }
  }

  @Test
  void filmsDoNotMeet() {
    assumeFilmsAreKnown();
    List<Tensor> pictures = film(CASE);
    RunningNorms alone = new RunningNorms();
    RunningNorms one = new RunningNorms();
    RunningNorms other = new RunningNorms(0.5);
    try (PreparedGraph prepared = prepare()) {
      for (Tensor picture : pictures) {
        Tensor expected = run(prepared, picture, alone);
        run(prepared, pictures.get(0), other);
        assertThatTensor(run(prepared, picture, one)).hasSameBitsAs(expected);
      }
    }
  }

  @Test
  void oneFilmIsRunByOneRunAtATime() {
    assumeFilmsAreKnown();
    RunningNorms film = new RunningNorms();
    List<Throwable> thrown = new ArrayList<>();
    try (PreparedGraph prepared = prepare()) {
      Progress second =
          (done, total) ->
              thrown.add(catchThrowable(() -> run(prepared, CASE.inputTensor(), film)));
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
      run(prepared, CASE.inputTensor(), film);
    }
  }

  @Test
  void anotherBatchIsRefusedUntilTheFilmBeginsAnew() {
    assumeFilmsAreKnown();
    RunningNorms film = new RunningNorms();
    Tensor two = GraphCases.network(2, 9, 13).inputTensor();
    try (PreparedGraph prepared = prepare()) {
      run(prepared, CASE.inputTensor(), film);
      assertThatThrownBy(() -> run(prepared, two, film))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("reset");
      film.reset();
      run(prepared, two, film);
    }
  }

  @Test
  void picturesMayChangeTheirSize() {
    assumeFilmsAreKnown();
    RunningNorms film = new RunningNorms();
    GraphCase smaller = GraphCases.network(1, 9, 13);
    try (PreparedGraph prepared = prepare()) {
      run(prepared, CASE.inputTensor(), film);
      assertThat(run(prepared, smaller.inputTensor(), film).shape()).isEqualTo(smaller.input());
    }
  }
}
