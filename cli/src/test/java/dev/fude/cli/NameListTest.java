package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameListTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b.png\n\u732b.jpg",
        "a b.png\r\n\r\n\u732b.jpg\r\n",
        "\uFEFFa b.png\n\n  \n\u732b.jpg\n\n",
        "a b.png\0\u732b.jpg\0"
      })
  void namesAreLinesOrEndedByNuls(String text) throws IOException {
    assertThat(read(text, StandardCharsets.UTF_8)).containsExactly("a b.png", "\u732b.jpg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void whatPowerShellWritesIsRead(String charset) throws IOException {
    assertThat(read("\uFEFFa.png\r\n\u732b.jpg\r\n", Charset.forName(charset)))
        .containsExactly("a.png", "\u732b.jpg");
  }

  @Test
  void onlyNulsEndANameThatHoldsALine() throws IOException {
    assertThat(read("a\nb.png\0 c .png\0", StandardCharsets.UTF_8))
        .containsExactly("a\nb.png", " c .png");
  }

  @Test
  void aListWithoutEndIsNotReadToIt() throws IOException {
    Path list = folder.resolve("endless");
    try (RandomAccessFile file = new RandomAccessFile(list.toFile(), "rw")) {
      file.setLength((64L << 20) + 1);
    }
    assertThatThrownBy(() -> NameList.read(list.toString()))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("goes on after 64 MiB");
  }

  private List<String> read(String text, Charset charset) throws IOException {
    Path list = Files.write(folder.resolve("list"), text.getBytes(charset));
    return NameList.read(list.toString());
  }
}
