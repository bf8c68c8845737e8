package dev.fude.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingFolderTest {
  @TempDir private Path folder;

  @Test
  void aLinkToAnEmptyFolderStaysAndTheFolderIsFilled() throws IOException {
    Path real = Files.createDirectories(folder.resolve("disk").resolve("frames"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);

    try (GrowingFolder frames = new GrowingFolder(link)) {
      Files.writeString(frames.path().resolve("1"), "first");
      assertThat(real).isEmptyDirectory();
      frames.finish();
    }

    assertThat(link).isSymbolicLink();
    assertThat(real.resolve("1")).hasContent("first");
    assertThat(real.getParent().toFile().list()).containsExactly("frames");
  }
}
