package dev.fude.core.op;

/** Where the pixels of a {@link Resize} come from, whatever its size. */
public sealed interface Sampling {
  /**
   * Interpolation between the four pixels round a position: {@link ResizeBilinear}.
   *
   * @param rule where the position is
   */
  record Bilinear(ResizeRule rule) implements Sampling {
    @Override
    public RowReach rowReach() {
      return (wanted, inputHeight, outputHeight) -> {
        long first = (long) rule.position(wanted.from(), inputHeight, outputHeight);
        long last = (long) rule.position(wanted.to() - 1, inputHeight, outputHeight) + 1;
        return Rows.within(first, last, inputHeight);
      };
    }

    @Override
    public String id() {
      return rule.id();
    }
  }

  /** The one pixel at a position, rounded down: {@link ResizeNearest}. */
  record Nearest() implements Sampling {
    /**
     * The index in the input that an output index reads.
     *
     * @param index index along one output axis, from 0 to {@code out - 1}
     * @param in length of the input axis, at least 1
     * @param out length of the output axis, at least 1
     * @return {@code floor(index * in / out)}, from 0 to {@code in - 1}
     */
    public static int source(int index, int in, int out) {
      return (int) ((long) index * in / out);
    }

    @Override
    public RowReach rowReach() {
      return (wanted, inputHeight, outputHeight) ->
          Rows.within(
              source(wanted.from(), inputHeight, outputHeight),
              source(wanted.to() - 1, inputHeight, outputHeight),
              inputHeight);
    }

    @Override
    public String id() {
      return "nearest";
    }
  }

  /**
   * How far it looks up and down.
   *
   * @return the rows round a position
   */
  RowReach rowReach();

  /**
   * The sampling's name in plans.
   *
   * @return lower case with underscores, such as {@code align_corners} or {@code nearest}
   */
  String id();
}
