package dev.fude.core.plan;

/**
 * Where a value is stored while a plan runs.
 *
 * @param slot index into the plan's slots, or that of {@link #INPUT}, {@link #NOWHERE} or an
 *     {@linkplain #output output}
 * @param offset elements of the slot before it; values beside each other live at the same time
 * @param pitch elements from the beginning of a row to that of the next; 0 if each begins where the
 *     one before ends. Only what was written over wider rows has them farther apart
 */
public record Place(int slot, long offset, long pitch) {
  /** The run's input, which is only read. */
  public static final Place INPUT = new Place(-1, 0);

  /**
   * Where a value goes that is not stored: all that anyone wants of it are the sums that its step
   * collects.
   */
  public static final Place NOWHERE = new Place(-2, 0);

  private static final int FIRST_OUTPUT = -3;

  /** The run's output, or the first of several. */
  public static final Place OUTPUT = output(0);

  /**
   * A place of rows one behind the other.
   *
   * @param slot index into the plan's slots
   * @param offset elements of the slot before it
   */
  public Place(int slot, long offset) {
    this(slot, offset, 0);
  }

  /**
   * The place of one of the run's outputs. It is written once; of several outputs, one may be read
   * on the way to another.
   *
   * @param index which of the plan's outputs, from 0
   * @return the place
   */
  public static Place output(int index) {
    return new Place(FIRST_OUTPUT - index, 0);
  }

  /**
   * Whether this is the place of an output.
   *
   * @return true for each {@link #output}
   */
  public boolean isOutput() {
    return slot <= FIRST_OUTPUT;
  }

  /**
   * Which of the plan's outputs this is the place of.
   *
   * @return from 0; without meaning for other places
   */
  public int outputIndex() {
    return FIRST_OUTPUT - slot;
  }

  @Override
  public String toString() {
    if (equals(INPUT)) {
      return "input";
    }
    if (isOutput()) {
      return equals(OUTPUT) ? "output" : "output " + (outputIndex() + 1);
    }
    if (equals(NOWHERE)) {
      return "nowhere";
    }
    return offset == 0 ? "#" + slot : "#" + slot + "+" + offset;
  }
}
