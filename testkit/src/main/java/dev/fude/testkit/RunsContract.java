package dev.fude.testkit;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.Progress;
import dev.fude.core.backend.RunCancelledException;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of {@link BackendContract} about threads, buffers and repeated runs. */
abstract class RunsContract implements BackendUnderTest {
  private static final GraphCase SMALL = GraphCases.network(1, 9, 13);
  private static final GraphCase LARGER = GraphCases.network(2, 24, 20);

  private PreparedGraph prepare(ExecutionOptions options) {
    return backend().prepare(SMALL.graph(), SMALL.weights(), options);
  }

  private Tensor runAlone(Tensor input) {
    try (PreparedGraph prepared = prepare(ExecutionOptions.ofThreads(1))) {
      return prepared.run(input);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void anyNumberOfThreadsGivesTheSameBits(int threads) {
    Tensor input = LARGER.inputTensor();
    try (PreparedGraph prepared = prepare(ExecutionOptions.ofThreads(threads))) {
      assertThatTensor(prepared.run(input))
          .as("%s on %d threads", LARGER, threads)
          .hasSameBitsAs(runAlone(input));
    }
  }

  @Tag("widest")
  @Test
  void eightRunsAtOnceGiveTheSameBits() throws Exception {
    List<Tensor> inputs = List.of(SMALL.inputTensor(), LARGER.inputTensor());
    List<Tensor> expected = inputs.stream().map(this::runAlone).toList();
    ExecutorService callers = TestThreads.pool();
    try (PreparedGraph prepared = prepare(ExecutionOptions.ofThreads(2))) {
      List<Callable<Tensor>> calls = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        Tensor input = inputs.get(i % 2);
        calls.add(() -> prepared.run(input));
      }
      for (int i = 0; i < calls.size(); i += 8) {
        List<Future<Tensor>> outputs = callers.invokeAll(calls.subList(i, i + 8));
        for (int caller = 0; caller < outputs.size(); caller++) {
          assertThatTensor(outputs.get(caller).get())
              .as("run %d of 8 at once", caller)
              .hasSameBitsAs(expected.get(caller % 2));
        }
      }
    } finally {
      callers.shutdown();
    }
  }

  @Test
  void buffersOfOneSizeServeAnother() {
    try (PreparedGraph prepared = prepare(TestThreads.TWO)) {
      for (GraphCase next : List.of(LARGER, SMALL, LARGER)) {
        assertThatTensor(prepared.run(next.inputTensor()))
            .as("%s after another size", next)
            .hasSameBitsAs(runAlone(next.inputTensor()));
      }
    }
  }

  @Tag("widest")
  @Test
  void callerWhoIsInterruptedRunsNothingAndStaysInterrupted() {
    Tensor input = LARGER.inputTensor();
    try (PreparedGraph prepared = prepare(TestThreads.TWO)) {
      Tensor before = prepared.run(input);
      Thread.currentThread().interrupt();
      Throwable thrown = catchThrowable(() -> prepared.run(input));
      assertThat(Thread.interrupted()).as("still interrupted").isTrue();
      assertThat(thrown)
          .isInstanceOf(RunCancelledException.class)
          .hasMessageContaining("interrupted");
      assertThatTensor(prepared.run(input)).as("next run").hasSameBitsAs(before);
    }
  }

  @Tag("widest")
  @Test
  void interruptOnTheWayEndsTheRun() {
    AtomicInteger steps = new AtomicInteger();
    Progress interrupting =
        (done, total) -> {
          steps.incrementAndGet();
          Thread.currentThread().interrupt();
        };
    RunInput<Tensor> input = RunInput.numbers(LARGER.inputTensor());
    try (PreparedGraph prepared = prepare(TestThreads.TWO)) {
      Tensor before = prepared.run(LARGER.inputTensor());
      Throwable thrown =
          catchThrowable(() -> prepared.run(input, RunOptions.DEFAULTS.withProgress(interrupting)));
      assertThat(Thread.interrupted()).as("still interrupted").isTrue();
      assertThat(thrown).isInstanceOf(RunCancelledException.class);
      assertThat(steps).as("steps that were told of").hasValue(1);
      assertThatTensor(prepared.run(LARGER.inputTensor())).as("next run").hasSameBitsAs(before);
    }
  }

  @Tag("widest")
  @Test
  void executorsThatDoNotHelpDoNoHarm() {
    Executor rejecting =
        task -> {
          throw new RejectedExecutionException("no more work today");
        };
    Executor forgetful = task -> {};
    Executor direct = Runnable::run;
    Tensor input = LARGER.inputTensor();
    Tensor expected = runAlone(input);
    Stream.of(rejecting, forgetful, direct)
        .forEach(
            executor -> {
              try (PreparedGraph prepared =
                  prepare(new ExecutionOptions(4, Optional.of(executor)))) {
                assertThatTensor(prepared.run(input)).hasSameBitsAs(expected);
                assertThatTensor(prepared.run(input)).hasSameBitsAs(expected);
              }
            });
  }
}
