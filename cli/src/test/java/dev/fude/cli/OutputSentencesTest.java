package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every sentence about the place of an output: its cause is the real one, nothing was touched, and
 * whoever does what it says gets the picture.
 */
class OutputSentencesTest {
  @TempDir static Path models;
  private static Path weights;

  @TempDir Path folder;
  private Path photo;
  private Path picture;

  @BeforeAll
  static void makeWeights() {
    weights = Fixtures.weights(models);
  }

  @BeforeEach
  void makePhoto() throws IOException {
    photo = Fixtures.photo(folder, "photo.png", 8, 8);
    picture = folder.resolve("picture.png");
  }

  @Test
  void exists() throws IOException {
    Files.writeString(picture, "precious");

    refuses(picture + " exists; add --overwrite", "--skip-existing", photo, "-o", picture);

    stylize(photo, "-o", picture, "--skip-existing").isDone();
    assertThat(picture).hasContent("precious");
    stylize(photo, "-o", picture, "--overwrite").isDone();
  }

  @Test
  void isTheInputItself() {
    refuses(photo + " is the input itself", "another", photo, "-o", photo, "--overwrite");
    stylize(photo, "-o", picture).isDone();
  }

  /** Films alone go there; a file or a folder that is called so would be a surprise. */
  @Test
  void isStandardOutput() {
    refuses("\"-\" stands for standard output", "name a file", photo, "-o", "-");
    refuses("\"-\" stands for standard output", "name a file", photo, folder, "-o", "-");
    Run.of("convert", weights, "-o", "-")
        .failsInOneSentence(ExitCode.WRONG_USE, "\"-\" stands for standard output", "name a file");
    assertThat(Path.of("-")).doesNotExist();
    stylize(photo, "-o", picture).isDone();
  }

  @Test
  void isAPipe() throws Exception {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    assertThat(new ProcessBuilder("mkfifo", picture.toString()).start().waitFor()).isZero();
    stylize(photo, "-o", picture, "--overwrite")
        .failsInOneSentence(ExitCode.WRONG_USE, picture + " is a pipe or a device", "another");
    Run.of("convert", weights, "-o", picture, "--overwrite")
        .failsInOneSentence(ExitCode.WRONG_USE, picture + " is a pipe or a device", "another");
    stylize(photo, "-o", folder.resolve("other.png")).isDone();
  }

  @Test
  void itsFolderDoesNotExist() throws IOException {
    Path deep = folder.resolve("missing/picture.png");
    refuses("The folder of " + deep + " does not exist", "create it first", photo, "-o", deep);
    Files.createDirectory(deep.getParent());
    stylize(photo, "-o", deep).isDone();
  }

  @Test
  void theFolderAboveTheFolderDoesNotExist() throws IOException {
    Path deep = folder.resolve("missing/out");
    refuses(deep + " does not exist, nor", "create it first", photo, "-o", deep + "/");
    Files.createDirectories(deep);
    stylize(photo, "-o", deep + "/").isDone();
  }

  @Test
  void aFileIsNoFolderForSeveral() throws IOException {
    Path other = Fixtures.photo(folder, "other.png", 8, 8);
    refuses(photo + " is a file, but several pictures", "with -o", photo, other, "-o", photo);
    stylize(photo, other, "-o", folder.resolve("out")).isDone();
  }

  @Test
  void aFoldersNameIsLikeAFiles() throws IOException {
    Path photos = folder.resolve("photos");
    Fixtures.photo(Files.createDirectory(photos), "a.png", 8, 8);
    refuses(picture + " would be a folder", "create it first", photos, "-o", picture);
    Files.createDirectory(picture);
    stylize(photos, "-o", picture).isDone();
  }

  @Test
  void isTheFolderOfThePhotographs() throws IOException {
    Path photos = folder.resolve("photos");
    Fixtures.photo(Files.createDirectory(photos), "a.png", 8, 8);
    refuses("is both the folder", photos.resolve("anime").toString(), photos, "-o", photos + "/.");
    stylize(photos, "-o", photos.resolve("anime")).isDone();
  }

  @Test
  void cannotBeAName() {
    refuses("\"a\0b.png\" is no file's name here", "name another", photo, "-o", "a\0b.png");
    stylize(photo, "-o", picture).isDone();
  }

  @ParameterizedTest
  @ValueSource(strings = {"picture", "picture.xyz", "picture.safetensors"})
  void namesNoFormat(String name) {
    Path file = folder.resolve(name);
    refuses(file + " names no format that is written", ".png", photo, "-o", file);
    stylize(photo, "-o", file + ".png").isDone();
  }

  @Test
  void hasAnotherFormatThanAskedFor() {
    refuses("does not end with .jpg", "leave one", photo, "-o", picture, "--format", "jpg");
    stylize(photo, "-o", picture).isDone();
    stylize(photo, "-o", folder + "/", "--format", "jpg").isDone();
    assertThat(folder.resolve("photo.jpg")).exists();
  }

  @Test
  void twoPhotographsWouldBecomeOne() throws IOException {
    Path bitmap = Fixtures.photo(folder, "photo.bmp", 8, 8);
    Path same = Fixtures.photo(Files.createDirectory(folder.resolve("s")), "photo.png", 8, 8);
    Path out = folder.resolve("out");
    String both = photo + " and " + bitmap + " would both become " + out.resolve("photo.png");

    refuses(both, "add --keep-ending", photo, bitmap, "-o", out);
    refuses("would both become", "to two commands with two folders", photo, same, "-o", out);
    refuses("(and 1 more such pair)", "two folders", photo, same, bitmap, "-o", out);

    stylize(photo, bitmap, "-o", out, "--keep-ending").isDone();
    assertThat(Fixtures.listing(out)).containsOnlyKeys("", "photo.png.png", "photo.bmp.png");
    stylize(photo, "-o", out).isDone();
    stylize(same, "-o", folder + "/out2/").isDone();
  }

  @Test
  void aFileStandsWhereASubfolderBelongs() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    Fixtures.photo(Files.createDirectory(photos.resolve("sub")), "a.png", 8, 8);
    Path file = Files.createFile(Files.createDirectory(folder.resolve("out")).resolve("sub"));
    Object[] args = {photos, "--recursive", "-o", folder.resolve("out")};

    stylize(args).failsInOneSentence(ExitCode.FAILED, file + " stands where the folder", "move it");

    Files.move(file, folder.resolve("moved"));
    stylize(args).isDone();
  }

  @Test
  void isAFolder() throws IOException {
    Path inTheWay = Files.createDirectories(folder.resolve("out/photo.png"));
    refuses(inTheWay + " is a folder", "name a file in it", photo, "-o", folder.resolve("out"));
    stylize(photo, "-o", inTheWay.resolve("a.png")).isDone();
  }

  @Test
  void itsFolderIsLocked() throws IOException {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    Path locked = Files.createDirectory(folder.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeThat(Files.isWritable(locked)).as("the superuser writes everywhere").isFalse();

    refuses(locked + " may not be written to", "choose another", photo, "-o", locked);
    stylize(photo, "-o", locked.resolve("a.png"))
        .failsInOneSentence(ExitCode.FAILED, "may not be written by this user", "choose another");

    stylize(photo, "-o", picture).isDone();
  }

  /** Where the system makes no files, whoever asks, the folder is what is wrong. */
  @Test
  void theFolderTakesNoFiles() {
    assumeThat(Files.isDirectory(Path.of("/proc/self"))).as("a folder without files").isTrue();
    stylize(photo, "-o", "/proc/picture.png")
        .failsInOneSentence(ExitCode.FAILED, "cannot be written (its folder", "choose another");
    stylize(photo, "-o", "/proc/pictures/")
        .failsInOneSentence(
            ExitCode.FAILED, "/proc/pictures", "cannot be made (", "choose another");
    stylize(photo, "-o", picture).isDone();
  }

  private void refuses(String cause, String cure, Object... args) {
    Map<String, Integer> before = Fixtures.listing(folder);
    stylize(args).failsInOneSentence(ExitCode.WRONG_USE, cause, cure);
    assertThat(Fixtures.listing(folder)).isEqualTo(before);
  }

  private static Run stylize(Object... args) {
    List<Object> all = new ArrayList<>(List.of("stylize", "--model", weights));
    all.addAll(List.of("--backend", "scalar"));
    all.addAll(List.of(args));
    return Run.of(all.toArray());
  }
}
