package dev.fude.painter.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is told in the log while a picture is read. */
final class WarningsTold extends Handler implements AutoCloseable {
  private final Logger logger = Logger.getLogger(PictureReader.class.getName());
  private final List<String> messages = new ArrayList<>();

  WarningsTold() {
    logger.addHandler(this);
    logger.setUseParentHandlers(false);
  }

  List<String> messages() {
    return messages;
  }

  @Override
  public void publish(LogRecord record) {
    if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
      messages.add(record.getMessage());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
