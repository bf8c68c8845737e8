package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFolderTest {
  @TempDir Path folder;

  @Test
  void takesItsOwnPicturesInNaturalOrder() throws IOException {
    files("img10.png", "img9.JPG", "img1.webp", "a.tiff", "sub/b.png");

    assertThat(pictures(false)).containsExactly("a.tiff", "img1.webp", "img9.JPG", "img10.png");
  }

  @Test
  void takesSubfoldersOneAfterTheOther() throws IOException {
    files("z.png", "s10/a.png", "s9/deep/b.png", "s9/c.png");

    assertThat(pictures(true)).containsExactly("z.png", "s9/c.png", "s9/deep/b.png", "s10/a.png");
  }

  @Test
  void leavesOutWhatIsHidden() throws IOException {
    files("a.png", "._a.png", ".thumbnails/b.png");

    assertThat(pictures(true)).containsExactly("a.png");
    assertThat(new PictureFolder(folder, true, folder.resolve("out")).notices()).isEmpty();
  }

  @Test
  void tellsWhatItPassesOver() throws IOException {
    files("a.png", "a.mov", "b.txt", "c", "d.heic", "sub/b.png");

    assertThat(new PictureFolder(folder, false, folder.resolve("out")).notices())
        .satisfiesExactly(
            notice ->
                assertThat(notice)
                    .contains("4 files (", "a.mov", "b.txt", ", ...)", "jpeg", "name a file"),
            notice -> assertThat(notice).contains("1 subfolder (", "--recursive"));
  }

  @Test
  void linksLeadInNoCircle() throws IOException {
    files("a.png", "sub/b.png", "elsewhere/c.png");
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    Files.createSymbolicLink(folder.resolve("sub/up"), folder);
    Files.createSymbolicLink(folder.resolve("linked.png"), folder.resolve("a.png"));

    PictureFolder found = new PictureFolder(folder, true, folder.resolve("out"));

    assertThat(names(found))
        .as("a link to a picture is a picture, one to a folder is not entered")
        .containsExactly("a.png", "linked.png", "elsewhere/c.png", "sub/b.png");
    assertThat(found.notices()).singleElement().asString().contains("1 linked folder", "sub/up");
  }

  @Test
  void doesNotEnterTheFolderOfTheOutputs() throws IOException {
    files("a.png", "sub/out/a.png", "sub/b.png");

    PictureFolder found = new PictureFolder(folder, true, folder.resolve("sub/../sub/out"));

    assertThat(names(found)).containsExactly("a.png", "sub/b.png");
  }

  @Test
  void doesNotWaitForPipes() throws Exception {
    assumeThat(Files.isExecutable(Path.of("/usr/bin/mkfifo"))).as("named pipes").isTrue();
    files("a.png");
    new ProcessBuilder("/usr/bin/mkfifo", folder.resolve("pipe.png").toString()).start().waitFor();

    PictureFolder found = new PictureFolder(folder, false, folder.resolve("out"));

    assertThat(names(found)).containsExactly("a.png");
    assertThat(found.notices())
        .containsExactly(
            String.format(
                "passed over in %s: 1 special file (%s), since pipes and devices may never end;"
                    + " name one to have it read.",
                folder, folder.resolve("pipe.png")));
  }

  @Test
  void tellsOfAFolderThatHasGoneMeanwhile() {
    Path gone = folder.resolve("gone");

    assertThat(new PictureFolder(gone, false, folder.resolve("out")).failures())
        .hasEntrySatisfying(
            gone,
            failure ->
                assertThat(failure)
                    .hasMessage(
                        gone + " cannot be read (it does not exist); its pictures are left out."));
  }

  @Test
  void goesOnWhereASubfolderMayNotBeRead() throws IOException {
    files("a.png", "locked/b.png", "z/c.png");
    Path locked = folder.resolve("locked");
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    Files.setPosixFilePermissions(locked, Set.of());
    try {
      assumeThat(Files.isReadable(locked)).as("the superuser reads everything").isFalse();
      PictureFolder found = new PictureFolder(folder, true, folder.resolve("out"));

      assertThat(names(found)).containsExactly("a.png", "z/c.png");
      assertThat(found.failures())
          .hasEntrySatisfying(
              locked, failure -> assertThat(failure).hasMessageContaining("may not be read by"));
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private List<String> pictures(boolean recursive) {
    return names(new PictureFolder(folder, recursive, folder.resolve("out")));
  }

  private List<String> names(PictureFolder found) {
    return found.pictures().stream()
        .map(picture -> folder.relativize(picture).toString().replace('\\', '/'))
        .toList();
  }

  private void files(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }
}
