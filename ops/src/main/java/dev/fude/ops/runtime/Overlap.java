package dev.fude.ops.runtime;

import dev.fude.core.op.Padding;
import dev.fude.core.op.Sampling;
import dev.fude.core.op.Sampling.Bilinear;
import dev.fude.core.op.Sampling.Nearest;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import java.util.Optional;

/**
 * How a sliding window's result is stored over its input, row for row, so that a picture's largest
 * value exists once and not twice.
 *
 * <p><b>Rows.</b> A worker goes down its band, and has loaded all that an output row needs when it
 * stores the row; so it may store it where the middle one of those input rows was. If a resize lies
 * between, each stored row serves two output rows, and lies at the end of the second one's place:
 * the input is <em>spread</em> out so before the step, and has been read when the output gets
 * there.
 *
 * <pre>
 * output rows     |-- 0 --|-- 1 --|-- 2 --|-- 3 --|
 * stored, plain   |-- 0 --|-- 1 --|-- 2 --|-- 3 --|
 * stored, spread  |       |-- 0 --|       |-- 1 --|
 * </pre>
 *
 * <p><b>Margins.</b> What one band reads of another's rows is copied aside before any band begins,
 * and so are the picture's last rows, which mirrored padding reads once more at the end.
 *
 * <p><b>Curtains.</b> Within a band, a strip of columns reads a few columns that the strip before
 * it has written over: they are kept, too ({@link OverwrittenRows}).
 *
 * <p>The result is the same to the bit as beside the input.
 */
public final class Overlap {
  private final Shape stored;
  private final Shape result;
  private final long pitch; // of the result's rows
  private final Padding padding;
  private final int reachDown; // input rows below the one that an output row stands on
  private final Sampling sampling; // or null
  private final int factor; // output rows for each stored row
  private final int unit; // output rows that are computed together
  private final int bands;
  private int above; // stored rows that a band reads of those above it
  private int below; // and below it
  private int last; // of the picture's last rows, that are read again

  private Overlap(
      Window window,
      int unit,
      int bands,
      Shape stored,
      long pitch,
      Optional<Sampling> sampling,
      Shape result) {
    this.stored = stored;
    this.result = result;
    this.padding = window.padding();
    this.reachDown = window.kernelH() - 1 - padding.top();
    this.sampling = sampling.orElse(null);
    this.factor = sampling.isPresent() ? 2 : 1;
    this.pitch = sampling.isPresent() ? row(result) : pitch;
    this.unit = unit;
    this.bands = Math.max(1, Math.min(bands, units() / factor));
    measureMargins();
  }

  /**
   * The overlap of a step.
   *
   * @param window the window, without the larger steps that tiles make
   * @param unit output rows that the kernel computes together
   * @param bands in how many bands workers take the rows
   * @param stored shape of what is stored of the input
   * @param pitch numbers between its rows
   * @param sampling the resize between, or empty
   * @param result shape of the result
   * @return empty if the result cannot be stored so: the window must move by single pixels and keep
   *     the size, a resize must double it, and rows must not grow otherwise
   */
  public static Optional<Overlap> of(
      Window window,
      int unit,
      int bands,
      Shape stored,
      long pitch,
      Optional<Sampling> sampling,
      Shape result) {
    boolean single =
        window.strideH() == 1
            && window.strideW() == 1
            && window.dilationH() == 1
            && window.dilationW() == 1
            && stored.batch() == 1;
    int factor = sampling.isPresent() ? 2 : 1;
    boolean sized =
        result.height() == factor * stored.height() && result.width() == factor * stored.width();
    boolean fits =
        factor == 1 ? row(result) <= pitch : row(stored) == pitch && pitch <= row(result);
    if (!single || !sized || !fits) {
      return Optional.empty();
    }
    Overlap overlap = new Overlap(window, unit, bands, stored, pitch, sampling, result);
    return overlap.readsInTime() ? Optional.of(overlap) : Optional.empty();
  }

  private static long row(Shape shape) {
    return (long) shape.width() * shape.channels();
  }

  /** Whether every stored row was last loaded before its place is written. */
  private boolean readsInTime() {
    for (int y = 0; y < factor * stored.height(); y++) {
      if (y - reachDown > factor * source(y) + factor - 1) {
        return false;
      }
    }
    return reachDown >= 0;
  }

  private void measureMargins() {
    for (int band = 1; band < bands; band++) {
      int edge = factor * firstStored(band);
      above = Math.max(above, firstStored(band) - source(Math.max(0, edge - padding.top())));
      int lowest = Math.min(factor * stored.height() - 1, edge - 1 + reachDown);
      below = Math.max(below, sourceEnd(lowest) - firstStored(band));
    }
    last = stored.height() - source(Math.max(0, result.height() - 1 - padding.bottom()));
  }

  /** The upper stored row that a row of the resized input is made of. */
  private int source(int y) {
    return sampling == null ? y : source(y, stored.height(), result.height());
  }

  private int source(int index, int extent, int resized) {
    return sampling instanceof Bilinear bilinear
        ? (int) bilinear.rule().position(index, extent, resized)
        : Nearest.source(index, extent, resized);
  }

  /** One past the lower of them. */
  private int sourceEnd(int y) {
    return Math.min(stored.height(), source(y) + (sampling instanceof Bilinear ? 2 : 1));
  }

  private int units() {
    return (result.height() + unit - 1) / unit;
  }

  /** In how many bands workers take the rows. */
  int bands() {
    return bands;
  }

  /** The first unit of a band; all of them for one past the last band. A stored row ends there. */
  int firstUnit(int band) {
    int step = unit % factor == 0 ? 1 : factor;
    return band == bands ? units() : step * Workers.firstOverlapRow(units() / step, band, bands);
  }

  /** The first stored row of a band. */
  int firstStored(int band) {
    return band == bands ? stored.height() : firstUnit(band) * unit / factor;
  }

  /** The band that begins with a unit. */
  int bandOf(int unit) {
    int band = 0;
    while (firstUnit(band) != unit) {
      band++;
    }
    return band;
  }

  /** Where the stored rows are when the step begins to read them. */
  StoredValue spread(StoredValue input) {
    long inner = factor == 1 ? 0 : pitch - row(stored);
    return new StoredValue(
        input.slot(), input.offset() + (factor - 1) * pitch + inner, factor * pitch, stored);
  }

  /** Whether the stored rows must be moved for that. */
  boolean spreads() {
    return factor > 1;
  }

  /**
   * Memory for what is copied aside.
   *
   * @return numbers
   */
  public long marginNumbers() {
    return marginRows() * row(stored);
  }

  int marginRows() {
    return (bands - 1) * (above + below) + last;
  }

  /** The stored row that is copied into a row of the margins. */
  int marginSource(int marginRow) {
    int atEdges = (bands - 1) * (above + below);
    if (marginRow >= atEdges) {
      return stored.height() - last + marginRow - atEdges;
    }
    int edge = marginRow / (above + below);
    int row = firstStored(edge + 1) - above + marginRow % (above + below);
    return Math.max(0, Math.min(stored.height() - 1, row));
  }

  /** The row of the margins where a band finds a stored row, or -1 if it is in its own place. */
  int marginRow(int band, int storedRow) {
    if (storedRow >= stored.height() - last) {
      return (bands - 1) * (above + below) + storedRow - (stored.height() - last);
    }
    int first = firstStored(band);
    int end = firstStored(band + 1);
    if (storedRow >= first && storedRow < end) {
      return -1;
    }
    int edge = storedRow < first ? band - 1 : band;
    return edge * (above + below) + storedRow - (firstStored(edge + 1) - above);
  }

  /** The first stored column of which nothing is written over when output columns below x are. */
  int firstIntact(int x) {
    long inner = factor == 1 ? 0 : pitch - row(stored);
    long numbers = (long) x * result.channels() - inner + stored.channels() - 1;
    return (int) Math.max(0, Math.min(stored.width(), numbers / stored.channels()));
  }

  /** Whether no strip begins at an output column, because the picture ends there. */
  boolean endsAt(int x) {
    return x >= result.width();
  }

  /** The first stored column that a strip reads which begins at an output column. */
  int firstRead(int x) {
    int mirrored = result.width() - 1 - padding.right();
    int column = Math.max(0, Math.min(x - padding.left(), mirrored));
    return sampling == null ? column : source(column, stored.width(), result.width());
  }
}
