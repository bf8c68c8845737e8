package dev.fude.ops.runtime;

import dev.fude.core.op.Rows;
import dev.fude.core.op.Window;

/**
 * The rows of a sliding window's result, split over the workers, and the rows of the input as each
 * of them reads them: with or without an {@link Overlap} of the two.
 */
public final class Bands {
  /** Numbers that are copied at once. */
  private static final int PIECE_NUMBERS = 1 << 14;

  private static final int PIECE_SCRATCH = 0;

  private final KernelCall call;
  private final Rows units;
  private final Overlap overlap; // or null

  private Bands(KernelCall call, Rows units, Overlap overlap) {
    this.call = call;
    this.units = units;
    this.overlap = overlap;
  }

  /** Computes some rows of the output. */
  @FunctionalInterface
  public interface Body {
    /**
     * Computes units of rows.
     *
     * @param from the first unit
     * @param to one past the last
     * @param rows the stored rows of the input
     * @param scratch memory of the thread that computes them
     */
    void compute(int from, int to, StoredRows rows, Scratch scratch);
  }

  /**
   * The bands of a call.
   *
   * @param call the call, of one input
   * @param window the window, without the larger steps that tiles make
   * @param unit output rows that are computed together
   * @param units those that hold the wanted rows, counted through all pictures
   * @return the bands
   */
  public static Bands of(KernelCall call, Window window, int unit, Rows units) {
    if (call.margins() == null) {
      return new Bands(call, units, null);
    }
    KernelInput input = call.input();
    Overlap overlap =
        Overlap.of(
                window,
                unit,
                Workers.overlapBands(call.workers().threads()),
                input.stored(),
                input.value().pitch(),
                input.sampling(),
                call.shape())
            .orElseThrow();
    return new Bands(call, units, overlap);
  }

  /**
   * Computes all units. The body must ask {@link Workers#throwIfCancelled} now and then.
   *
   * @param body computes some of them
   * @throws dev.fude.core.backend.RunCancelledException if the caller is interrupted
   */
  public void split(Body body) {
    StoredValue input = call.input().value();
    Workers workers = call.workers();
    if (overlap == null) {
      workers.split(
          units.count(),
          (from, to, scratch) ->
              body.compute(units.from() + from, units.from() + to, StoredRows.of(input), scratch));
      return;
    }
    StoredValue spread = overlap.spread(input);
    spread(input, spread);
    copyMargins(spread);
    workers.split(
        overlap.bands(),
        overlap::firstUnit,
        (from, to, scratch) ->
            body.compute(
                from,
                to,
                new OverwrittenRows(overlap, spread, call.margins(), overlap.bandOf(from), scratch),
                scratch));
  }

  /**
   * Moves rows apart. The lower half goes where no row was; then the lower half of the rest, and so
   * on.
   */
  private void spread(StoredValue from, StoredValue to) {
    if (!overlap.spreads()) {
      return;
    }
    for (int end = from.shape().height(); end > 0; end = end / 2) {
      int first = end / 2;
      call.workers()
          .split(
              end - first,
              (low, high, scratch) -> {
                for (int row = first + high - 1; row >= first + low; row--) {
                  copyRow(from, row, to, row, scratch);
                }
              });
    }
  }

  private void copyMargins(StoredValue spread) {
    call.workers()
        .split(
            overlap.marginRows(),
            (low, high, scratch) -> {
              for (int row = low; row < high; row++) {
                copyRow(spread, overlap.marginSource(row), call.margins(), row, scratch);
              }
            });
  }

  private void copyRow(StoredValue from, int row, StoredValue to, int toRow, Scratch scratch) {
    call.workers().throwIfCancelled();
    float[] piece = scratch.floats(PIECE_SCRATCH, PIECE_NUMBERS);
    int length = from.shape().width() * from.shape().channels();
    for (int at = 0; at < length; at += PIECE_NUMBERS) {
      int count = Math.min(PIECE_NUMBERS, length - at);
      from.slot().read(from.index(row, 0) + at, piece, 0, count);
      to.slot().write(to.index(toRow, 0) + at, piece, 0, count);
    }
  }
}
