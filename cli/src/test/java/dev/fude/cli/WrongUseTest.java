package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.fude.backend.jcuda.CudaBackend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** The command line, and what its sentence must name: the cause, and the cure if it knows one. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none | Say which command | fude --help lists the commands",
        "paint | 'paint' | fude --help lists the commands",
        "stylise a.png -o b.png | 'stylise' | perhaps stylize is meant",
        "stylize | '--output=OUT' | fude stylize --help lists the options",
        "stylize a.png | '--output=OUT' | Missing",
        "stylize a.png -o | '--output' | Missing",
        "stylize -o out | Name a photograph | --from LIST",
        "stylize a.png -o x.png -o y.png | '--output' | only once",
        "stylize a.png -o x.png --colour | '--colour' | Unknown option",
        "stylize a.png -o x.png --threads 0 | '--threads' | whole number of at least 1",
        "stylize a.png -o x.png --threads many | \"many\" | whole number of at least 1",
        "stylize a.png -o x.png --resize nearest | \"nearest\" | asymmetric, align_corners",
        "stylize a.png -o x.png --eps 0 | '--eps' | such as 1e-5",
        "stylize a.png -o x.png --eps small | \"small\" | such as 1e-5",
        "stylize a.png -o x.png --quality 101 | '--quality' | from 1 to 100",
        "stylize a.png -o x.png --quality best | \"best\" | whole number from 1 to 100",
        "stylize a.png -o x.png --face --original-size | --face, --original-size | only one",
        "stylize a.png -o x.png --overwrite --skip-existing | --overwrite, --skip | only one",
        "stylize a.png -o out --format gif | \"gif\" | png, jpg",
        "info | NAME' | Missing",
        "info a b | 'b' | fude info --help",
        "info a --plan 1x9 | '--plan' | at least 2 pixels",
        "info a --plan 60000x60000 | 60000x60000 are more pixels | name a smaller size",
        "bench --size 99999 | 99999x99999 are more pixels | name a smaller size",
        "bench --size big | \"big\" | such as 512 or 640x480",
        "bench --runs 0 | '--runs' | at least 1",
        "bench --warmup -1 | '--warmup' | at least 0",
        "convert | 'SOURCE' | '--output=FILE'",
        "convert a | '--output=FILE' | Missing",
        "convert a -o b.safetensors --dtype i8 | \"i8\" | f32 and f16",
        "backends here | 'here' | fude backends --help",
        "styles here | 'here' | fude styles --help"
      })
  void refusesWrongOptions(String commandLine, String cause, String cure) {
    Object[] args = commandLine == null ? new Object[0] : commandLine.split(" ");
    Run run = Run.of(args).failsInOneSentence(ExitCode.WRONG_USE, cause, cure, "--help");
    assertThat(run.out()).isEmpty();
  }

  /** An unset variable of a script; Java would take it for the folder that it runs in. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "stylize PHOTO -o %",
        "stylize PHOTO -o out.png --scratch %",
        "stylize --from % -o out",
        "video % -o out.gif",
        "video in.gif -o %",
        "video in.gif -o out.mp4 --ffmpeg %",
        "convert % -o out.safetensors",
        "convert in.pt -o %",
        "convert in.pt -o out.safetensors --against %"
      })
  void refusesEmptyNames(String commandLine) {
    Object[] args =
        Arrays.stream(commandLine.replace("PHOTO", photo.toString()).split(" "))
            .map(word -> word.equals("%") ? "" : word)
            .toArray();
    refuses("an empty name was given; check the variable", args);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "fast", "SIMD"})
  void refusesUnknownBackends(String name) {
    refuses("scalar", "stylize", photo, "-o", picture, "--model", "unread", "--backend", name);
    refuses("scalar", "bench", "--backend", name);
  }

  @Test
  void aFileThatIsCalledLikeAnOptionIsToldApart() throws Exception {
    Fixtures.photo(folder, "-dash.png", 8, 8);
    Process process =
        Jvm.PLAIN
            .process(Main.class, "stylize", "-dash.png", "-o", "out.png")
            .directory(folder.toFile())
            .start();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(said).contains("if the file of that name is meant, call it ./-dash.png");
    assertThat(folder.resolve("out.png")).doesNotExist();
    Run.of("stylize", folder.resolve("./-dash.png"), "-o", picture).isDone();
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

  private void refuses(String word, Object... args) {
    Map<String, Integer> before = Fixtures.listing(folder);
    Run.of(args).failsInOneSentence(ExitCode.WRONG_USE, word);
    assertThat(Fixtures.listing(folder)).isEqualTo(before);
  }
}
