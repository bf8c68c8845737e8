package dev.fude.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
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
    Locale.setDefault(Locale.ROOT); // numbers as in English sentences: 1.5, in any country
    Ending.prepare();
    StandardOutput results = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    PrintWriter out = writer(results, "stdout.encoding");
    PrintWriter err = writer(System.err, "stderr.encoding");
    int code = run(out, err, args);
    out.flush();
    System.exit(results.exitCode(code, err));
  }

  /** Writes in the terminal's charset, which Java names since 19, else in the system's. */
  private static PrintWriter writer(OutputStream stream, String property) {
    String system = System.getProperty("native.encoding", StandardCharsets.UTF_8.name());
    Charset charset = charset(System.getProperty(property, system));
    Writer encoded = new BufferedWriter(new OutputStreamWriter(stream, charset));
    return new PrintWriter(Terminal.LINE.makingWay(encoded), true);
  }

  /** A small run-time image may lack a terminal's charset. */
  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      return Charset.defaultCharset();
    }
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
    Logging logging = Logging.on(err);
    try {
      return command(out, err, failures).execute(args);
    } catch (RuntimeException | Error e) { // what a command throws is told by its handler
      return failures.report(e);
    } finally {
      logging.close();
    }
  }

  private static CommandLine command(PrintWriter out, PrintWriter err, Failures failures) {
    return new CommandLine(new FudeCommand())
        .registerConverter(Path.class, new Converters.FileName())
        .setOut(out)
        .setErr(err)
        .setExpandAtFiles(false) // @photo.jpg is a photograph, and not what it holds
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }
}
