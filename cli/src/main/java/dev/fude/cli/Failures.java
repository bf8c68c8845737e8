package dev.fude.cli;

import dev.fude.core.FudeException;
import dev.fude.core.file.FileNames;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.model.style.StyleNameException;
import dev.fude.painter.picture.InvalidImageException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The one place that turns an exception into a sentence on standard error and an exit code. A stack
 * trace is printed only when the system property {@value #DEBUG} is {@code true}.
 */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  /** The system property that asks for stack traces. */
  static final String DEBUG = "fude.debug";

  private final PrintWriter err;

  /**
   * A reporter.
   *
   * @param err where sentences go
   */
  Failures(PrintWriter err) {
    this.err = err;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    return report(failure);
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    String help = failure.getCommandLine().getCommandSpec().qualifiedName() + " --help";
    err.println("fude: " + oneLine(failure.getMessage()) + " (" + help + " lists the options)");
    trace(failure);
    return ExitCode.WRONG_USE;
  }

  /**
   * Prints a failure.
   *
   * @param failure what was thrown
   * @return the exit code that belongs to it
   */
  int report(Throwable failure) {
    return print(sentence(failure), failure);
  }

  /**
   * Prints what went wrong with one picture of many.
   *
   * @param failure what was thrown
   * @param name the picture's name, which is told if the exception does not tell it
   * @return the exit code that belongs to it
   */
  int report(Throwable failure, String name) {
    String sentence = sentence(failure);
    return print(sentence.contains(name) ? sentence : name + ": " + sentence, failure);
  }

  private int print(String sentence, Throwable failure) {
    err.println("fude: " + sentence);
    trace(failure);
    return exitCode(failure);
  }

  /**
   * The exit code that belongs to an exception.
   *
   * @param failure what was thrown
   * @return one of {@link ExitCode}
   */
  static int exitCode(Throwable failure) {
    if (failure instanceof WrongUseException
        || failure instanceof StyleNameException
        || failure instanceof InvalidPathException) {
      return ExitCode.WRONG_USE;
    }
    if (failure instanceof InvalidWeightsException || failure instanceof InvalidImageException) {
      return ExitCode.BAD_INPUT;
    }
    return ExitCode.FAILED;
  }

  /**
   * What a user reads about an exception.
   *
   * @param failure what was thrown
   * @return one line
   */
  static String sentence(Throwable failure) {
    if (failure instanceof FudeException) {
      return oneLine(failure.getMessage());
    }
    if (failure instanceof InvalidPathException name) {
      return oneLine(FileNames.refusal(name));
    }
    if (failure instanceof OutOfMemoryError) {
      return String.format(
          "Java ran out of memory with a heap of %d MiB; take a smaller picture, or give Java more"
              + " with FUDE_JAVA_OPTS=-Xmx8g.",
          Runtime.getRuntime().maxMemory() >> 20);
    }
    String what = failure.getMessage() == null ? "no message" : oneLine(failure.getMessage());
    return String.format(
        "an error that is not the input's fault: %s: %s (FUDE_JAVA_OPTS=-D%s=true shows where).",
        failure.getClass().getSimpleName(), what, DEBUG);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private void trace(Throwable failure) {
    if (Boolean.getBoolean(DEBUG)) {
      failure.printStackTrace(err);
    }
  }
}
