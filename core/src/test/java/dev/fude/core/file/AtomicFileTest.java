package dev.fude.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  private static AtomicFile.Content text(String text) {
    return output -> output.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void writesANewFileAndLeavesNothingElse() {
    Path file = folder.resolve("new");
    AtomicFile.write(file, false, text("content"));

    assertThat(file).hasContent("content");
    assertThat(folder).isDirectoryContaining(file::equals);
    assertThat(folder.toFile().list()).containsExactly("new");
  }

  @Test
  void replacesAnOldFileOnlyWhenAsked() throws IOException {
    Path file = Files.writeString(folder.resolve("old"), "old");

    assertThatThrownBy(() -> AtomicFile.write(file, false, text("new")))
        .isInstanceOf(OutputFileException.class)
        .hasMessage(
            file + " exists already; ask for it to be overwritten, or choose another name.");
    assertThat(file).hasContent("old");

    AtomicFile.write(file, true, text("new"));
    assertThat(file).hasContent("new");
    assertThat(folder.toFile().list()).containsExactly("old");
  }

  @Test
  void aFileThatAppearsMeanwhileIsNotReplacedEither() {
    Path file = folder.resolve("raced");

    assertThatThrownBy(
            () ->
                AtomicFile.write(file, false, output -> Files.writeString(file, "somebody else's")))
        .isInstanceOf(OutputFileException.class)
        .hasMessageContaining("exists already");
    assertThat(file).hasContent("somebody else's");
    assertThat(folder.toFile().list()).containsExactly("raced");
  }

  @Test
  void aFailureLeavesTheOldFileAndNothingHalfWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("kept"), "old");

    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    true,
                    output -> {
                      output.write(1);
                      throw new IOException("Input/output error");
                    }))
        .isExactlyInstanceOf(OutputFileException.class)
        .hasMessage(
            file
                + " cannot be written (Input/output error); check its folder and disk, or choose"
                + " another.");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    true,
                    output -> {
                      throw new IllegalStateException("a bug");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("kept");
  }

  @Test
  void aDiskThatIsFullIsToldFromOtherFailures() throws IOException {
    Configuration small =
        Configuration.unix().toBuilder().setBlockSize(1 << 16).setMaxSize(4 << 20).build();
    try (FileSystem disk = Jimfs.newFileSystem(small)) {
      Path file = disk.getPath("picture.png").toAbsolutePath();

      assertThatThrownBy(
              () ->
                  AtomicFile.write(
                      file,
                      false,
                      output -> {
                        for (int i = 0; i < 100; i++) {
                          output.write(new byte[1 << 16]);
                        }
                      }))
          .isInstanceOf(DiskFullException.class)
          .hasMessage(file + " cannot be written, because its disk is full; free space there.");
      assertThat(file.getParent()).isEmptyDirectory();
      AtomicFile.write(file, false, text("what fits"));
      assertThat(file).hasContent("what fits");
    }
  }

  @Test
  void aLinkIsWrittenThroughAndStays() throws IOException {
    Path real =
        Files.writeString(Files.createDirectory(folder.resolve("real")).resolve("a"), "old");
    Path relative = Files.createSymbolicLink(folder.resolve("first"), Path.of("real", "a"));
    Path link = Files.createSymbolicLink(folder.resolve("second"), relative);

    assertThatThrownBy(() -> AtomicFile.write(link, false, text("new")))
        .isInstanceOf(OutputFileException.class)
        .hasMessageContaining(link + " exists already");
    assertThat(real).hasContent("old");

    AtomicFile.write(link, true, text("new"));
    assertThat(link).isSymbolicLink();
    assertThat(relative).isSymbolicLink();
    assertThat(real).isRegularFile().hasContent("new");
    assertThat(real.getParent().toFile().list()).containsExactly("a");
  }

  @Test
  void aLinkToNoFileYetIsWrittenThroughToo() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real")).resolve("a");
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);

    AtomicFile.write(link, false, text("new"));

    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("new");
  }

  @Test
  void aLinkThatLeadsNowhereIsRefused() throws IOException {
    Path round = folder.resolve("round");
    Files.createSymbolicLink(round, round);
    Path missing = folder.resolve("missing").resolve("a");
    Path astray = Files.createSymbolicLink(folder.resolve("astray"), missing);

    assertThatThrownBy(() -> AtomicFile.write(round, true, text("x")))
        .isInstanceOf(OutputFileException.class)
        .hasMessage(round + " is a symbolic link that leads to no end; name another file.");
    assertThatThrownBy(() -> AtomicFile.write(astray, true, text("x")))
        .isInstanceOf(OutputFileException.class)
        .hasMessage("The folder of " + missing + " does not exist; create it first.");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("round", "astray");
  }

  @Test
  void aFolderIsNeverReplaced() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThatThrownBy(() -> AtomicFile.write(empty, true, text("x")))
        .isInstanceOf(OutputFileException.class)
        .hasMessage(empty + " is a folder; name a file in it.");
    assertThat(empty).isEmptyDirectory();
  }

  @Test
  void aPipeIsNeverReplaced() throws Exception {
    Path pipe = Pipes.make(folder.resolve("pipe"));

    assertThatThrownBy(() -> AtomicFile.write(pipe, true, text("x")))
        .isInstanceOf(OutputFileException.class)
        .hasMessage(
            pipe + " is a pipe or a device, which no file can take the place of; name another.");
    assertThat(InputFile.isPipeOrDevice(pipe)).isTrue();
    assertThat(folder.toFile().list()).containsExactly("pipe");
  }

  @Test
  void aMissingFolderIsNotMade() {
    Path file = folder.resolve("missing").resolve("file");

    assertThatThrownBy(() -> AtomicFile.write(file, true, text("x")))
        .isInstanceOf(OutputFileException.class)
        .hasMessage("The folder of " + file + " does not exist; create it first.");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theFileMayBeReadByWhoeverMayReadNewFiles() throws IOException {
    Assumptions.assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "this file system has no permissions to compare");
    Path ordinary = Files.writeString(folder.resolve("ordinary"), "x");
    Path file = folder.resolve("ours");
    AtomicFile.write(file, false, text("x"));

    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(Files.getPosixFilePermissions(ordinary));
  }
}
