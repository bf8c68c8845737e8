package dev.fude.core.plan;

/**
 * Where a value is stored while a plan runs.
 *
 * @param slot index into the plan's slots, or that of {@link #INPUT}, {@link #OUTPUT} or {@link
 *     #NOWHERE}
 * @param offset elements of the slot before it; values beside each other live at the same time
 * @param pitch elements from the beginning of a row to that of the next; 0 if each begins where the
 *     one before ends. Only what was written over wider rows has them farther apart
 */
public record Place(int slot, long offset, long pitch) {
  /** The run's input, which is only read. */
  public static final Place INPUT = new Place(-1, 0);

  /** The run's output, which is only written. */
  public static final Place OUTPUT = new Place(-2, 0);

  /**
   * Where a value goes that is not stored: all that anyone wants of it are the sums that its step
   * collects.
   */
  public static final Place NOWHERE = new Place(-3, 0);

  /**
   * A place of rows one behind the other.
   *
   * @param slot index into the plan's slots
   * @param offset elements of the slot before it
   */
  public Place(int slot, long offset) {
    this(slot, offset, 0);
  }

  @Override
  public String toString() {
    if (equals(INPUT)) {
      return "input";
    }
    if (equals(OUTPUT)) {
      return "output";
    }
    if (equals(NOWHERE)) {
      return "nowhere";
    }
    return offset == 0 ? "#" + slot : "#" + slot + "+" + offset;
  }
}
