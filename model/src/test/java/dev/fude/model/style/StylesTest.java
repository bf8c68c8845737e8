package dev.fude.model.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.FudeException;
import dev.fude.core.weights.InvalidWeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models by name, and the user's folder of them. */
class StylesTest {
  @TempDir Path folder;

  @Test
  void theFolderFollowsTheSpecification() {
    Path home = folder.resolve("home");
    Path data = folder.resolve("data");

    assertThat(StyleFolder.of(Map.of(), home).path())
        .isEqualTo(home.resolve(".local/share/fude/styles"));
    assertThat(StyleFolder.of(Map.of("XDG_DATA_HOME", data.toString()), home).path())
        .isEqualTo(data.resolve("fude/styles"));
    assertThat(StyleFolder.of(Map.of("XDG_DATA_HOME", "relative"), home))
        .isEqualTo(StyleFolder.of(Map.of(), home));
    assertThat(StyleFolder.of(Map.of("XDG_DATA_HOME", ""), home))
        .isEqualTo(StyleFolder.of(Map.of(), home));
  }

  @Test
  void theFolderListsItsStyles() throws IOException {
    StyleFolder styles = new StyleFolder(folder.resolve("styles"));
    assertThat(styles.names()).isEmpty();

    Files.createDirectories(styles.path().resolve("folder.safetensors"));
    Files.writeString(styles.file("shinkai"), "");
    Files.writeString(styles.file("hayao"), "");
    Files.writeString(styles.path().resolve("notes.txt"), "");

    assertThat(styles.names()).containsExactly("hayao", "shinkai");
  }

  @Test
  void theFolderIsMadeForItsOwnFilesOnly() throws IOException {
    StyleFolder styles = new StyleFolder(folder.resolve("data/fude/styles"));

    styles.makeFor(folder.resolve("other/hayao.safetensors"));
    styles.makeFor(Path.of("/"));
    assertThat(folder).isEmptyDirectory();

    styles.makeFor(styles.file("hayao"));
    assertThat(styles.path()).isEmptyDirectory();
  }

  @Test
  void theFolderCannotBeMadeWhereAFileIs() throws IOException {
    StyleFolder styles = new StyleFolder(Files.writeString(folder.resolve("data"), "file"));
    StyleFolder below = new StyleFolder(styles.path().resolve("styles"));

    assertThatThrownBy(() -> below.makeFor(below.file("hayao")))
        .isInstanceOf(FudeException.class)
        .hasMessageContaining("cannot be made");
  }

  @Test
  void pathsAreTakenAsTheyAre() {
    assertThat(Styles.find("folder/ink").label()).isEqualTo(Path.of("folder/ink").toString());
    assertThat(Styles.find("ink.safetensors").label()).isEqualTo("ink.safetensors");
    assertThat(Styles.find(folder.toString()).label()).isEqualTo(folder.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "Ink", "ink "})
  void namesOfNobodyAreRefused(String name) {
    assertThatThrownBy(() -> Styles.find(name))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("fude styles");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\0b"})
  void whatNoPathCanHoldIsRefused(String text) {
    assertThatThrownBy(() -> Styles.find(text))
        .isInstanceOf(StyleNameException.class)
        .hasMessageContaining("neither a path nor a style's name");
  }

  @Test
  void commandsForTheShellQuoteFoldersOfOddNames() {
    StyleFolder odd = new StyleFolder(Path.of("$my", "friend's home"));

    assertThat(PublishedStyle.ALL.get(0).convertCommand(odd))
        .matches("fude convert \\S+ -o '[$]my.friend'\\\\''s home.hayao[.]safetensors'");
  }
}
