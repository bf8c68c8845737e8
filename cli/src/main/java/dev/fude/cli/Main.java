package dev.fude.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** The way into the {@code fude} command. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the JVM with its exit code.
   *
   * @param args the command's name and arguments
   */
  public static void main(String[] args) {
    System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
  }

  /**
   * Runs one command.
   *
   * @param out where results go
   * @param err where everything else goes
   * @param args the command's name and arguments
   * @return the exit code, one of {@link ExitCode}
   */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    Failures failures = new Failures(err);
    CommandLine command =
        new CommandLine(new FudeCommand())
            .setOut(out)
            .setErr(err)
            .setParameterExceptionHandler(failures)
            .setExecutionExceptionHandler(failures);
    Logging logging = Logging.on(err);
    try {
      return command.execute(args);
    } catch (OutOfMemoryError e) {
      return failures.report(e);
    } finally {
      logging.close();
    }
  }
}
