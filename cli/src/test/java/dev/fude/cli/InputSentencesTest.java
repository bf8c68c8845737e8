package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fude.core.weights.DType;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.Weights;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every sentence about what is to be painted, and by whom: its cause is the real one, and whoever
 * does what it says gets the picture.
 */
class InputSentencesTest {
  @TempDir static Path models;
  private static Path weights;

  @TempDir Path folder;
  private Path photos;
  private Path out;

  @BeforeAll
  static void makeWeights() {
    weights = Fixtures.weights(models);
  }

  @BeforeEach
  void makeFolders() throws IOException {
    photos = Files.createDirectory(folder.resolve("photos"));
    out = Files.createDirectory(folder.resolve("out"));
  }

  @Test
  void aFileDoesNotExist() throws IOException {
    Path missing = photos.resolve("a.png");
    fails(ExitCode.BAD_INPUT, missing + " does not exist", "check the name", missing);
    photo("a.png", 8);
    stylize(missing).isDone();
  }

  @Test
  void aPictureIsTooSmall() throws IOException {
    fails(ExitCode.BAD_INPUT, "is 1 x 1 pixels", "sides of at least 2", photo("a.png", 1));
    stylize(photo("a.png", 2)).isDone();
  }

  @Test
  void aPictureDoesNotFitIntoTheMemory() throws IOException {
    Path large = Fixtures.hugePng(folder, 3_000, 3_000);
    Run run = fails(ExitCode.FAILED, "is 3000 x 3000 pixels, which needs about", "GiB", large);
    assertThat(run.err()).containsPattern("use a smaller picture or .*FUDE_JAVA_OPTS=-Xmx\\d+g\\.");
  }

  @Test
  void threadsTakeTheMemory() throws IOException {
    Path large = Fixtures.hugePng(folder, 3_000, 3_000);
    fails(ExitCode.FAILED, "memory", "; take fewer than 5000 threads, ", large, "--threads", 5000);
  }

  @Test
  void aFolderHoldsNoPicture() throws IOException {
    Path photo = photo("a.png", 8);
    Path renamed = Files.move(photo, photos.resolve("a.dat"));

    fails(ExitCode.BAD_INPUT, photos + " holds no file that ends", "name files", photos);

    stylize(renamed).isDone();
    assertThat(out.resolve("a.png")).exists();
  }

  @Test
  void aFileOfAFolderIsPassedOver() throws IOException {
    photo("a.png", 8);
    Path renamed = Files.move(photo("b.png", 8), photos.resolve("b.dat"));
    assertThat(stylize(photos).isDone().err())
        .contains("passed over in " + photos + ": 1 file (" + renamed + ")", "name a file");
    stylize(renamed).isDone();
    assertThat(out.resolve("b.png")).exists();
  }

  @Test
  void aSubfolderIsNotEntered() throws IOException {
    photo("a.png", 8);
    photo("sub/b.png", 8);
    assertThat(stylize(photos).isDone().err())
        .contains("not entered in " + photos + ": 1 subfolder", "add --recursive");
    stylize(photos, "--recursive", "--skip-existing").isDone();
    assertThat(out.resolve("sub/b.png")).exists();
  }

  @Test
  void aLinkedFolderIsNotEntered() throws IOException {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    photo("a.png", 8);
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Fixtures.photo(elsewhere, "b.png", 8, 8);
    Path link = Files.createSymbolicLink(photos.resolve("link"), elsewhere);
    assertThat(stylize(photos, "--recursive").isDone().err())
        .contains("not entered in " + photos + ": 1 linked folder (" + link + ")", "name it");
    stylize(link).isDone();
    assertThat(out.resolve("b.png")).exists();
  }

  @Test
  void aListDoesNotExist() throws IOException {
    Path list = folder.resolve("list");
    String cause = "The list " + list + " cannot be read (it does not exist)";
    fails(ExitCode.BAD_INPUT, cause, "check the name", "--from", list);
    Files.writeString(list, photo("a.png", 8).toString());
    stylize("--from", list).isDone();
  }

  @Test
  void aListHoldsNoName() throws IOException {
    Path list = Files.writeString(folder.resolve("list"), "\n\n");
    fails(ExitCode.BAD_INPUT, list + " holds no name", "one file name a line", "--from", list);
    Files.writeString(list, photo("a.png", 8) + "\n");
    stylize("--from", list).isDone();
  }

  @Test
  void aListIsNotInUtf8() throws IOException {
    String name = Files.move(photo("a.png", 8), photos.resolve("\u00fc.png")).toString();
    Path list = Files.write(folder.resolve("list"), name.getBytes(StandardCharsets.ISO_8859_1));
    fails(ExitCode.BAD_INPUT, list + " is no list", "save it as UTF-8", "--from", list);
    Files.writeString(list, name);
    stylize("--from", list).isDone();
  }

  @Test
  void aPictureIsGivenForAList() throws IOException {
    Path photo = photo("a.png", 8);
    fails(ExitCode.BAD_INPUT, photo + " is no list", "name the pictures", "--from", photo);
    stylize(photo).isDone();
  }

  @Test
  void standardInputIsNamedTwice() throws IOException {
    fails(ExitCode.WRONG_USE, "can be read only once", "name - once", "-", "-");
    withInput(photo("a.png", 8), "-").isDone();
  }

  @Test
  void standardInputIsPhotographAndList() throws IOException {
    Path list = Files.writeString(folder.resolve("list"), photo("a.png", 8).toString());
    fails(ExitCode.WRONG_USE, "cannot be both", "give one of them by a file", "-", "--from", "-");
    withInput(photo("b.png", 8), "-", "--from", list).isDone();
  }

  @Test
  void aNameIsEmpty() throws IOException {
    fails(ExitCode.WRONG_USE, "An empty name was given", "check the variable", "");
    stylize(photo("a.png", 8)).isDone();
  }

  @Test
  void aNameCanBeNone() throws IOException {
    fails(ExitCode.BAD_INPUT, "\"a\0b.png\" is no file's name here", "name another", "a\0b.png");
    stylize(photo("a.png", 8)).isDone();
  }

  @Test
  void weightsDoNotSayHowToEnlarge() throws IOException {
    Path silent = folder.resolve("silent.safetensors");
    Weights tensors = new Weights(Map.of(), Fixtures.model(1).weights().tensors());
    Safetensors.write(silent, tensors, DType.F32);
    Path photo = photo("a.png", 8);

    Run.of("stylize", photo, "-o", out, "--model", silent)
        .failsInOneSentence(
            ExitCode.BAD_INPUT, "do not say which resize", "--resize align_corners");
    Run.of("stylize", photo, "-o", out, "--model", silent, "--resize", "asymmetric")
        .failsInOneSentence(ExitCode.BAD_INPUT, "do not say which norm's eps", "--eps 1e-5");

    Run.of("stylize", photo, "-o", out, "--model", silent, "--resize", "asymmetric", "--eps", 1e-5)
        .isDone();
  }

  @Test
  void aStyleHasNoName() throws IOException {
    Path photo = photo("a.png", 8);
    Run.of("stylize", photo, "-o", out, "--model", "")
        .failsInOneSentence(ExitCode.WRONG_USE, "neither a path nor a style's name", "fude styles");
    assertThat(Run.of("styles").isDone().out()).contains("  ink ");
    Run.of("stylize", photo, "-o", out, "--model", "ink", "--backend", "scalar").isDone();
  }

  @Test
  void aBackendIsUnknown() throws IOException {
    Path photo = photo("a.png", 8);
    Run.of("stylize", photo, "-o", out, "--backend", "gpu")
        .failsInOneSentence(ExitCode.WRONG_USE, "\"gpu\"", "scalar");
    Run.of("stylize", photo, "-o", out, "--backend", "scalar").isDone();
  }

  @Test
  void aBackendDoesNotKnowThePrecision() throws IOException {
    Path photo = photo("a.png", 8);
    fails(ExitCode.FAILED, "computes in fp32 only", "leave the precision out", photo, "--fp16");
    stylize(photo).isDone();
  }

  private Path photo(String name, int side) throws IOException {
    Path file = photos.resolve(name);
    Files.createDirectories(file.getParent());
    return Fixtures.photo(file.getParent(), file.getFileName().toString(), side, side);
  }

  private Run fails(int code, String cause, String cure, Object... args) {
    Run run = stylize(args).failsInOneSentence(code, cause, cure);
    assertThat(Fixtures.listing(out)).as("nothing is written").containsOnlyKeys("");
    return run;
  }

  private Run stylize(Object... args) {
    List<Object> all = new ArrayList<>(List.of("stylize", "--model", weights));
    all.addAll(List.of("--backend", "scalar", "-o", out));
    all.addAll(List.of(args));
    return Run.of(all.toArray());
  }

  private Run withInput(Path input, Object... args) throws IOException {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(Files.readAllBytes(input)));
    try {
      return stylize(args);
    } finally {
      System.setIn(before);
    }
  }
}
