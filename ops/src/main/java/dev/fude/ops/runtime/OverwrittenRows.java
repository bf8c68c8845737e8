package dev.fude.ops.runtime;

/**
 * The rows of an input that the step itself writes over: in their place until then, else in the
 * margins or behind the curtain of {@link Overlap}. For one worker and one band.
 */
final class OverwrittenRows extends StoredRows {
  /** The worker's arrays for the curtains of two strips. */
  private static final int[] CURTAIN_SCRATCH = {Scratch.ARRAYS - 2, Scratch.ARRAYS - 1};

  private final Overlap overlap;
  private final StoredValue input; // spread
  private final StoredRows inPlace;
  private final StoredRows inMargins;
  private final int band;
  private final int channels;
  private final int firstRow;
  private final int rows;
  private final Scratch scratch;
  private Curtain now = Curtain.NONE;
  private Curtain next = Curtain.NONE;
  private int at;

  OverwrittenRows(
      Overlap overlap, StoredValue input, StoredValue margins, int band, Scratch scratch) {
    this.overlap = overlap;
    this.input = input;
    this.inPlace = StoredRows.of(input);
    this.inMargins = StoredRows.of(margins);
    this.band = band;
    this.scratch = scratch;
    this.channels = input.shape().channels();
    this.firstRow = overlap.firstStored(band);
    this.rows = overlap.firstStored(band + 1) - firstRow;
  }

  /**
   * Columns that the strip before has written over, kept of all rows of the band.
   *
   * @param first the first of them
   * @param end one past the last
   * @param data (rows, columns, channels)
   * @param scratch which of the worker's arrays that is
   */
  private record Curtain(int first, int end, float[] data, int scratch) {
    static final Curtain NONE = new Curtain(0, 0, new float[0], CURTAIN_SCRATCH[0]);
  }

  @Override
  public void beginStrip(int to) {
    now = next;
    int first = overlap.firstRead(to);
    int end = overlap.firstIntact(to);
    if (overlap.endsAt(to) || first >= end) {
      next = Curtain.NONE;
      return;
    }
    int rowNumbers = (end - first) * channels;
    int other = CURTAIN_SCRATCH[now.scratch == CURTAIN_SCRATCH[0] ? 1 : 0];
    float[] data = scratch.floats(other, rows * rowNumbers);
    for (int row = 0; row < rows; row++) {
      read(firstRow + row, first, end - first, data, row * rowNumbers);
    }
    next = new Curtain(first, end, data, other);
  }

  @Override
  public float[] find(int row, int x, int columns, float[] to, int toAt) {
    int marginRow = overlap.marginRow(band, row);
    if (marginRow >= 0) {
      return found(inMargins, marginRow, x, columns, to, toAt);
    }
    if (x >= now.end) {
      return found(inPlace, row, x, columns, to, toAt);
    }
    at = toAt;
    read(row, x, columns, to, toAt);
    return to;
  }

  private float[] found(StoredRows where, int row, int x, int columns, float[] to, int toAt) {
    float[] array = where.find(row, x, columns, to, toAt);
    at = where.at();
    return array;
  }

  private void read(int row, int x, int columns, float[] to, int toAt) {
    int kept = Math.max(0, Math.min(columns, now.end - x));
    if (kept > 0) {
      int from = ((row - firstRow) * (now.end - now.first) + x - now.first) * channels;
      System.arraycopy(now.data, from, to, toAt, kept * channels);
    }
    if (columns > kept) {
      input
          .slot()
          .read(
              input.index(row, x + kept), to, toAt + kept * channels, (columns - kept) * channels);
    }
  }

  @Override
  public int at() {
    return at;
  }
}
