package dev.fude.cli;

import dev.fude.core.file.AtomicFile;
import java.util.function.Supplier;

/**
 * What is done when the process is ended from outside, by Ctrl-C for example: whatever is half
 * written is deleted, and what fails from then on fails because of that and is not told.
 */
final class Ending implements AutoCloseable {
  private static volatile boolean begun;

  private final Thread hook;

  private Ending(Thread hook) {
    this.hook = hook;
  }

  /** Prepares for an end of the whole process. */
  static void prepare() {
    Runtime.getRuntime().addShutdownHook(new Thread(Ending::begin, "fude-ending"));
  }

  /**
   * Prepares for an end of a piece of work.
   *
   * @param sentence what is told then; may be null
   * @return closed when the work is done
   */
  static Ending telling(Supplier<String> sentence) {
    Thread hook = new Thread(() -> tell(sentence.get()), "fude-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Ending(hook);
  }

  /** Whether the process is ending. */
  static boolean hasBegun() {
    return begun;
  }

  private static void begin() {
    begun = true;
    AtomicFile.abandonUnfinished();
  }

  private static void tell(String sentence) {
    Terminal.LINE.clear();
    if (sentence != null) {
      System.err.println("fude: " + sentence);
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook has its work to do.
      return;
    }
  }
}
