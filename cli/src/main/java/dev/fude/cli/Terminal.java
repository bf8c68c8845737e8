package dev.fude.cli;

import dev.fude.core.backend.Progress;
import java.util.function.Function;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error, if that is a terminal; otherwise silence. */
final class Terminal {
  /**
   * The system property that says whether standard error is a terminal. Java cannot tell; the
   * script that starts it can.
   */
  static final String PROPERTY = "fude.terminal";

  /** A width is given so that nothing is asked of the terminal, which needs native code. */
  private static final int WIDTH = 79;

  private static final int PER_MILLE = 1000;

  private Terminal() {}

  /**
   * Does a piece of work and shows how far it has come.
   *
   * @param task what is being done, in a word or two
   * @param work told where to report to
   * @param <T> what the work gives
   * @return what the work gave
   */
  static <T> T showing(String task, Function<Progress, T> work) {
    if (!Boolean.getBoolean(PROPERTY)) {
      return work.apply(Progress.NONE);
    }
    try (ProgressBar bar = bar(task)) {
      return work.apply((done, total) -> bar.stepTo(Math.round((double) done / total * PER_MILLE)));
    }
  }

  private static ProgressBar bar(String task) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(PER_MILLE)
        .setUnit("%", PER_MILLE / 100)
        .setStyle(ProgressBarStyle.ASCII)
        .setMaxRenderedLength(WIDTH)
        .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
        .clearDisplayOnFinish()
        .build();
  }
}
