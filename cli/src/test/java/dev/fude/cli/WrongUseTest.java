package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.fude.backend.jcuda.CudaBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for wrongly: known before any work, one sentence, exit code 2, nothing touched. */
class WrongUseTest {
  @TempDir Path folder;
  private Path photo;
  private Path picture;

  @BeforeEach
  void makePhoto() throws IOException {
    photo = Fixtures.photo(folder, "photo.png", 8, 8);
    picture = folder.resolve("picture.png");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "paint",
        "stylize",
        "stylize photo.png",
        "stylize photo.png -o x.png --colour",
        "stylize photo.png -o x.png --threads 0",
        "stylize photo.png -o x.png --threads many",
        "stylize photo.png -o x.png --resize nearest",
        "stylize photo.png -o x.png --eps 0",
        "stylize photo.png -o x.png --eps small",
        "stylize photo.png -o x.png --quality 101",
        "stylize photo.png -o x.png --face --original-size",
        "stylize photo.png -o x.png --overwrite --skip-existing",
        "stylize photo.png -o out --format gif",
        "stylize -o out",
        "info",
        "info a b",
        "info a --plan 1x9",
        "bench --size big",
        "bench --runs 0",
        "bench --warmup -1",
        "convert",
        "convert a",
        "convert a -o b.safetensors --dtype i8",
        "backends here",
        "styles here"
      })
  void refusesWrongOptions(String commandLine) {
    Object[] args = commandLine.isEmpty() ? new Object[0] : commandLine.split(" ");
    Run run = Run.of(args).failsInOneSentence(ExitCode.WRONG_USE, "--help");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void keepsAnOutputThatExists() throws IOException {
    Files.writeString(picture, "precious");
    refuses("--overwrite", "stylize", photo, "-o", picture, "--model", "unread");
    assertThat(picture).hasContent("precious");
  }

  @Test
  void readsStandardInputOnlyOnce() {
    refuses("name - once", "stylize", "-", photo, "-", "-o", folder, "--model", "unread");
  }

  @Test
  void keepsThePhotographItself() {
    refuses("itself", "stylize", photo, "-o", photo, "--model", "unread", "--overwrite");
  }

  @Test
  void refusesAMissingOutputFolder() {
    Path deep = folder.resolve("missing/picture.png");
    refuses("missing", "stylize", photo, "-o", deep, "--model", "unread");
    refuses("create it", "stylize", photo, "-o", folder + "/missing/deep/", "--model", "unread");
    refuses("create it", "stylize", folder, "-o", folder + "/missing/deep", "--model", "unread");
  }

  @Test
  void refusesAFileAsTheFolderOfMany() throws IOException {
    Path other = Fixtures.photo(folder, "other.png", 8, 8);
    refuses("need a folder", "stylize", photo, other, "-o", photo, "--model", "unread");
  }

  @Test
  void refusesAPicturesNameForAFolder() {
    refuses("called like a file", "stylize", folder, "-o", picture, "--model", "unread");
  }

  @Test
  void refusesToPaintAFolderIntoItself() {
    refuses("name another", "stylize", folder, "-o", folder + "/.", "--model", "unread");
  }

  @Test
  void refusesAnEmptyName() {
    refuses("variable", "stylize", "", "-o", picture, "--model", "unread");
  }

  @Test
  void refusesAFormatThatTheOutputDoesNotHave() {
    refuses("leave one", "stylize", photo, "-o", picture, "--format", "jpg", "--model", "unread");
  }

  @Test
  void refusesOutputsOfOneName() throws IOException {
    Path other = Fixtures.photo(folder, "photo.bmp", 8, 8);
    Path sub = Files.createDirectory(folder.resolve("sub"));
    Path same = Fixtures.photo(sub, "photo.png", 8, 8);
    Path out = Files.createDirectory(folder.resolve("out"));
    refuses("--keep-ending", "stylize", photo, other, "-o", out, "--model", "unread");
    refuses("two folders", "stylize", photo, same, "-o", out, "--model", "unread");
    refuses("1 more such pair", "stylize", photo, same, other, "-o", out, "--model", "unread");
  }

  @ParameterizedTest
  @ValueSource(strings = {"picture", "picture.xyz", "picture.safetensors"})
  void refusesFormatsThatAreNotWritten(String name) {
    refuses(".png", "stylize", photo, "-o", folder.resolve(name), "--model", "unread");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "fast", "SIMD"})
  void refusesUnknownBackends(String name) {
    refuses("scalar", "stylize", photo, "-o", picture, "--model", "unread", "--backend", name);
    refuses("scalar", "bench", "--backend", name);
  }

  @Test
  @Tag("without-vector")
  void tellsWhyABackendCannotRunHere() {
    Run.of("bench", "--backend", "simd")
        .failsInOneSentence(ExitCode.FAILED, "--add-modules jdk.incubator.vector");
  }

  @Test
  void tellsWhyThereIsNoGpu() {
    assumeFalse(new CudaBackend().availability().available(), "needs a machine without a GPU");
    Run.of("bench", "--backend", "cuda")
        .failsInOneSentence(ExitCode.FAILED, "Backend \"cuda\" cannot run here: ");
  }

  @Test
  void refusesAPrecisionThatTheBackendDoesNotKnow() throws IOException {
    Path weights = Fixtures.weights(folder);
    Run.of("stylize", photo, "-o", picture, "--model", weights, "--backend", "scalar", "--fp16")
        .failsInOneSentence(ExitCode.FAILED, "scalar", "fp32 only", "cuda");
    assertThat(picture).doesNotExist();
  }

  private void refuses(String word, Object... args) {
    Map<String, Integer> before = Fixtures.listing(folder);
    Run.of(args).failsInOneSentence(ExitCode.WRONG_USE, word);
    assertThat(Fixtures.listing(folder)).isEqualTo(before);
  }
}
