package dev.fude.painter;

import dev.fude.core.backend.InsufficientMemoryException;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import dev.fude.painter.picture.Framing;
import dev.fude.painter.picture.InvalidImageException;
import dev.fude.painter.picture.WorkingImage;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Refuses photographs that cannot be worked on, before anything of their size is allocated. */
final class Admission {
  private static final int MINIMUM_SIDE = 2;

  /** The image that is first the photograph and then the picture. */
  private static final long BYTES_PER_PIXEL = WorkingImage.BYTES_PER_PIXEL;

  private static final String[] UNITS = {"MiB", "GiB", "TiB"};

  private final Stylizer stylizer;
  private final PreparedGraph network;
  private final MemoryBudget budget;

  Admission(Stylizer stylizer, PreparedGraph network, MemoryBudget budget) {
    this.stylizer = stylizer;
    this.network = network;
    this.budget = budget;
  }

  /**
   * Checks one photograph, and reserves the memory that it needs.
   *
   * @param name what the photograph is called in messages
   * @param width its columns
   * @param height its rows
   * @param framing the part that is painted, and its size
   * @throws InvalidImageException if a side is below 2, so that there is nothing to mirror at its
   *     edge, or if there are more pixels than any heap could hold
   * @return its memory, to be given back when it is painted
   * @throws InsufficientMemoryException if the heap cannot hold it beside what is being painted
   */
  MemoryBudget.Reservation admit(String name, int width, int height, Framing framing) {
    if (width < MINIMUM_SIDE || height < MINIMUM_SIDE) {
      throw new InvalidImageException(
          String.format(
              "%s is %d x %d pixels; use a picture with sides of at least %d.",
              name, width, height, MINIMUM_SIDE));
    }
    return budget
        .reserve(heapBytesNeeded(name, width, height, framing))
        .orElseThrow(() -> new InsufficientMemoryException(refusal(name, width, height, framing)));
  }

  /** Reserves what the network alone needs for an input. */
  MemoryBudget.Reservation admit(Shape input) {
    long bytes = network.heapBytesNeeded(input);
    return budget
        .reserve(bytes)
        .orElseThrow(
            () ->
                new InsufficientMemoryException(
                    refusal("A run on an input of shape " + input, bytes)));
  }

  /** Why a photograph of this size does not fit, and the cure. */
  String refusal(String name, int width, int height, Framing framing) {
    return refusal(
        String.format("%s is %d x %d pixels, which", name, width, height),
        heapBytesNeeded(name, width, height, framing));
  }

  private String refusal(String what, long bytes) {
    MemoryBudget.State state = budget.state();
    String needs =
        String.format(
            "%s needs about %s of memory, but this JVM may use %s",
            what, inUnits(bytes), inUnits(state.bytes()));
    if (state.holders() == 0 || bytes > state.bytes()) {
      return needs + "; use a smaller picture or raise -Xmx.";
    }
    return String.format(
        "%s, and %d %s being painted %s %s of it; try again later, use a smaller picture or raise"
            + " -Xmx.",
        needs,
        state.holders(),
        state.holders() == 1 ? "picture" : "pictures",
        state.holders() == 1 ? "holds" : "hold",
        inUnits(state.heldBytes()));
  }

  /** Memory for a photograph of this size: its pixels, the tensors and the network's buffers. */
  long bytesNeeded(String name, int width, int height, Framing framing) {
    return bytesNeeded(name, width, height, framing, network::bytesNeeded);
  }

  /** The part of that memory that is taken from the Java heap. */
  private long heapBytesNeeded(String name, int width, int height, Framing framing) {
    return bytesNeeded(name, width, height, framing, network::heapBytesNeeded);
  }

  private long bytesNeeded(
      String name, int width, int height, Framing framing, ToLongFunction<Shape> ofNetwork) {
    try {
      Shape input = stylizer.networkInput(framing);
      Shape result =
          input.withChannels((int) BYTES_PER_PIXEL * stylizer.scale() * stylizer.scale());
      return result.arrayLength() + ofNetwork.applyAsLong(input);
    } catch (InvalidShapeException e) {
      // Its pixels would need a longer array than Java has: no heap cures that.
      throw new InvalidImageException(
          String.format(
              "%s is %d x %d pixels, more than one picture may have; use a smaller picture.",
              name, width, height),
          e);
    }
  }

  private static String inUnits(long bytes) {
    double amount = bytes / 1048576.0;
    int unit = 0;
    while (amount >= 1024 && unit < UNITS.length - 1) {
      amount /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
  }
}
