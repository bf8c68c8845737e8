package dev.fude.testkit;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunCancelledException;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.plan.Plan;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every backend has to keep that computes on the processor: {@link BackendContract}, and the
 * promises about memory and about the threads of {@link ExecutionOptions}. A backend that runs with
 * scratch files has kernels that take rows from wherever they lie, and so must store over its input
 * what it can.
 */
public abstract class CpuBackendContract extends BackendContract {
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
  void repeatedRunsAllocateLittleMoreThanTheirOutput() throws IOException {
    assumeFalse(reduced(), "emulated vectors are objects, so every operation allocates");
    RunAllocations.checkInFreshJvm(getClass());
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

  /** Two pictures at once are never stored over each other: they tell what one must give. */
  @TestFactory
  Stream<DynamicTest> storingOverTheInputAndInAFileChangesNoBit(@TempDir Path scratch) {
    RunOptions inFile = RunOptions.DEFAULTS.withScratch(scratch);
    assumeTrue(backend().refusal(inFile).isEmpty(), () -> backend().refusal(inFile).orElseThrow());
    assumeFalse(reduced(), "bands and strips of emulated vectors take minutes");
    return OverlapCase.chosen().stream()
        .filter(one -> covers(one.graphCase().graph(), one.graphCase().input()))
        .map(one -> dynamicTest(one.toString(), () -> checkOverlap(one, inFile)));
  }

  private void checkOverlap(OverlapCase overlapCase, RunOptions inFile) {
    GraphCase graphCase = overlapCase.graphCase();
    Tensor one = graphCase.inputTensor();
    Tensor two = twice(one);
    ExecutionOptions options = ExecutionOptions.ofThreads(overlapCase.threads());
    try (PreparedGraph prepared =
        backend().prepare(graphCase.graph(), graphCase.weights(), options)) {
      assertThat(storesOver(prepared.plan(one.shape()))).as("over its input").isTrue();
      assertThat(storesOver(prepared.plan(two.shape()))).as("over its input, of two").isFalse();

      Tensor over = prepared.run(one);
      assertThatTensor(twice(over)).as("%s", overlapCase).hasSameBitsAs(prepared.run(two));
      assertThatTensor(prepared.run(RunInput.numbers(one), inFile))
          .as("%s in a file", overlapCase)
          .hasSameBitsAs(over);
      assertThat(inFile.scratch().orElseThrow()).isEmptyDirectory();
    }
  }

  private static boolean storesOver(Plan plan) {
    return plan.steps().stream().anyMatch(step -> step.margins().isPresent());
  }

  private static Tensor twice(Tensor picture) {
    Shape one = picture.shape();
    float[] data = Arrays.copyOf(picture.data(), 2 * picture.data().length);
    System.arraycopy(picture.data(), 0, data, picture.data().length, picture.data().length);
    return Tensor.of(Shape.nhwc(2, one.height(), one.width(), one.channels()), data);
  }
}
