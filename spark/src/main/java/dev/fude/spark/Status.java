package dev.fude.spark;

import dev.fude.core.FudeException;
import dev.fude.core.backend.InsufficientMemoryException;
import dev.fude.core.backend.ScratchFileException;
import dev.fude.painter.picture.InvalidImageException;
import dev.fude.painter.picture.OversizedPictureException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What became of one photograph. */
enum Status {
  /** The picture was written by this run. */
  PAINTED,
  /** The picture was there, made from the same photograph with the same settings. */
  KEPT,
  /** The photograph cannot be read. */
  UNREADABLE,
  /** The executor's memory, or the format of the picture, is too small for it. */
  TOO_LARGE,
  /** Anything else, such as a file system that does not take the picture. */
  FAILED;

  /** The library's cure, as programs need it. */
  private static final Pattern MORE_HEAP =
      Pattern.compile(
          "(raise -Xmx|start Java with a larger -Xmx|a larger heap \\(java -Xmx\\))\\.$");

  /** As the table of results has it. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Status of(Throwable failure) {
    if (failure instanceof InvalidImageException) {
      return UNREADABLE;
    }
    if (failure instanceof InsufficientMemoryException
        || failure instanceof ScratchFileException
        || failure instanceof OversizedPictureException
        || failure instanceof OutOfMemoryError) {
      return TOO_LARGE;
    }
    return FAILED;
  }

  /** One sentence on what failed, with a cure that users of Spark can take. */
  static String sentence(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      return String.format(
          "Java ran out of memory with a heap of %d MiB; raise spark.executor.memory.",
          Runtime.getRuntime().maxMemory() >> 20);
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FudeException) {
        String message = cause.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
        return MORE_HEAP.matcher(message).replaceFirst("raise spark.executor.memory.");
      }
    }
    return failure.getClass().getSimpleName() + ": " + firstLine(failure.getMessage());
  }

  /** Spark goes on with stack traces. */
  private static String firstLine(String message) {
    return String.valueOf(message).strip().lines().findFirst().orElse("no message");
  }
}
