package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OutputFolderTest {
  @Test
  void picturesKeepNamesAndSubfolders() {
    OutputFolder folder = new OutputFolder(Path.of("out"), "jpg", false);

    assertThat(folder.outputOf(Path.of("a.b.png"))).isEqualTo(Path.of("out/a.b.jpg"));
    assertThat(folder.outputOf(Path.of("s.t", "a"))).isEqualTo(Path.of("out/s.t/a.jpg"));
    assertThat(folder.outputOf(Path.of(".hidden"))).isEqualTo(Path.of("out/.hidden.jpg"));
    assertThat(new OutputFolder(Path.of("out"), "png", true).outputOf(Path.of("a.jpg")))
        .isEqualTo(Path.of("out/a.jpg.png"));
  }

  @Test
  void namesThatDifferInCaseAreOneWhereTheFileSystemSaysSo() throws IOException {
    assertThat(foldsCase(Configuration.unix(), "out")).isFalse();
    assertThat(foldsCase(Configuration.osX(), "out")).isTrue();
    assertThat(foldsCase(Configuration.windows(), "C:\\work\\out")).isTrue();

    Path composed = Path.of("out", "\u00c9t\u00e9.png");
    Path decomposed = Path.of("out", "e\u0301te\u0301.PNG");
    assertThat(OutputFolder.key(composed, true)).isEqualTo(OutputFolder.key(decomposed, true));
    assertThat(OutputFolder.key(composed, false)).isNotEqualTo(OutputFolder.key(decomposed, false));
  }

  private static boolean foldsCase(Configuration system, String name) throws IOException {
    try (FileSystem files = Jimfs.newFileSystem(system)) {
      Path path = Files.createDirectories(files.getPath(name));
      return new OutputFolder(path, "png", false).foldsCase();
    }
  }
}
