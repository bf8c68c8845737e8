package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that do not fit into the memory that they are allowed. */
class MemoryOptionsTest {
  @TempDir Path folder;
  private Path scratch;
  private Path large;
  private Path small;

  @BeforeEach
  void makePhotographs() throws IOException {
    scratch = Files.createDirectory(folder.resolve("scratch"));
    Path photos = Files.createDirectory(folder.resolve("photos"));
    large = Fixtures.photo(photos, "large.png", 400, 320);
    small = Fixtures.photo(photos, "small.png", 16, 16);
  }

  @Test
  @Tag("simd")
  void largePictureIsPaintedWithScratchFilesWhichIsTold() throws IOException {
    Path onHeap = folder.resolve("heap.png");
    Path inFiles = folder.resolve("files.png");
    Run.of("stylize", large, "-o", onHeap, "--threads", 2, "--backend", "simd").isDone();

    Run run =
        Run.of(
                "stylize",
                large,
                "-o",
                inFiles,
                "--threads",
                2,
                "--memory",
                "20m",
                "--scratch",
                scratch)
            .isDone();

    assertThat(run.out())
        .containsPattern(
            "large.png is larger than the memory for it: painted with [0-9]+ MiB of it and [0-9]+"
                + " MiB of scratch files in .*scratch");
    assertThat(inFiles).hasSameBinaryContentAs(onHeap);
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  @Tag("simd")
  @SuppressWarnings("unchecked")
  void machineIsToldOfScratchFiles() {
    Run run =
        Run.of(
            "stylize",
            large,
            "-o",
            folder.resolve("a.png"),
            "--threads",
            2,
            "--memory",
            "20m",
            "--scratch",
            scratch,
            "--json");

    List<Map<String, Object>> pictures =
        (List<Map<String, Object>>) JsonReading.object(run.isDone().out()).get("pictures");
    assertThat((Double) pictures.get(0).get("scratch_bytes")).isGreaterThan(1e6);
  }

  @Test
  @Tag("simd")
  void scratchFolderThatIsMissingCostsOnlyTheLargePicture() {
    Path missing = folder.resolve("missing");

    Run run =
        Run.of(
            "stylize",
            large,
            small,
            "-o",
            folder.resolve("out/"),
            "--threads",
            2,
            "--memory",
            "20m",
            "--scratch",
            missing);

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains(
            "Scratch files cannot be made in "
                + missing
                + ", which is no folder; choose another by --scratch FOLDER.");
    assertThat(run.out()).contains("small.png ->").contains("1 painted");
  }

  @Test
  void tooLittleMemoryIsOneSentenceWithTheCure() {
    Run run = Run.of("stylize", large, "-o", folder.resolve("a.png"), "--memory", "50k");

    run.failsInOneSentence(
        ExitCode.FAILED, "but it is allowed 0.0 MiB", "allow it more by --memory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "2gb", "1.5g", "g", "99999999999t", " 1"})
  void whatIsNoAmountIsWrongUse(String amount) {
    Run run = Run.of("stylize", large, "-o", folder.resolve("a.png"), "--memory=" + amount);

    assertThat(run.exitCode()).as(amount).isEqualTo(ExitCode.WRONG_USE);
    assertThat(run.err()).contains("--memory");
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "3k, 3072", "600m, 629145600", "2G, 2147483648", "1t, 1099511627776"})
  void amountsAreThoseOfJavasOwnOptions(String text, long bytes) {
    assertThat(new MemorySize.Converter().convert(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"1, 1 MiB", "157286400, 150 MiB", "1610612736, 1.5 GiB", "12345678901, 11.5 GiB"})
  void amountsAreToldInUnits(long bytes, String words) {
    assertThat(MemorySize.words(bytes)).isEqualTo(words);
  }
}
