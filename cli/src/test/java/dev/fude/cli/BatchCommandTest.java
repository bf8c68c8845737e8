package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many photographs by one command: folders, lists, what goes on and what is left. */
class BatchCommandTest {
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
    out = folder.resolve("out");
  }

  @Test
  void paintsTheFirstFolderLevelInOrder() throws IOException {
    photo("img10.png");
    photo("img9.jpg");
    photo("sub/deep.png");
    Files.writeString(photos.resolve("notes.txt"), "milk, bread");

    Run run = stylize(photos).isDone();

    assertThat(Fixtures.listing(out)).containsOnlyKeys("", "img9.png", "img10.png");
    assertThat(run.out().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).contains("img9.jpg -> ").contains(", 1 of 2"),
            line -> assertThat(line).contains("img10.png -> ").endsWith(", 2 of 2"),
            line -> assertThat(line).matches("2 painted in \\d+ s\\."));
    assertThat(run.err())
        .contains("1 file (" + photos.resolve("notes.txt") + ")")
        .contains("1 subfolder (" + photos.resolve("sub") + "); add --recursive");
  }

  @Test
  void keepsSubfoldersAndTakesTheFormat() throws IOException {
    photo("a.png");
    photo("sub/deep/a.png");

    stylize(photos, "--recursive", "--format", "jpg").isDone();

    assertThat(Fixtures.listing(out).keySet())
        .containsExactlyInAnyOrder("", "a.jpg", "sub", "sub/deep", "sub/deep/a.jpg");
  }

  @Test
  void doesNotPaintItsOwnPicturesTheNextTime() throws IOException {
    photo("a.png");
    out = photos.resolve("anime");

    stylize(photos, "--recursive").isDone();
    photo("b.png");
    Run again = stylize(photos, "--recursive", "--skip-existing").isDone();

    assertThat(Fixtures.listing(out)).containsOnlyKeys("", "a.png", "b.png");
    assertThat(again.out()).contains("1 painted").contains("1 there already");
  }

  @Test
  void doesWhatIsMissing() throws IOException {
    photo("a.png");
    photo("b.png");
    photo("c.png");
    stylize(photos).isDone();
    Files.writeString(out.resolve("a.png"), "done already");
    Files.delete(out.resolve("b.png"));
    Files.write(out.resolve("c.png"), new byte[0]);

    Run run = stylize(photos, "--skip-existing", "--json").isDone();

    assertThat(out.resolve("a.png")).hasContent("done already");
    assertThat(ImageIO.read(out.resolve("b.png").toFile())).isNotNull();
    assertThat(ImageIO.read(out.resolve("c.png").toFile())).as("was empty").isNotNull();
    assertThat(JsonReading.object(run.out()))
        .containsEntry("painted", 2.0)
        .containsEntry("passed_over", 1.0)
        .containsEntry("failed", 0.0);
  }

  @Test
  void needsNoModelWhereNothingIsMissing() throws IOException {
    Path photo = photo("a.png");
    Path picture = Files.writeString(folder.resolve("picture.png"), "done already");

    Run.of("stylize", photo, "-o", picture, "--skip-existing", "--model", "missing.safetensors")
        .isDone();

    assertThat(picture).hasContent("done already");
  }

  @Test
  void outputsThatExistDoNotHoldUpTheOthers() throws IOException {
    photo("a.png");
    photo("b.png");
    photo("c.png");
    Files.createDirectory(out);
    Files.writeString(out.resolve("a.png"), "precious");
    Files.writeString(out.resolve("c.png"), "precious");

    stylize(photos)
        .failsInOneSentence(ExitCode.WRONG_USE, "2 outputs", "--overwrite", "--skip-existing");

    assertThat(out.resolve("a.png")).hasContent("precious");
    assertThat(ImageIO.read(out.resolve("b.png").toFile())).isNotNull();
    stylize(photos, "--overwrite").isDone();
    assertThat(ImageIO.read(out.resolve("a.png").toFile())).isNotNull();
  }

  @Test
  void oneFailureEndsNothingAndTheHighestCodeCounts() throws IOException {
    photo("a.png");
    Files.writeString(photos.resolve("b.jpg"), "no picture");
    photo("c.png");
    photo("d.png");
    Files.createDirectories(out.resolve("c.png"));

    Run run = stylize(photos, folder.resolve("gone.png"));

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(Fixtures.listing(out)).containsOnlyKeys("", "a.png", "c.png", "d.png");
    assertThat(run.err()).contains("c.png is a folder", "b.jpg is not a picture", "gone.png does");
    assertThat(run.out().lines().reduce((first, last) -> last).orElseThrow())
        .contains("2 painted", "3 failed (", "c.png", "b.jpg", "gone.png");
  }

  @Test
  void aFolderWithoutPicturesIsAFailureBesideOthers() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    photo("a.png");

    stylize(empty, photos).failsInOneSentence(ExitCode.BAD_INPUT, "empty holds no file that ends");

    assertThat(out.resolve("a.png")).exists();
  }

  @Test
  void whatIsNamedTwiceIsPaintedOnce() throws IOException {
    Path photo = photo("a.png");

    Run run = stylize(photo, photo).isDone();

    assertThat(run.err()).contains("named twice and painted once: 1 photograph (" + photo + ")");
    assertThat(run.out()).containsOnlyOnce(" -> ");
  }

  @Test
  void aFileWhereAFolderBelongsCostsItsPicturesOnly() throws IOException {
    photo("a.png");
    photo("sub/b.png");
    Files.createDirectory(out);
    Files.writeString(out.resolve("sub"), "precious");

    stylize(photos, "--recursive")
        .failsInOneSentence(ExitCode.FAILED, "sub stands where the folder of", "move it");

    assertThat(out.resolve("sub")).hasContent("precious");
    assertThat(out.resolve("a.png")).exists();
  }

  @Test
  void readsNamesFromAFileAndFromStandardInput() throws IOException {
    Path first = photo("b.png");
    Path second = photo("a b.png");
    Path list = Files.writeString(folder.resolve("list"), first + "\r\n" + second + "\r\n");

    Run file = stylize("--from", list).isDone();
    Run input = withInput(second + "\0" + first + "\0", "--from", "-", "--overwrite").isDone();

    assertThat(names(file)).containsExactly("b.png", "a b.png");
    assertThat(names(input)).containsExactly("a b.png", "b.png");
  }

  @Test
  void aListMayHoldFoldersMissingFilesAndNamesThatAreNone() throws IOException {
    photo("a.png");
    String text = photos + "\n" + folder.resolve("gone.png") + "\n-\n";

    Run run = withInput(text, "--from", "-");

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(out.resolve("a.png")).exists();
    assertThat(run.err())
        .contains("gone.png does not exist; check the name")
        .as("a file of that name, not standard input")
        .contains("./- does not exist");
  }

  @Test
  void aNameThatBeginsWithAnAtIsAName() throws IOException {
    Path photo = photo("photo.png");
    Files.copy(photo, photos.resolve("@photo.png"));

    Run run = Run.of("stylize", "@" + photo, "-o", out + "/", "--model", weights);

    run.failsInOneSentence(ExitCode.BAD_INPUT, "@" + photo, "does not exist");
  }

  @Test
  void quietIsQuiet() throws IOException {
    photo("a.png");
    Files.writeString(photos.resolve("b.jpg"), "no picture");
    Files.writeString(photos.resolve("c.txt"), "no picture");

    Run run = stylize(photos, "--quiet");

    assertThat(run.out()).isEmpty();
    run.failsInOneSentence(ExitCode.BAD_INPUT, "b.jpg");
    assertThat(run.err()).doesNotContain("fude: backend", "c.txt");
  }

  @Test
  @SuppressWarnings("unchecked")
  void jsonHoldsEveryPhotographInOrder() throws IOException {
    photo("a.png");
    Files.writeString(photos.resolve("b.jpg"), "no picture");
    photo("c.png");

    Map<String, Object> result = JsonReading.object(stylize(photos, "--json").out());

    assertThat((List<Map<String, Object>>) result.get("pictures"))
        .extracting(picture -> Path.of((String) picture.get("input")).getFileName().toString())
        .containsExactly("a.png", "b.jpg", "c.png");
    assertThat(result)
        .containsEntry("painted", 2.0)
        .containsEntry("failed", 1.0)
        .containsEntry("not_begun", 0.0)
        .containsKey("total_seconds");
  }

  private Path photo(String name) throws IOException {
    Path file = photos.resolve(name);
    Files.createDirectories(file.getParent());
    return Fixtures.photo(file.getParent(), file.getFileName().toString(), 12, 8);
  }

  private static List<String> names(Run run) {
    return run.out()
        .lines()
        .filter(line -> line.contains(" -> "))
        .map(line -> Path.of(line.substring(0, line.indexOf(" -> "))).getFileName().toString())
        .toList();
  }

  private Run stylize(Object... args) {
    List<Object> all = new ArrayList<>(List.of("stylize"));
    all.addAll(List.of(args));
    all.addAll(List.of("-o", out, "--model", weights, "--backend", "scalar"));
    return Run.of(all.toArray());
  }

  private Run withInput(String text, Object... args) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    try {
      return stylize(args);
    } finally {
      System.setIn(before);
    }
  }
}
