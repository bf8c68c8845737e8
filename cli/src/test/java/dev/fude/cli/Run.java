package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * One run of the command in this JVM, and what it left.
 *
 * @param exitCode the exit code
 * @param out standard output
 * @param err standard error
 */
record Run(int exitCode, String out, String err) {
  /** Runs the command. */
  static Run of(Object... args) {
    String[] texts = List.of(args).stream().map(Object::toString).toArray(String[]::new);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
    return new Run(exitCode, out.toString(), err.toString());
  }

  /** Everything was done. */
  Run isDone() {
    assertThat(exitCode).as("exit code, with error output %s", err).isEqualTo(ExitCode.DONE);
    return this;
  }

  /** It failed with one sentence: one line, no stack trace, with these words in it. */
  Run failsInOneSentence(int code, String... words) {
    assertThat(exitCode).as("exit code, with error output %s", err).isEqualTo(code);
    List<String> lines = err.lines().filter(Run::isNews).toList();
    assertThat(lines).as("lines on standard error").hasSize(1);
    assertThat(lines.get(0))
        .startsWith("fude: ")
        .contains(words)
        .matches(".*[.)]$")
        .doesNotContain("Exception:")
        .doesNotContain("null");
    return this;
  }

  /**
   * Who computes is told every time, and without the vector module every load warns of it; nor are
   * notices of what a folder holds beside pictures what these tests look at.
   */
  private static boolean isNews(String line) {
    return !line.startsWith("fude: backend ")
        && !line.startsWith("fude: warning: Not the fastest backend.")
        && !line.startsWith("fude: passed over in ");
  }
}
