package dev.fude.benchmarks;

import dev.fude.core.backend.Precision;
import dev.fude.core.tensor.Tensor;
import dev.fude.painter.Painter;

/** Ours, on the backend asked for by name. */
final class FudeEngine implements PictureEngine {
  static final String PREFIX = "fude-";

  static final String FP16 = "-fp16";

  private static final String EXACT = "-exact";

  private final Painter painter;
  private final Tensor input;

  private FudeEngine(
      Network network,
      String backend,
      boolean exact,
      Precision precision,
      int threads,
      Tensor input) {
    this.input = input;
    painter =
        Painter.builder()
            .model(network.model())
            .backend(backend)
            .exact(exact)
            .precision(precision)
            .threads(threads)
            .build();
  }

  /**
   * Makes ours ready.
   *
   * @param name such as {@code fude-simd}, {@code fude-simd-exact} or {@code fude-cuda-fp16}
   * @param network what to run
   * @param threads threads that a run may keep busy
   * @param input (1, height, width, 3)
   * @return the engine
   */
  static FudeEngine open(String name, Network network, int threads, Tensor input) {
    boolean exact = name.endsWith(EXACT);
    boolean fp16 = name.endsWith(FP16);
    int end = name.length() - (exact ? EXACT.length() : fp16 ? FP16.length() : 0);
    Precision precision = fp16 ? Precision.FLOAT16 : Precision.FLOAT32;
    String backend = name.substring(PREFIX.length(), end);
    return new FudeEngine(network, backend, exact, precision, threads, input);
  }

  @Override
  public Object run() {
    return painter.run(input);
  }

  @Override
  public Tensor picture() {
    return painter.run(input);
  }

  @Override
  public void close() {
    painter.close();
  }
}
