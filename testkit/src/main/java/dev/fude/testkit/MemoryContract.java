package dev.fude.testkit;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.plan.Plan;
import dev.fude.core.tensor.Levels;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The part of {@link CpuBackendContract} about memory. A backend that runs with scratch files has
 * kernels that take rows from wherever they lie, and so must store over its input what it can.
 */
public interface MemoryContract extends BackendUnderTest {
  @Test
  default void repeatedRunsAllocateLittleMoreThanTheirOutput() throws IOException {
    assumeFalse(reduced(), "emulated vectors are objects, so every operation allocates");
    RunAllocations.checkInFreshJvm(getClass());
  }

  /** Two pictures at once are never stored over each other: they tell what one must give. */
  @Tag("widest")
  @TestFactory
  default Stream<DynamicTest> storingOverTheInputAndInAFileChangesNoBit(@TempDir Path scratch) {
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

  /** Two pictures at once are never computed in swaths: they tell what one must give. */
  @Tag("widest")
  @TestFactory
  default Stream<DynamicTest> swathsChangeNoBit(@TempDir Path scratch) {
    assumeFalse(reduced(), "emulated vectors take minutes for so many rows");
    return LocalGraphCases.all().stream()
        .map(one -> dynamicTest(one.toString(), () -> checkSwaths(one, scratch)));
  }

  private void checkSwaths(GraphCase graphCase, Path scratch) {
    Tensor one = graphCase.inputTensor();
    Tensor two = twice(one);
    try (PreparedGraph prepared =
        backend().prepare(graphCase.graph(), graphCase.weights(), ExecutionOptions.ofThreads(1))) {
      assertThat(prepared.plan(one.shape()).slotBytes())
          .as("memory in swaths")
          .isLessThan(prepared.plan(two.shape()).slotBytes() / 4);

      Tensor whole = prepared.run(two);
      assertThatTensor(twice(prepared.run(one))).as("%s", graphCase).hasSameBitsAs(whole);
      RunOptions inFile = RunOptions.DEFAULTS.withScratch(scratch);
      if (backend().refusal(inFile).isEmpty()) {
        assertThatTensor(twice(prepared.run(RunInput.numbers(one), inFile)))
            .as("%s in a file", graphCase)
            .hasSameBitsAs(whole);
      }
      if (whole.shape().equals(two.shape())) {
        checkSwathsOverTheirPhotograph(prepared, one);
      }
    }
  }

  private static void checkSwathsOverTheirPhotograph(PreparedGraph prepared, Tensor numbers) {
    Shape shape = numbers.shape();
    byte[] photo = Levels.of(numbers);
    byte[] expected = Levels.of(prepared.run(twice(Levels.toNumbers(photo, shape))));
    int row = shape.width() * shape.channels();
    List<Double> shares = new ArrayList<>();
    prepared.run(
        RunInput.rows(
            (y, x, columns, to, at) ->
                System.arraycopy(photo, y * row + x * 3, to, at, columns * 3),
            shape,
            (y, x, columns, from, at) ->
                System.arraycopy(from, at, photo, y * row + x * 3, columns * 3)),
        RunOptions.DEFAULTS.withProgress((done, total) -> shares.add((double) done / total)));

    assertThat(photo).isEqualTo(Arrays.copyOf(expected, photo.length));
    assertThat(shares).isSorted().last().isEqualTo(1.0);
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
