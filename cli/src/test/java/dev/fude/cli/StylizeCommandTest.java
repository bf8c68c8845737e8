package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.painter.picture.OpenPicture;
import dev.fude.painter.picture.PhotoDetails;
import dev.fude.painter.picture.PictureSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StylizeCommandTest {
  @TempDir static Path models;
  private static Path weights;

  @TempDir Path folder;

  @BeforeAll
  static void makeWeights() {
    weights = Fixtures.weights(models);
  }

  @Test
  @Tag("kernels")
  void writesAPictureOfThePhotographsSize() throws IOException {
    Path photo = Fixtures.photo(folder, "photo.png", 19, 14);
    Path picture = folder.resolve("picture.png");

    Run run = Run.of("stylize", photo, "-o", picture, "--model", weights).isDone();

    BufferedImage image = ImageIO.read(picture.toFile());
    assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(19, 14);
    assertThat(run.out()).contains(photo + " -> " + picture);
    assertThat(run.err().lines().filter(line -> !line.contains("warning")))
        .singleElement()
        .asString()
        .matches("fude: backend \\w+ \\(.+\\), \\d+ threads?, .*random.safetensors");
  }

  /** Compiling vector kernels takes longer than plain loops take for one small picture. */
  @Test
  @Tag("simd")
  void onePictureThatIsSmallGoesToTheBackendThatBeginsAtOnce() throws IOException {
    Path first = Fixtures.photo(folder, "first.png", 19, 14);
    Path second = Fixtures.photo(folder, "second.png", 14, 19);
    Path out = folder.resolve("out");

    Run one = Run.of("stylize", first, "-o", out + "/", "--model", weights).isDone();
    Run many = Run.of("stylize", first, second, "-o", out + "2/", "--model", weights).isDone();
    Run named = Run.of("stylize", second, "-o", out + "/", "--backend", "simd").isDone();

    assertThat(one.err())
        .contains("backend loops", "simd: So little work would be done before it has started well");
    assertThat(many.err()).contains("backend simd").doesNotContain("So little work");
    assertThat(named.err()).contains("backend simd");
  }

  @Test
  @Tag("kernels")
  void takesTheBuiltInStyleUnlessAsked() throws IOException {
    Path photo = Fixtures.photo(folder, "photo.png", 16, 12);
    Path picture = folder.resolve("picture.png");
    Path named = folder.resolve("named.png");

    Run run = Run.of("stylize", photo, "-o", picture).isDone();
    Run.of("stylize", photo, "-o", named, "--model", "ink").isDone();

    assertThat(run.err()).contains("built-in style ink");
    assertThat(picture).hasSameBinaryContentAs(named);
  }

  @Test
  void writesManyPicturesIntoAFolder() throws IOException {
    Path first = Fixtures.photo(folder, "first.png", 12, 8);
    Path second = Fixtures.photo(folder, "second.jpg", 8, 12);
    Path out = Files.createDirectory(folder.resolve("out"));

    Run.of("stylize", first, second, "-o", out, "--model", weights).isDone();

    assertThat(Fixtures.listing(out)).containsOnlyKeys("", "first.png", "second.png");
  }

  @Test
  void putsOnePictureIntoAFolderThatExists() throws IOException {
    Path photo = Fixtures.photo(folder, "photo.jpg", 8, 8);
    Path out = Files.createDirectory(folder.resolve("out"));

    Run.of("stylize", photo, "-o", out, "--model", weights).isDone();

    assertThat(out.resolve("photo.png")).exists();
  }

  @Test
  void readsWebP() throws IOException {
    Path photo = Fixtures.webp(folder, 9, 10);
    Path picture = folder.resolve("picture.png");

    Run.of("stylize", photo, "-o", picture, "--model", weights).isDone();

    assertThat(ImageIO.read(picture.toFile()).getHeight()).isEqualTo(10);
  }

  @Test
  void readsStandardInput() throws IOException {
    Path photo = Fixtures.photo(folder, "photo.png", 19, 14);
    Path fromFile = folder.resolve("file.png");
    Path fromInput = folder.resolve("input.png");
    Path out = Files.createDirectory(folder.resolve("out"));

    Run.of("stylize", photo, "-o", fromFile, "--model", weights).isDone();
    Run run = withInput(photo, "stylize", "-", "-o", fromInput, "--model", weights).isDone();
    withInput(photo, "stylize", "-", "-o", out, "--model", weights).isDone();

    assertThat(fromInput).hasSameBinaryContentAs(fromFile);
    assertThat(out.resolve("stdin.png")).hasSameBinaryContentAs(fromFile);
    assertThat(run.out()).startsWith("- -> " + fromInput);
  }

  @Test
  @SuppressWarnings("unchecked")
  void readsStandardInputBesideFiles() throws IOException {
    Path photo = Fixtures.photo(folder, "photo.png", 8, 8);
    Path broken = Files.writeString(folder.resolve("broken.jpg"), "no picture");
    Path out = Files.createDirectory(folder.resolve("out"));

    Run run = withInput(broken, "stylize", "-", photo, "-o", out, "--model", weights, "--json");

    run.failsInOneSentence(ExitCode.BAD_INPUT, "standard input is not a picture");
    List<Map<String, Object>> pictures =
        (List<Map<String, Object>>) JsonReading.object(run.out()).get("pictures");
    assertThat(pictures.get(0)).containsEntry("input", "-").containsEntry("exit_code", 3.0);
    assertThat(pictures.get(1)).containsEntry("input", photo.toString());
    assertThat(Fixtures.listing(out)).containsOnlyKeys("", "photo.png");
  }

  @Test
  void refusesAnEmptyStandardInput() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));

    withInput(empty, "stylize", "-", "-o", folder.resolve("out.png"), "--model", weights)
        .failsInOneSentence(ExitCode.BAD_INPUT, "standard input is empty");

    assertThat(Fixtures.listing(folder)).containsOnlyKeys("", "empty");
  }

  @Test
  void loadsNoModelForPicturesThatAreAllUnsound() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.jpg"), "no picture");
    Path model = Files.writeString(folder.resolve("bad.safetensors"), "no weights");

    Run run = Run.of("stylize", broken, "-o", folder.resolve("out.png"), "--model", model);

    run.failsInOneSentence(ExitCode.BAD_INPUT, "broken.jpg");
  }

  private static Run withInput(Path input, Object... args) throws IOException {
    InputStream before = System.in;
    try (InputStream bytes = Files.newInputStream(input)) {
      System.setIn(bytes);
      return Run.of(args);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void replacesAnOutputWhenAsked() throws IOException {
    Path photo = Fixtures.photo(folder, "photo.png", 8, 8);
    Path picture = Files.writeString(folder.resolve("picture.jpg"), "old");

    Run.of("stylize", photo, "-o", picture, "--model", weights, "--overwrite").isDone();

    assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(8);
  }

  @Test
  @SuppressWarnings("unchecked")
  void printsJson() throws IOException {
    Path photo = Fixtures.photo(folder, "photo.png", 16, 8);
    Path picture = folder.resolve("picture.png");
    Path missing = folder.resolve("missing.png");
    Path out = Files.createDirectory(folder.resolve("out"));

    Run run = Run.of("stylize", missing, photo, "-o", out, "--model", weights, "--json");

    assertThat(picture).doesNotExist();
    Map<String, Object> result = JsonReading.object(run.out());
    List<Map<String, Object>> pictures = (List<Map<String, Object>>) result.get("pictures");
    assertThat(pictures.get(0)).containsEntry("exit_code", 3.0).containsKey("error");
    assertThat(pictures.get(1))
        .containsEntry("output", out.resolve("photo.png").toString())
        .containsEntry("photo_width", 16.0)
        .containsEntry("photo_height", 8.0)
        .containsKeys("seconds", "bytes_needed");
    assertThat(result.get("engine")).asString().startsWith("backend ");
  }

  @Test
  void goesOnAfterAFailureAndTellsTheFirstCode() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.jpg"), "no picture");
    Path photo = Fixtures.photo(folder, "photo.png", 8, 8);
    Path out = Files.createDirectory(folder.resolve("out"));

    Run.of("stylize", broken, photo, "-o", out, "--model", weights)
        .failsInOneSentence(ExitCode.BAD_INPUT, "broken.jpg");

    assertThat(Fixtures.listing(out)).containsOnlyKeys("", "photo.png");
  }

  @Test
  void refusesWhatTheFormatCannotHoldBeforePainting() throws IOException {
    Path wide = Fixtures.photo(folder, "wide.png", 66_000, 2);
    Path picture = folder.resolve("wide.jpg");

    Run.of("stylize", wide, "-o", picture, "--model", weights)
        .failsInOneSentence(
            ExitCode.WRONG_USE, "wide.jpg would be 66000 x 2", "at most 65,500", "write a .png");

    assertThat(picture).doesNotExist();
  }

  @Test
  void carriesThePositionOnlyWhenAsked() throws IOException {
    Path photo = Fixtures.photoWithPosition(folder, "photo.jpg");
    Path plain = folder.resolve("plain.jpg");
    Path placed = folder.resolve("placed.tif");

    Run.of("stylize", photo, "-o", plain, "--model", weights).isDone();
    Run.of("stylize", photo, "-o", placed, "--model", weights, "--keep-position").isDone();

    assertThat(details(photo).hasPosition()).as("the photograph's own").isTrue();
    assertThat(details(plain).isEmpty()).isFalse();
    assertThat(details(plain).hasPosition()).isFalse();
    assertThat(details(placed).hasPosition()).isTrue();
  }

  private static PhotoDetails details(Path file) {
    try (OpenPicture picture = PictureSource.of(file).open()) {
      return picture.details();
    }
  }
}
