package dev.fude.backend.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is forgotten is told of, what was closed is not. */
class LeakReportTest {
  private static final long PATIENCE_SECONDS = 20;
  private static final Logger LOGGER = Logger.getLogger(LeakReport.class.getName());

  private final BlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord logged) {
          records.add(logged);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(handler);
  }

  private static Resources forgottenOwner(boolean closed) {
    Resources resources = new Resources();
    resources.add(() -> {});
    LeakReport.watch(new Object(), resources);
    if (closed) {
      resources.close();
    }
    return resources;
  }

  private LogRecord nextReport() throws InterruptedException {
    LogRecord found = null;
    for (int second = 0; second < PATIENCE_SECONDS && found == null; second++) {
      System.gc();
      found = records.poll(1, TimeUnit.SECONDS);
    }
    return found;
  }

  @Test
  void onlyWhatWasForgottenOpenIsReported() throws InterruptedException {
    Resources closed = forgottenOwner(true);
    Resources open = forgottenOwner(false);

    LogRecord report = nextReport();

    assertThat(report.getLevel()).isEqualTo(Level.WARNING);
    assertThat(report.getMessage()).contains("was not closed").endsWith(".");
    assertThat(records).as("another report").isEmpty();
    assertThat(closed.isEmpty()).isTrue();
    assertThat(open.isEmpty()).as("the report frees nothing").isFalse();
  }
}
