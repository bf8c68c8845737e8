package dev.fude.ops.runtime;

/**
 * The rows of a stored value as one worker reads them, while it goes down one strip of columns
 * after the other.
 */
public abstract class StoredRows {
  /**
   * The rows of an input that nobody writes over meanwhile.
   *
   * @param value the stored value
   * @return its rows
   */
  public static StoredRows of(StoredValue value) {
    return value.slot().array() == null ? new ReadRows(value) : new ArrayRows(value);
  }

  /**
   * Finds a piece of a row. What is not in an array is read into the caller's.
   *
   * @param row the stored row, counted through all pictures
   * @param x its first column
   * @param columns how many
   * @param to memory for the piece, (columns, channels)
   * @param at where in there
   * @return the array that holds the piece, from {@link #at()} on: only to be read, unless it is
   *     the caller's
   */
  public abstract float[] find(int row, int x, int columns, float[] to, int at);

  /**
   * Where the piece last found begins.
   *
   * @return index into the array that {@link #find} gave
   */
  public abstract int at();

  /**
   * Tells that the worker begins a strip of columns.
   *
   * @param end column of the output at which it ends, and the next begins
   */
  public void beginStrip(int end) {}

  private static final class ArrayRows extends StoredRows {
    private final StoredValue value;
    private final float[] array;
    private int at;

    ArrayRows(StoredValue value) {
      this.value = value;
      this.array = value.slot().array();
    }

    @Override
    public float[] find(int row, int x, int columns, float[] to, int toAt) {
      at = (int) value.index(row, x);
      return array;
    }

    @Override
    public int at() {
      return at;
    }
  }

  private static final class ReadRows extends StoredRows {
    private final StoredValue value;
    private int at;

    ReadRows(StoredValue value) {
      this.value = value;
    }

    @Override
    public float[] find(int row, int x, int columns, float[] to, int toAt) {
      at = toAt;
      value.slot().read(value.index(row, x), to, toAt, columns * value.shape().channels());
      return to;
    }

    @Override
    public int at() {
      return at;
    }
  }
}
