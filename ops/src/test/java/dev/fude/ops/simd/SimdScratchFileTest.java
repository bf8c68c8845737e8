package dev.fude.ops.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunCancelledException;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.backend.ScratchFileException;
import dev.fude.core.tensor.LevelSink;
import dev.fude.core.tensor.Shape;
import dev.fude.testkit.GraphCase;
import dev.fude.testkit.GraphCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of runs whose slots are in files when something stands in their way. */
@Tag("simd")
class SimdScratchFileTest {
  private static final GraphCase CASE = GraphCases.network(1, 256, 256);

  private static PreparedGraph prepared;
  @TempDir private Path folder;

  @BeforeAll
  static void prepare() {
    ExecutionOptions options = ExecutionOptions.ofThreads(2);
    prepared = SimdBackend.prepared(CASE.graph(), CASE.weights(), options);
  }

  @AfterAll
  static void close() {
    prepared.close();
  }

  @Test
  void theFileTakesWhatWasForetold() {
    PreparedGraph.ScratchNeed need = prepared.scratchNeeded(CASE.input()).orElseThrow();

    assertThat(need.fileBytes()).isEqualTo(prepared.plan(CASE.input()).slotBytes());
    assertThat(need.heapBytes()).isLessThan(prepared.heapBytesNeeded(CASE.input()) / 2);
  }

  @Test
  void aPictureOfAnySizeIsPlanned() {
    Shape huge = Shape.nhwc(1, 12240, 16320, 3);

    assertThat(prepared.heapBytesNeeded(huge))
        .as("no array is that long")
        .isEqualTo(Long.MAX_VALUE);
    assertThat(prepared.scratchNeeded(huge).orElseThrow().fileBytes())
        .isGreaterThan(4L * Shape.MAX_ARRAY_LENGTH);
  }

  @Test
  void aDiskWithoutRoomIsToldBefore() {
    Shape larger = Shape.nhwc(1, 100_000, 300_000, 3);
    LevelSink none = (y, x, columns, from, at) -> {};
    RunInput<LevelSink> input =
        RunInput.rows(
            (y, x, columns, to, at) -> {
              throw new AssertionError("nothing is read");
            },
            larger,
            none);

    assertThatExceptionOfType(ScratchFileException.class)
        .isThrownBy(() -> prepared.run(input, RunOptions.DEFAULTS.withScratch(folder)))
        .withMessageMatching(
            "The scratch file needs [0-9.]+ GiB, but the disk of .* has [0-9.]+ GiB free; choose"
                + " another folder or use a smaller picture\\.");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path missing = folder.resolve("missing");

    assertThatExceptionOfType(ScratchFileException.class)
        .isThrownBy(() -> run(RunOptions.DEFAULTS.withScratch(missing)))
        .withMessageContaining(missing.toString())
        .withMessageContaining("choose another folder");
  }

  @Test
  void aFolderThatGoesAwayMeanwhileIsNoMatter() throws IOException {
    Path going = Files.createDirectory(folder.resolve("going"));
    float[] expected = run(RunOptions.DEFAULTS);
    RunOptions options =
        RunOptions.DEFAULTS.withScratch(going).withProgress((done, total) -> deleted(going));

    assertThat(run(options)).isEqualTo(expected);
    assertThat(going).doesNotExist();
  }

  /** Only where a file that is open has no name does its folder come away empty. */
  private static void deleted(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anInterruptEndsTheRunAndLeavesNothing() throws IOException {
    Thread caller = Thread.currentThread();
    RunOptions options =
        RunOptions.DEFAULTS.withScratch(folder).withProgress((done, total) -> caller.interrupt());

    assertThatExceptionOfType(RunCancelledException.class).isThrownBy(() -> run(options));

    assertThat(Thread.interrupted()).as("whoever interrupted can see it").isTrue();
    assertThat(folder).isEmptyDirectory();
    assertThat(run(RunOptions.DEFAULTS.withScratch(folder))).isEqualTo(run(RunOptions.DEFAULTS));
  }

  private static float[] run(RunOptions options) {
    return prepared.run(RunInput.numbers(CASE.inputTensor()), options).data();
  }
}
