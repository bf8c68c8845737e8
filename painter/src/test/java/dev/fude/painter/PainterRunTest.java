package dev.fude.painter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.core.backend.BackendUnavailableException;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.painter.picture.Brightness;
import dev.fude.painter.picture.PictureSource;
import dev.fude.painter.picture.PixelRows;
import dev.fude.painter.picture.TestPictures;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The facade on the backend that this execution tests, with weights that nobody trained. */
@Tag("kernels")
class PainterRunTest {
  private static final long SEED = 81;

  @ParameterizedTest
  @EnumSource(ResizeRule.class)
  void oddAndTinyPicturesKeepTheirSize(ResizeRule rule) {
    Painter painter = real(rule).build();
    int[][] sizes = {{2, 2}, {3, 8}, {9, 5}, {13, 11}};
    for (int[] size : sizes) {
      BufferedImage anime = painter.stylize(TestPictures.noise(size[0], size[1], 2, SEED));

      assertThat(anime.getWidth()).as("%s", rule).isEqualTo(size[0]);
      assertThat(anime.getHeight()).as("%s", rule).isEqualTo(size[1]);
    }
  }

  @Test
  void eightThreadsAtOnceGetBitIdenticalPictures() throws Exception {
    Painter painter = real(ResizeRule.ASYMMETRIC).threads(2).build();
    BufferedImage photo = TestPictures.noise(17, 12, BufferedImage.TYPE_INT_RGB, SEED);
    Tensor input = Tensor.of(Shape.nhwc(1, 8, 12, 3), new float[288]);
    int[] expected = pixels(painter.stylize(photo));
    float[] expectedNumbers = painter.run(input).data();

    int threads = 8;
    CountDownLatch start = new CountDownLatch(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Callable<Void> run =
          () -> {
            start.countDown();
            start.await();
            assertThat(pixels(painter.stylize(photo))).isEqualTo(expected);
            assertThat(painter.run(input).data()).isEqualTo(expectedNumbers);
            return null;
          };
      List<Future<Void>> runs = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        runs.add(pool.submit(run));
      }
      for (Future<Void> one : runs) {
        one.get();
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aCallersExecutorIsUsed() {
    AtomicInteger tasks = new AtomicInteger();
    Painter painter =
        real(ResizeRule.ASYMMETRIC)
            .threads(2)
            .executor(
                task -> {
                  tasks.incrementAndGet();
                  new Thread(task).start();
                })
            .build();

    painter.stylize(TestPictures.noise(16, 16, 1, SEED));

    assertThat(tasks.get()).isPositive();
  }

  @Test
  void progressGoesUpToTheWhole() {
    List<Long> done = new ArrayList<>();
    List<Long> totals = new ArrayList<>();

    real(ResizeRule.ASYMMETRIC)
        .build()
        .stylize(
            PictureSource.of(TestPictures.noise(8, 8, 1, SEED)),
            RunOptions.DEFAULTS.withProgress(
                (sofar, total) -> {
                  done.add(sofar);
                  totals.add(total);
                }));

    assertThat(done).isSorted().endsWith(totals.get(0));
    assertThat(totals).containsOnly(401_072L * 64);
  }

  @Test
  void brightnessIsMatchedToThePhotograph() {
    BufferedImage photo = TestPictures.noise(12, 12, BufferedImage.TYPE_INT_RGB, SEED);
    BufferedImage expected = real(ResizeRule.ASYMMETRIC).build().stylize(photo);
    int[] unmatched = pixels(expected);
    Brightness.match(PixelRows.of(expected), Brightness.of(PixelRows.of(photo)));

    BufferedImage matched =
        real(ResizeRule.ASYMMETRIC).matchBrightness(true).build().stylize(photo);

    assertThat(pixels(matched)).isEqualTo(pixels(expected)).isNotEqualTo(unmatched);
  }

  @Test
  void tensorsThatTheNetworkCannotTakeAreNamed() {
    Painter painter = real(ResizeRule.ASYMMETRIC).build();

    assertThatExceptionOfType(InvalidShapeException.class)
        .isThrownBy(() -> painter.run(Tensor.zeros(Shape.nhwc(1, 4, 4, 3))))
        .withMessageContaining("block_b");
    assertThatExceptionOfType(InvalidShapeException.class)
        .isThrownBy(() -> painter.run(Tensor.zeros(Shape.nhwc(1, 8, 8, 4))))
        .withMessageContaining("3 channels");
  }

  @Test
  void loadingTellsWhatRuns() {
    List<LogRecord> records =
        recorded(() -> real(ResizeRule.ASYMMETRIC).backend("auto").threads(1).build());

    String best = TestExecution.backend();
    assertThat(records)
        .filteredOn(record -> record.getLevel().equals(Level.INFO))
        .singleElement()
        .satisfies(
            record ->
                assertThat(record.getMessage())
                    .startsWith("Model animeganv2 runs on backend " + best + " (")
                    .endsWith("), 1 thread."));
  }

  @Test
  @Tag("without-vector")
  void aRefusedFasterBackendIsToldWithTheCure() {
    List<LogRecord> records = recorded(() -> real(ResizeRule.ASYMMETRIC).backend("auto").build());

    assertThat(records)
        .singleElement()
        .satisfies(
            record ->
                assertThat(record.getMessage())
                    .contains("simd")
                    .contains("--add-modules jdk.incubator.vector"));
  }

  @Test
  @Tag("without-vector")
  void simdAskedForByNameIsAnErrorWithTheCure() {
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> real(ResizeRule.ASYMMETRIC).backend("simd").build())
        .withMessageContaining("--add-modules jdk.incubator.vector");
  }

  @Test
  @Tag("simd")
  void theBestBackendHasNoWarning() {
    assertThat(recorded(() -> real(ResizeRule.ASYMMETRIC).backend("auto").build()))
        .noneMatch(record -> record.getLevel().equals(Level.WARNING));
  }

  /** 512 x 512 is the published network's 105 thousand million multiply-adds, 800 x 600 more. */
  @Test
  @Tag("simd")
  void oneSmallPhotographIsNoReasonToCompileVectors() {
    assertThat(chosenFor(512, 512, Sizing.EXACT)).isEqualTo("loops");
    assertThat(chosenFor(800, 600, Sizing.EXACT)).isEqualTo("simd");
    assertThat(chosenFor(40_000, 40_000, Sizing.EXACT)).isEqualTo("simd");
    assertThat(chosenFor(40_000, 40_000, Sizing.FACE)).isEqualTo("loops");
  }

  private static String chosenFor(int width, int height, Sizing sizing) {
    PainterBuilder builder = real(ResizeRule.ASYMMETRIC).backend("auto").sizing(sizing);
    try (Painter painter = builder.expecting(width, height).build()) {
      return painter.backendName();
    }
  }

  private static PainterBuilder real(ResizeRule rule) {
    return Painter.builder().model(TestModels.random(rule, SEED)).backend(TestExecution.backend());
  }

  private static List<LogRecord> recorded(Runnable action) {
    List<LogRecord> records = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            records.add(record);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(Painter.class.getName());
    logger.addHandler(handler);
    try {
      action.run();
    } finally {
      logger.removeHandler(handler);
    }
    return records;
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
