package dev.fude.cli;

import java.io.PrintWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What the engine logs, as the command shows it: a warning is one line, and everything below is
 * left out because the command says it in its own words.
 */
final class Logging extends Handler {
  private final Logger logger;
  private final PrintWriter err;

  private Logging(Logger logger, PrintWriter err) {
    this.logger = logger;
    this.err = err;
  }

  /**
   * Begins to print warnings instead of java.util.logging's two lines for each record.
   *
   * @param err where warnings go
   * @return to be closed when the command is done
   */
  static Logging on(PrintWriter err) {
    Logging logging = new Logging(Logger.getLogger("dev.fude"), err);
    logging.setLevel(Level.WARNING);
    logging.logger.setUseParentHandlers(false);
    logging.logger.addHandler(logging);
    return logging;
  }

  @Override
  public void publish(LogRecord record) {
    if (isLoggable(record)) {
      err.println("fude: warning: " + record.getMessage());
    }
  }

  @Override
  public void flush() {
    err.flush();
  }

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
