package dev.fude.ops.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The warm-up runs what it says, and is over when a network runs. */
@Tag("simd")
@Tag("every-width")
class SimdWarmUpTest {
  @Test
  void everyNetworkRuns() {
    assertThatCode(() -> GeneratorRuns.all().forEach(SmallRun::run)).doesNotThrowAnyException();
  }

  @Test
  void firstRunWaitsForTheWarmUp() {
    SimdBackend backend = new SimdBackend();
    GraphBuilder builder = Graph.builder("in", 1);
    Graph graph = builder.build(builder.add("tanh", new Tanh(), "in"));

    backend.warmUp();
    backend.warmUp();
    backend
        .prepare(graph, new Weights(Map.of(), Map.of()), ExecutionOptions.ofThreads(1))
        .run(Tensor.zeros(Shape.nhwc(1, 1, 1, 1)));

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("fude-simd-warm-up");
  }

  @Test
  void lightNetworkIsRepeatedItself() {
    Graph light = convolution(64);
    Graph heavy = convolution(2048);

    assertThat(SmallRun.picture(prepared(light), 64)).contains(Shape.nhwc(1, 16, 16, 64));
    assertThat(SmallRun.picture(prepared(heavy), 2048)).isEmpty();
  }

  @Test
  void pictureIsOneThatTheNetworkTakes() {
    Window window = Window.square(3, 1, Padding.reflect(20)); // needs more than 20 rows
    GraphBuilder builder = Graph.builder("in", 1);
    Graph graph = builder.build(builder.add("far", Conv2d.of(1, window), builder.input()));

    assertThat(SmallRun.picture(prepared(graph), 1)).contains(Shape.nhwc(1, 32, 32, 1));
  }

  @Test
  void guessIsTakenUpAgainAfterALightNetworkAndThenStays() {
    CountDownLatch guessed = new CountDownLatch(1);
    WarmUps warmUps = new WarmUps(() -> whenOpen(guessed));
    Graph light = convolution(1);
    Graph heavy = convolution(2048);
    assertThat(before(warmUps, light)).as("nobody asked").isEmpty();

    warmUps.begin();
    WarmUp own = before(warmUps, light).orElseThrow();
    assertThat(before(warmUps, light)).as("another light one").containsSame(own);
    WarmUp again = before(warmUps, heavy).orElseThrow();
    assertThat(again).isNotSameAs(own);
    assertThat(before(warmUps, light)).as("one more").containsSame(again);

    guessed.countDown();
    again.await();
    assertThat(own.isUnderWay()).as("the one before it").isFalse();
  }

  @Test
  void guessThatWasRightStays() {
    CountDownLatch guessed = new CountDownLatch(1);
    WarmUps warmUps = new WarmUps(() -> whenOpen(guessed));
    warmUps.begin();

    WarmUp guess = before(warmUps, convolution(2048)).orElseThrow();
    assertThat(before(warmUps, convolution(1))).containsSame(guess);
    guessed.countDown();
  }

  @Test
  void nothingBeginsOnceTheGuessIsOver() {
    WarmUps warmUps = new WarmUps(List::of);
    warmUps.begin();
    WarmUp first = before(warmUps, convolution(1)).orElseThrow(); // the guess, or begun beside it
    first.await();

    assertThat(before(warmUps, convolution(1))).containsSame(first);
    assertThat(first.isUnderWay()).isFalse();
  }

  private static List<SmallRun> whenOpen(CountDownLatch latch) {
    try {
      latch.await();
      return List.of();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<WarmUp> before(WarmUps warmUps, Graph graph) {
    ExecutionOptions options = ExecutionOptions.ofThreads(1);
    return warmUps.before(prepared(graph), graph, zeros(graph), options);
  }

  private static PreparedGraph prepared(Graph graph) {
    return SimdBackend.prepared(graph, zeros(graph), ExecutionOptions.ofThreads(1));
  }

  private static Weights zeros(Graph graph) {
    Map<String, Tensor> tensors = new HashMap<>();
    graph.parameterShapes().forEach((name, shape) -> tensors.put(name, Tensor.zeros(shape)));
    return new Weights(Map.of(), tensors);
  }

  /** 1 x 1, as many channels out as in. */
  private static Graph convolution(int channels) {
    GraphBuilder builder = Graph.builder("in", channels);
    return builder.build(builder.add("conv", Conv2d.pointwise(channels), builder.input()));
  }
}
