package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that cannot be used: one sentence, the documented exit code, and nothing written. */
class BadPicturesTest {
  @TempDir static Path models;
  private static Path weights;

  @TempDir Path folder;

  @BeforeAll
  static void makeWeights() {
    weights = Fixtures.weights(models);
  }

  @Test
  void refusesTextNamedAsAPicture() throws IOException {
    refuses(
        Files.writeString(folder.resolve("photo.jpg"), "no picture"),
        ExitCode.BAD_INPUT,
        "photo.jpg");
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    refuses(Files.createFile(folder.resolve("photo.png")), ExitCode.BAD_INPUT, "photo.png");
  }

  @ParameterizedTest
  @ValueSource(strings = {"photo.png", "photo.jpg", "photo.bmp"})
  void refusesTruncatedFiles(String name) throws IOException {
    Path whole = Fixtures.photo(models, name, 40, 30);
    Path half = Fixtures.cut(whole, folder.resolve(name), Files.size(whole) / 2);
    refuses(half, ExitCode.BAD_INPUT, name);
  }

  @Test
  void refusesWhatNoMemoryCouldHold() throws IOException {
    Path huge = Fixtures.hugePng(folder, 60_000, 60_000);
    refuses(huge, ExitCode.BAD_INPUT, "60000 x 60000", "smaller picture");
  }

  private void refuses(Path photo, int code, String... words) {
    Map<String, Integer> before = Fixtures.listing(folder);
    Run.of("stylize", photo, "-o", folder.resolve("picture.png"), "--model", weights)
        .failsInOneSentence(code, words);
    assertThat(Fixtures.listing(folder)).isEqualTo(before);
  }
}
