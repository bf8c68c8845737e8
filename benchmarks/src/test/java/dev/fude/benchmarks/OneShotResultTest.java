package dev.fude.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OneShotResultTest {
  private static final OneShotResult SMALL = result("fude", 64, 2, 100);
  private static final OneShotResult LARGE = result("fude", 1024, 2, 400);
  private static final OneShotResult RIVAL = result("onnxruntime", 1024, 2, 2000);
  private static final OneShotResult RIVAL_ALONE = result("onnxruntime", 1024, 1, 2000);
  private static final List<OneShotResult> ALL = List.of(SMALL, LARGE, RIVAL, RIVAL_ALONE);

  private static OneShotResult result(String engine, int size, int threads, double mib) {
    return new OneShotResult(
        new OneShotJob(engine, List.of(), PhotoSize.square(size), threads),
        new Samples(List.of(1.0)),
        new Samples(List.of(mib)),
        new Samples(List.of(mib / 2)),
        new Samples(List.of(0.0)),
        Optional.empty());
  }

  @Test
  void rivalHasTheSameSizeAndThreads() {
    assertThat(LARGE.rivalIn(ALL)).hasValue(RIVAL);
    assertThat(RIVAL_ALONE.rivalIn(ALL)).hasValue(RIVAL_ALONE);
    assertThat(SMALL.rivalIn(ALL)).isEmpty();
  }

  @Test
  void pixelsAreChargedWhatTheyAddToTheSmallestPicture() {
    double pixels = 1024 * 1024 - 64 * 64;

    assertThat(LARGE.bytesPerPixelIn(ALL).orElseThrow())
        .isCloseTo(300 * 1048576.0 / pixels, within(1e-9));
    assertThat(SMALL.bytesPerPixelIn(ALL)).isEmpty();
    assertThat(RIVAL.bytesPerPixelIn(ALL)).as("its only size").isEmpty();
  }

  @Test
  void unknownPeaksChargeNothing() {
    OneShotResult unknown =
        new OneShotResult(
            LARGE.job(),
            LARGE.seconds(),
            new Samples(List.of()),
            new Samples(List.of()),
            new Samples(List.of()),
            Optional.empty());

    assertThat(unknown.bytesPerPixelIn(List.of(SMALL, unknown))).isEmpty();
  }
}
