package dev.fude.testkit;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunCancelledException;
import dev.fude.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every backend has to keep that computes on the processor: {@link BackendContract}, and the
 * promises about memory ({@link MemoryContract}) and about the threads of {@link ExecutionOptions}.
 */
public abstract class CpuBackendContract extends BackendContract implements MemoryContract {
  private static final GraphCase SMALL = GraphCases.network(1, 9, 13);
  private static final GraphCase LARGER = GraphCases.network(2, 24, 20);

  /** A second is promised; machines that test are busy. */
  private static final double MOST_SECONDS_TO_END = 5;

  /** For subclasses. */
  protected CpuBackendContract() {}

  private PreparedGraph prepare(ExecutionOptions options) {
    return backend().prepare(SMALL.graph(), SMALL.weights(), options);
  }

  @Test
  void callersExecutorIsAskedForHelpAndNoThreadIsAdded() {
    AtomicInteger calls = new AtomicInteger();
    ExecutorService pool = TestThreads.pool();
    Executor counting =
        task -> {
          calls.incrementAndGet();
          pool.execute(task);
        };
    Set<Thread> before = engineThreads();
    try (PreparedGraph prepared = prepare(new ExecutionOptions(3, Optional.of(counting)))) {
      prepared.run(LARGER.inputTensor());
    } finally {
      pool.shutdown();
    }
    assertThat(calls).as("calls for help").hasPositiveValue();
    assertThat(before).as("threads of the backend's own").containsAll(engineThreads());
  }

  @Test
  void ownThreadsAreDaemonsAndNoMoreThanAskedFor() {
    Set<Thread> before = engineThreads();
    try (PreparedGraph prepared = prepare(ExecutionOptions.ofThreads(3))) {
      for (int i = 0; i < 10; i++) {
        prepared.run(LARGER.inputTensor());
      }
      Set<Thread> started = engineThreads();
      started.removeAll(before);
      assertThat(started).hasSizeBetween(1, 2).allMatch(Thread::isDaemon);
    }
  }

  @Tag("widest")
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void interruptEndsAStepThatTakesLongAndNothingElse(int threads) throws Exception {
    assumeFalse(reduced(), "a row of emulated vectors takes seconds");
    GraphCase slow = InterruptedRun.SLOW;
    Tensor small = SeededTensors.values(slow.input().withSize(9, 11), slow.range(), slow.seed());
    try (PreparedGraph prepared =
        backend().prepare(slow.graph(), slow.weights(), ExecutionOptions.ofThreads(threads))) {
      Tensor before = prepared.run(small);
      InterruptedRun run = new InterruptedRun(prepared);
      assertThatTensor(prepared.run(small)).as("another run meanwhile").hasSameBitsAs(before);
      run.interrupt();
      assertThat(run.thrown()).isInstanceOf(RunCancelledException.class);
      assertThat(run.stillInterrupted()).as("still interrupted").isTrue();
      assertThat(run.seconds()).as("seconds to its end").isLessThan(MOST_SECONDS_TO_END);
      assertThatTensor(prepared.run(small)).as("next run").hasSameBitsAs(before);
    }
  }

  private static Set<Thread> engineThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("fude-"))
        .collect(Collectors.toSet());
  }

  @Test
  void helpersThatCannotComeDoNotPileUp() {
    List<Runnable> waiting = new ArrayList<>();
    try (PreparedGraph prepared = prepare(new ExecutionOptions(4, Optional.of(waiting::add)))) {
      for (int i = 0; i < 5; i++) {
        prepared.run(SMALL.inputTensor());
      }
    }
    assertThat(waiting).as("calls for help that wait in the executor").hasSizeLessThanOrEqualTo(3);
    waiting.forEach(Runnable::run);
  }
}
