package dev.fude.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingFileTest {
  @TempDir private Path folder;

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  @Test
  void appearsWhole() throws IOException {
    Path place = folder.resolve("film");
    try (GrowingFile file = new GrowingFile(place, false)) {
      file.append(bytes -> bytes.write(1));
      assertThat(place).doesNotExist();
      file.append(bytes -> bytes.write(new byte[] {2, 3, 4}));
      file.rewrite(1, new byte[] {8, 9});
      file.append(bytes -> bytes.write(5));
      file.finish();
    }
    assertThat(Files.readAllBytes(place)).containsExactly(1, 8, 9, 4, 5);
    assertThat(files()).isEqualTo(1);
  }

  @Test
  void whatIsNotFinishedLeavesItsPlaceAsItWas() throws IOException {
    Path place = Files.write(folder.resolve("film"), new byte[] {9});
    try (GrowingFile file = new GrowingFile(place, true)) {
      file.append(bytes -> bytes.write(1));
    }
    assertThat(Files.readAllBytes(place)).containsExactly(9);
    assertThat(files()).isEqualTo(1);
  }

  @Test
  void failureIsToldAndNothingIsLeft() throws IOException {
    Path place = folder.resolve("film");
    try (GrowingFile file = new GrowingFile(place, false)) {
      assertThatThrownBy(
              () ->
                  file.append(
                      bytes -> {
                        throw new IOException("the cable is loose");
                      }))
          .isInstanceOf(OutputFileException.class)
          .hasMessageContainingAll("film", "the cable is loose");
    }
    assertThat(files()).isZero();
  }

  @Test
  void fileThatHasAppearedMeanwhileIsNotReplaced() throws IOException {
    Path place = folder.resolve("film");
    try (GrowingFile file = new GrowingFile(place, false)) {
      Files.write(place, new byte[] {9});
      assertThatThrownBy(file::finish)
          .isInstanceOf(OutputFileException.class)
          .hasMessageContaining("exists already");
    }
    assertThat(Files.readAllBytes(place)).containsExactly(9);
    assertThat(files()).isEqualTo(1);
  }

  @Test
  void folderAppearsWholeOrNotAtAll() throws IOException {
    Path place = folder.resolve("frames");
    try (GrowingFolder frames = new GrowingFolder(place)) {
      Files.write(frames.path().resolve("1"), new byte[] {1});
    }
    assertThat(files()).isZero();
    Files.createDirectory(place);
    try (GrowingFolder frames = new GrowingFolder(place)) {
      Files.write(frames.path().resolve("1"), new byte[] {1});
      assertThat(place).isEmptyDirectory();
      frames.finish();
    }
    assertThat(place.resolve("1")).hasBinaryContent(new byte[] {1});
    assertThat(files()).isEqualTo(1);
  }

  @Test
  void folderThatHoldsSomethingIsLeftAlone() throws IOException {
    Path place = folder.resolve("frames");
    try (GrowingFolder frames = new GrowingFolder(place)) {
      Files.write(frames.path().resolve("1"), new byte[] {1});
      Files.createDirectory(place);
      Files.write(place.resolve("theirs"), new byte[] {9});
      assertThatThrownBy(frames::finish)
          .isInstanceOf(OutputFileException.class)
          .hasMessageContaining("exists already");
    }
    assertThat(place.resolve("theirs")).exists();
    assertThat(files()).isEqualTo(1);
    assertThatThrownBy(() -> new GrowingFolder(place))
        .isInstanceOf(OutputFileException.class)
        .hasMessageContaining("holds something already");
    assertThatThrownBy(() -> new GrowingFolder(folder.resolve("none/frames")))
        .isInstanceOf(OutputFileException.class)
        .hasMessageContaining("does not exist");
  }
}
