package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a program may find itself: nothing of it matters to a picture. */
class SurroundingsTest {
  @TempDir Path folder;
  private Path photo;

  @BeforeEach
  void makePhoto() throws IOException {
    photo = Fixtures.photo(folder, "photo.png", 8, 8);
  }

  /** No home, no locale, no display, no place for temporary files, no such charset or time zone. */
  @Test
  void nothingIsNeeded() throws Exception {
    assumeThat(System.getProperty("os.name")).as("surroundings by variables").isEqualTo("Linux");
    Jvm bare =
        Jvm.PLAIN
            .environment("HOME", "/dev/null/home")
            .environment("LC_ALL", "POSIX")
            .environment("TZ", "No/Where")
            .environment("DISPLAY", ":93")
            .with("-Duser.home=/dev/null/home", "-Djava.io.tmpdir=/dev/null/tmp")
            .with("-Dstdout.encoding=none", "-Djava.awt.headless=false");

    for (String ending : new String[] {".jpg", ".tif"}) {
      Path picture = folder.resolve("picture" + ending);
      bare.fude("stylize", photo, "-o", picture).isDone();
      assertThat(picture).exists();
    }
  }

  @ParameterizedTest
  @CsvSource({"true, ':93'", "false, ''"})
  void aDisplayIsNotLookedFor(String headless, String display) throws Exception {
    Path picture = folder.resolve("picture.jpg");
    Jvm.PLAIN
        .environment("DISPLAY", display)
        .with("-Djava.awt.headless=" + headless)
        .fude("stylize", photo, "-o", picture)
        .isDone();
    assertThat(picture).exists();
  }

  /** Signs that addresses and class paths take for something else; jars are found by addresses. */
  @Test
  void theProgramMayLieInAFolderOfAnyName() throws Exception {
    Path lib = Files.createDirectories(folder.resolve("a !b+c #d 50%25 & (e)/[lib]"));
    List<String> moved = new ArrayList<>();
    for (String entry : Jvm.PLAIN.classPath().split(File.pathSeparator)) {
      Path from = Path.of(entry);
      Path to = lib.resolve(moved.size() + " " + from.getFileName());
      if (Files.isDirectory(from)) {
        copy(from, to);
      } else if (Files.exists(from)) {
        Files.copy(from, to);
      }
      moved.add(to.toString());
    }
    Path picture = lib.resolve("picture.png");

    Jvm.PLAIN
        .classPath(String.join(File.pathSeparator, moved))
        .fude("stylize", photo, "-o", picture)
        .isDone();

    assertThat(picture).exists();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
