package dev.fude.benchmarks;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.testkit.SeededTensors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One picture through the whole network, from tensor to tensor. Each engine is first checked
 * against the scalar backend on a small picture: a wrong result has no speed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 7, time = 2)
public class WholePicture {
  private static final long SEED = 20_261_122;
  private static final int CHECKED_HEIGHT = 32;
  private static final int CHECKED_WIDTH = 48;

  /** Of the range [-1, 1]; engines differ by the order and the algorithms of their sums. */
  private static final double TOLERANCE = 1e-3;

  /** Two of 256 grey levels, which is what {@code fp16} promises. */
  private static final double FP16_TOLERANCE = 2 / 127.5;

  /**
   * The engine. Others that can be named: {@code fude-loops}, {@code fude-cuda} and {@code
   * fude-cuda-fp16} on a machine with a GPU, {@code fude-scalar}, which takes minutes for a
   * picture, and {@code pytorch} in a jar built with the profile of that name.
   */
  @Param({"fude-simd", "fude-simd-exact", "onnxruntime"})
  public String engine;

  /** The network: {@value Network#ANIMEGAN_V2}, or an ONNX file of the family. */
  @Param(Network.ANIMEGAN_V2)
  public String network;

  /** Columns and rows. */
  @Param({"256", "512", "1024"})
  public int size;

  /** Threads that a run may keep busy; 0 for one for each processor. */
  @Param({"1", "2"})
  public int threads;

  private PictureEngine ready;

  /** Checks the engine, and makes it ready for the size. */
  @Setup
  public void open() {
    int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    Network opened = Network.of(network);
    check(opened, count);
    ready = PictureEngine.open(engine, opened, count, noise(size, size));
  }

  private void check(Network opened, int count) {
    Tensor small = noise(CHECKED_HEIGHT, CHECKED_WIDTH);
    try (PictureEngine specification = PictureEngine.open("fude-scalar", opened, count, small);
        PictureEngine checked = PictureEngine.open(engine, opened, count, small)) {
      double difference = maxDifference(specification.picture(), checked.picture());
      if (!(difference <= (engine.endsWith(FudeEngine.FP16) ? FP16_TOLERANCE : TOLERANCE))) {
        throw new IllegalStateException(
            String.format(
                "%s is off by %g (seed %d); a wrong result has no speed.",
                engine, difference, SEED));
      }
      System.out.printf("%n# %s is within %.1e of fude-scalar%n", engine, difference);
    }
  }

  private static Tensor noise(int height, int width) {
    return SeededTensors.uniform(Shape.nhwc(1, height, width, 3), -1, 1, SEED);
  }

  /** The largest difference of two pictures; NaN if either holds one. */
  static double maxDifference(Tensor expected, Tensor actual) {
    double largest = 0;
    for (int i = 0; i < expected.data().length; i++) {
      largest = Math.max(largest, Math.abs((double) expected.data()[i] - actual.data()[i]));
    }
    return largest;
  }

  /**
   * Runs the network once.
   *
   * @return what it gave
   */
  @Benchmark
  public Object picture() {
    return ready.run();
  }

  /** Frees what the engine holds. */
  @TearDown
  public void close() {
    ready.close();
  }
}
