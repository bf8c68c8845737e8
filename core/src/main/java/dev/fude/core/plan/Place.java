package dev.fude.core.plan;

/**
 * Where a value is stored while a plan runs.
 *
 * @param slot index into the plan's slots, or that of {@link #INPUT} or {@link #OUTPUT}
 * @param offset elements of the slot before it; values beside each other live at the same time
 */
public record Place(int slot, long offset) {
  /** The run's input, which is only read. */
  public static final Place INPUT = new Place(-1, 0);

  /** The run's output, which is only written. */
  public static final Place OUTPUT = new Place(-2, 0);

  @Override
  public String toString() {
    if (equals(INPUT)) {
      return "input";
    }
    if (equals(OUTPUT)) {
      return "output";
    }
    return offset == 0 ? "#" + slot : "#" + slot + "+" + offset;
  }
}
