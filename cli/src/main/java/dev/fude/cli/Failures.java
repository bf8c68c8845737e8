package dev.fude.cli;

import dev.fude.core.FudeException;
import dev.fude.core.file.FileNames;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.core.weights.OversizedWeightsException;
import dev.fude.model.generator.RefusedSettingsException;
import dev.fude.model.style.StyleNameException;
import dev.fude.painter.picture.InvalidImageException;
import dev.fude.painter.picture.OversizedPictureException;
import dev.fude.video.InvalidFilmException;
import java.io.File;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The one place that turns an exception into a sentence on standard error and an exit code. A stack
 * trace is printed only when the system property {@value #DEBUG} is {@code true}.
 */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  /** The system property that asks for stack traces. */
  static final String DEBUG = "fude.debug";

  /** The cure of the library, as programs need it. */
  private static final Pattern MORE_HEAP =
      Pattern.compile(
          "(raise -Xmx|start Java with a larger -Xmx|a larger heap \\(java -Xmx\\))\\.$");

  /** Others of the library's cures, and the command's. */
  private static final Map<String, String> CURES =
      Map.of(
          "allow it more memory.", "allow it more by --memory.",
          "choose another scratch folder", "choose another by --scratch FOLDER",
          "leave the running norms out", "leave --steady out");

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
    CommandLine command = failure.getCommandLine();
    String listed = command.getSubcommands().isEmpty() ? "options" : "commands";
    err.printf(
        "fude: %s%s (%s --help lists the %s)%n",
        oneLine(failure.getMessage()).replaceFirst("^Error: ", ""),
        meant(failure),
        command.getCommandSpec().qualifiedName(),
        listed);
    trace(failure);
    return ExitCode.WRONG_USE;
  }

  private static String meant(ParameterException failure) {
    if (!(failure instanceof UnmatchedArgumentException unmatched)) {
      return "";
    }
    for (String argument : unmatched.getUnmatched()) {
      if (argument.startsWith("-") && new File(argument).exists()) {
        return "; if the file of that name is meant, call it ./" + argument;
      }
    }
    List<String> near = unmatched.getSuggestions();
    return near.isEmpty() ? "" : "; perhaps " + near.get(0) + " is meant";
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
    if (Ending.hasBegun()) {
      return exitCode(failure);
    }
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
        || failure instanceof RefusedSettingsException
        || failure instanceof OversizedPictureException
        || failure instanceof InvalidPathException) {
      return ExitCode.WRONG_USE;
    }
    if (failure instanceof OversizedWeightsException) {
      return ExitCode.FAILED;
    }
    if (failure instanceof InvalidWeightsException
        || failure instanceof InvalidImageException
        || failure instanceof InvalidFilmException
        || failure instanceof UnusableInputException) {
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
      return curedHere(oneLine(failure.getMessage()));
    }
    if (failure instanceof InvalidPathException name) {
      return oneLine(FileNames.refusal(name));
    }
    if (failure instanceof OutOfMemoryError) {
      return outOfMemory(message(failure));
    }
    return String.format(
        "an error that is not the input's fault: %s: %s (FUDE_JAVA_OPTS=-D%s=true shows where).",
        failure.getClass().getSimpleName(), message(failure), DEBUG);
  }

  /** Threads are taken from the system, and a larger heap would leave it less. */
  private static String outOfMemory(String message) {
    return message.contains("native thread")
        ? String.format(
            "the system gives Java no more threads (%s); close other programs, or raise its limits"
                + " of processes and memory.",
            message)
        : String.format(
            "Java ran out of memory with a heap of %d MiB; %s",
            Runtime.getRuntime().maxMemory() >> 20, moreMemory());
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? "no message" : oneLine(failure.getMessage());
  }

  /**
   * Why a file could not be used, for the middle of a sentence that names it.
   *
   * @param e what Java threw, whose own words are often the file's name alone
   * @return a clause
   */
  static String reason(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "it does not exist";
    }
    if (e instanceof AccessDeniedException) {
      return "this user may not do it";
    }
    String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : oneLine(reason);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String curedHere(String sentence) {
    String cured = MORE_HEAP.matcher(sentence).replaceFirst(moreMemory());
    for (Map.Entry<String, String> cure : CURES.entrySet()) {
      cured = cured.replace(cure.getKey(), cure.getValue());
    }
    return cured;
  }

  /** A program raises its own heap; of the command's JVM only the script knows. */
  private static String moreMemory() {
    long gibibytes = (Runtime.getRuntime().maxMemory() >> 30) + 1;
    return String.format("give Java more, as by FUDE_JAVA_OPTS=-Xmx%dg.", 2 * gibibytes);
  }

  private void trace(Throwable failure) {
    if (Boolean.getBoolean(DEBUG)) {
      failure.printStackTrace(err);
    }
  }
}
