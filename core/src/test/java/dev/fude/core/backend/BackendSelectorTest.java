package dev.fude.core.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.backend.BackendSelector.Selection;
import dev.fude.core.graph.Graph;
import dev.fude.core.op.Op;
import dev.fude.core.weights.Weights;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackendSelectorTest {
  private static final FakeBackend SCALAR =
      new FakeBackend("scalar", 0, Availability.available("plain Java"));
  private static final FakeBackend SIMD =
      new FakeBackend("simd", 10, Availability.withVectors(256, "256-bit vectors"));
  private static final FakeBackend NO_SIMD =
      new FakeBackend(
          "simd", 10, Availability.unavailable("The vector module is missing; add --add-modules."));
  private static final FakeBackend SLOW_SIMD =
      new FakeBackend("simd", 10, Availability.slow(256, "Nothing compiles its vectors here."));
  private static final FakeBackend NO_CUDA =
      new FakeBackend("cuda", 20, Availability.unavailable("No driver was found; install one."));

  private static BackendSelector of(Backend... backends) {
    return new BackendSelector(List.of(backends));
  }

  @Test
  void autoTakesTheHighestPreference() {
    Selection selection = of(SCALAR, SIMD).select(BackendSelector.AUTO);

    assertThat(selection).isEqualTo(new Selection(SIMD, SIMD.availability(), ""));
    assertThat(of(SCALAR, SIMD).backends()).containsExactly(SIMD, SCALAR);
  }

  @Test
  void autoSkipsWhatCannotRunAndSaysWhy() {
    Selection selection = of(SCALAR, NO_SIMD, NO_CUDA).select("auto");

    assertThat(selection.backend()).isSameAs(SCALAR);
    assertThat(selection.availability().detail()).isEqualTo("plain Java");
    assertThat(selection.refusals())
        .isEqualTo(
            "cuda: No driver was found; install one."
                + " simd: The vector module is missing; add --add-modules.");
  }

  @Test
  void autoPassesOverWhatIsSlowHereAndSaysWhy() {
    Selection selection = of(SCALAR, SLOW_SIMD).select("auto");

    assertThat(selection.backend()).isSameAs(SCALAR);
    assertThat(selection.refusals()).isEqualTo("simd: Nothing compiles its vectors here.");
  }

  @Test
  void autoTakesForLittleWorkWhatBeginsAtOnceAndSaysWhy() {
    FakeBackend late = new FakeBackend("late", 10, Availability.available("fast"), 1000);
    FakeBackend early = new FakeBackend("early", 5, Availability.available("at once"));

    assertThat(of(SCALAR, late, early).select("auto", 1000).backend()).isSameAs(late);
    assertThat(of(SCALAR, late, early).select("auto").backend()).isSameAs(late);
    Selection little = of(SCALAR, late, early).select("auto", 999);
    assertThat(little.backend()).isSameAs(early);
    assertThat(little.refusals())
        .isEqualTo("late: So little work would be done before it has started well.");
    assertThat(of(SCALAR, late, early).select("late", 1).backend()).isSameAs(late);
  }

  @Test
  void littleWorkIsNoReasonForTheSpecification() {
    FakeBackend late = new FakeBackend("late", 10, Availability.available("fast"), 1000);

    assertThat(of(SCALAR, late).select("auto", 1).backend()).isSameAs(late);
    assertThat(of(SLOW_SIMD, late).select("auto", 1).backend()).isSameAs(late);
  }

  @Test
  void autoTakesWhatIsSlowWhereNothingElseRuns() {
    Selection selection = of(SLOW_SIMD, NO_CUDA).select("auto");

    assertThat(selection.backend()).isSameAs(SLOW_SIMD);
    assertThat(selection.refusals()).isEqualTo("cuda: No driver was found; install one.");
  }

  @Test
  void whoAsksForASlowBackendGetsIt() {
    assertThat(of(SCALAR, SLOW_SIMD).select("simd").backend()).isSameAs(SLOW_SIMD);
  }

  @Test
  void nobodyIsToldOfABackendThatHasNothingToRunOn() {
    FakeBackend absent = new FakeBackend("cuda", 20, Availability.absent("There is no GPU."));

    assertThat(of(SCALAR, SIMD, absent).select("auto").refusals()).isEmpty();
    assertThatThrownBy(() -> of(SCALAR, absent).select("cuda"))
        .hasMessage("Backend \"cuda\" cannot run here: There is no GPU.");
  }

  @Test
  void autoIsAnErrorIfNothingCanRun() {
    assertThatThrownBy(() -> of(NO_SIMD, NO_CUDA).select("auto"))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("add the fude-ops artifact")
        .hasMessageContaining("cuda: No driver was found")
        .hasMessageContaining("simd: The vector module is missing");
    assertThatThrownBy(() -> of().select("auto"))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessage("No backend can run; add the fude-ops artifact to the class path.");
  }

  @Test
  void aNamedBackendRunsWhateverElseThereIs() {
    assertThat(of(SCALAR, SIMD).select("scalar").backend()).isSameAs(SCALAR);
  }

  @Test
  void aNamedBackendThatCannotRunIsAnErrorAndNotReplaced() {
    assertThatThrownBy(() -> of(SCALAR, SIMD, NO_CUDA).select("cuda"))
        .isExactlyInstanceOf(BackendUnavailableException.class)
        .hasMessage("Backend \"cuda\" cannot run here: No driver was found; install one.");
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> of(SCALAR, SIMD).select("metal"))
        .isInstanceOf(UnknownBackendException.class)
        .hasMessage("There is no backend \"metal\"; choose one of auto, simd, scalar.");
  }

  @Test
  void asksNoBackendThatTheChoiceDoesNotDependOn() {
    FakeBackend untouched = new FakeBackend("slow", -1, null);

    assertThat(of(SIMD, untouched).select("auto").backend()).isSameAs(SIMD);
    assertThat(of(SIMD, untouched).select("simd").backend()).isSameAs(SIMD);
  }

  @Test
  void findsTheBackendsOfTheClassPath() {
    assertThat(BackendSelector.installed().backends()).isEmpty();
  }

  /** A backend that cannot be asked whether it can run if {@code answer} is null. */
  private record FakeBackend(String name, int preference, Availability answer, long worthFrom)
      implements Backend {
    FakeBackend(String name, int preference, Availability answer) {
      this(name, preference, answer, 0);
    }

    @Override
    public Availability availability() {
      return Optional.ofNullable(answer)
          .orElseThrow(() -> new AssertionError(name + " was asked in vain"));
    }

    @Override
    public Optional<String> refusal(Op op) {
      return Optional.empty();
    }

    @Override
    public Optional<String> refusal(RunOptions options) {
      return Optional.empty();
    }

    @Override
    public PreparedGraph prepare(Graph graph, Weights weights, ExecutionOptions options) {
      throw new AssertionError("nothing is prepared by choosing");
    }
  }
}
