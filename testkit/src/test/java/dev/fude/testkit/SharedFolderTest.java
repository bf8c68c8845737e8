package dev.fude.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class SharedFolderTest {
  @TempDir private Path folder;
  private String before;

  @BeforeEach
  void pointAtTempFolder() {
    before = System.getProperty(SharedFolder.PROPERTY);
    System.setProperty(SharedFolder.PROPERTY, folder.toString());
  }

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(SharedFolder.PROPERTY);
    } else {
      System.setProperty(SharedFolder.PROPERTY, before);
    }
  }

  @Test
  void returnsAnExistingPath() throws IOException {
    Path file = Files.createFile(folder.resolve("weights.bin"));

    assertThat(SharedFolder.require("weights.bin")).isEqualTo(file);
  }

  @Test
  void skipsWithTheWordsThatContinuousIntegrationLooksFor() {
    assertThatThrownBy(() -> SharedFolder.require("golden/absent"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageStartingWith(
            SharedFolder.SKIP_PREFIX + ": golden/absent is missing in " + folder);
  }

  @Test
  void findsNothingWhereTheFolderIsMissing() {
    System.setProperty(SharedFolder.PROPERTY, folder.resolve("nowhere").toString());

    assertThat(SharedFolder.find()).isEmpty();
  }

  @Test
  void looksBesideTheRepositoryWhenNothingIsNamed() {
    System.clearProperty(SharedFolder.PROPERTY);

    assertThatThrownBy(() -> SharedFolder.require("no-such-entry"))
        .hasMessageMatching(".*no-such-entry is missing in .*[/\\\\]shared; .*");
  }
}
