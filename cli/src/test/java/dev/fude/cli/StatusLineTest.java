package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StatusLineTest {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final StatusLine line = line(true);
  private final StringWriter text = new StringWriter();

  @Test
  void makesWayForOtherLines() {
    PrintWriter out = new PrintWriter(line.makingWay(text), true);

    line.show("1 of 2");
    out.println("a -> b");
    out.println("c -> d");

    assertThat(text.toString()).isEqualToNormalizingNewlines("a -> b\nc -> d\n");
    assertThat(shown()).isEqualTo("\r1 of 2\r      \r");
  }

  @Test
  void isNoLongerThanATerminalIsWide() {
    line.show("\u732b".repeat(100));
    assertThat(shown()).isEqualTo("\r" + "\u732b".repeat(39));
  }

  @Test
  void isSilentWhereThereIsNoTerminal() {
    StatusLine silent = line(false);
    silent.show("1 of 2");
    silent.clear();
    assertThat(shown()).isEmpty();
  }

  @Test
  void whatATerminalWouldObeyIsNotWritten() {
    new PrintWriter(line.makingWay(text), true).print("a\u001b[2Jb\tc\n");
    line.show("x\u001b[2J");

    assertThat(text.toString()).isEqualTo("a?[2Jb\tc\n");
    assertThat(shown()).isEqualTo("\rx?[2J");
  }

  private StatusLine line(boolean shown) {
    return new StatusLine(new PrintStream(screen, true, StandardCharsets.UTF_8), shown);
  }

  private String shown() {
    return screen.toString(StandardCharsets.UTF_8);
  }
}
