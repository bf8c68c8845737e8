package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.core.backend.RunCancelledException;
import dev.fude.core.file.DiskFullException;
import dev.fude.painter.Painter;
import dev.fude.painter.picture.PhotoDetails;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BatchTest {
  private static Painter painter;

  @TempDir Path folder;
  private final List<Job> jobs = new ArrayList<>();
  private final StringWriter told = new StringWriter();
  private BatchReport report;

  @BeforeAll
  static void makePainter() {
    painter = Painter.builder().builtIn().backend("scalar").build();
  }

  @AfterAll
  static void closePainter() {
    painter.close();
  }

  @BeforeEach
  void makeJobs() throws IOException {
    for (int i = 0; i < 6; i++) {
      Path photo = Fixtures.photo(folder, i + ".png", 8, 8);
      jobs.add(new Job(new Inputs.Photograph(photo, photo.getFileName()), folder.resolve("x")));
    }
    PrintWriter text = new PrintWriter(told, true);
    StatusLine none = new StatusLine(new PrintStream(PrintStream.nullOutputStream()), false);
    report = new BatchReport(text, new Failures(text), none, false);
    report.expect(jobs.size());
  }

  @Test
  void aFullDiskEndsTheRest() {
    paint(
        (job, anime) -> {
          if (job == jobs.get(1)) {
            awaitLeft(3);
            throw new DiskFullException("1.png cannot be written: the disk is full.", null);
          }
        });
    report.summarize();

    assertThat(report.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(told.toString())
        .containsOnlyOnce("1.png cannot be written")
        .as("the one that was being painted is still tried")
        .containsPattern("2 painted in .*, 1 failed \\(.*1\\.png\\), 3 not begun\\.");
  }

  @Test
  void aBrokenProgramCostsThePicturesThatNeedIt() {
    paint(
        (job, anime) -> {
          if (job == jobs.get(1)) {
            throw new NoClassDefFoundError("for/a/Test");
          }
        });
    report.summarize();

    assertThat(report.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(told.toString())
        .containsOnlyOnce("NoClassDefFoundError")
        .containsPattern("5 painted in .*, 1 failed \\(.*1\\.png\\)\\.");
  }

  @Test
  void anInterruptEndsTheRest() {
    Thread caller = Thread.currentThread();

    assertThatExceptionOfType(RunCancelledException.class)
        .isThrownBy(() -> paint((job, anime) -> caller.interrupt()));

    assertThat(Thread.interrupted()).as("whoever interrupted can see it").isTrue();
    assertThat(report.asMap()).extracting("not_begun").isNotEqualTo(0);
  }

  @Test
  void whatOneThreadFindsIsToldInTheOrderOfThePhotographs() throws IOException {
    Files.writeString(jobs.get(0).input(), "no picture");
    Files.writeString(jobs.get(3).input(), "no picture");

    paint(
        (job, anime) -> {
          if (job == jobs.get(4)) {
            throw new OutOfMemoryError("for a test");
          }
        });

    assertThat(told.toString().lines())
        .extracting(line -> line.replaceFirst("^.*?([0-9])\\.png.*$", "$1"))
        .containsExactly("0", "1", "2", "3", "4", "5");
  }

  @Test
  void atMostOnePictureWaitsToBeWritten() throws InterruptedException {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<Job> begun = new ArrayList<>();
    Thread batch =
        new Thread(
            () ->
                paint(
                    (job, anime) -> {
                      begun.add(job);
                      writing.countDown();
                      await(goOn);
                    }));
    batch.start();
    await(writing);
    awaitLeft(4);
    TimeUnit.MILLISECONDS.sleep(500);

    assertThat(begun).as("while the first is written").containsExactly(jobs.get(0));
    assertThat(report.interruption()).as("one more is painted").contains("4 of 6 left");
    goOn.countDown();
    batch.join();
    assertThat(begun).isEqualTo(jobs);
  }

  /** Waits until the painting of all but so many has begun. */
  private void awaitLeft(int photographs) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!report.interruption().contains(photographs + " of 6 left")) {
      assertThat(System.nanoTime()).as(report.interruption()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void paint(BiConsumer<Job, BufferedImage> writer) {
    Batch.Output output =
        new Batch.Output() {
          @Override
          public void requireFits(Job job, int width, int height) {}

          @Override
          public void write(Job job, BufferedImage anime, PhotoDetails details) {
            writer.accept(job, anime);
          }
        };
    try (Batch batch = new Batch(photo -> painter, output, report)) {
      batch.paint(jobs);
    }
  }
}
