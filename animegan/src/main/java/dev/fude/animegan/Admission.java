package dev.fude.animegan;

import dev.fude.animegan.image.InvalidImageException;
import dev.fude.core.backend.InsufficientMemoryException;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.Locale;

/** Refuses photographs that cannot be worked on, before anything of their size is allocated. */
final class Admission {
  private static final int MINIMUM_SIDE = 2;

  /** The decoded photograph, its pixels, the result's pixels and the result: 4 bytes each. */
  private static final long BYTES_PER_PIXEL = 16;

  /** A size that every network takes, for estimates beyond what one Java array may hold. */
  private static final Shape SAMPLE = Shape.nhwc(1, 1024, 1024, 3);

  private static final String[] UNITS = {"MiB", "GiB", "TiB", "PiB", "EiB"};

  private final Stylizer stylizer;
  private final PreparedGraph network;
  private final long heapBytes;

  Admission(Stylizer stylizer, PreparedGraph network, long heapBytes) {
    this.stylizer = stylizer;
    this.network = network;
    this.heapBytes = heapBytes;
  }

  /**
   * Checks one photograph.
   *
   * @param name what the photograph is called in messages
   * @param width its columns
   * @param height its rows
   * @throws InvalidImageException if a side is below 2: there is nothing to mirror at its edge
   * @throws InsufficientMemoryException if the heap could not hold it even if it were empty
   */
  void require(String name, int width, int height) {
    if (width < MINIMUM_SIDE || height < MINIMUM_SIDE) {
      throw new InvalidImageException(
          String.format(
              "%s is %d x %d pixels; use a picture with sides of at least %d.",
              name, width, height, MINIMUM_SIDE));
    }
    if (bytesNeeded(width, height) > heapBytes) {
      throw new InsufficientMemoryException(refusal(name, width, height));
    }
  }

  /** Why a photograph of this size does not fit, and the cure. */
  String refusal(String name, int width, int height) {
    return String.format(
        "%s is %d x %d pixels, which needs about %s of memory, but this JVM may use %s; use a"
            + " smaller picture or raise -Xmx.",
        name, width, height, inUnits(bytesNeeded(width, height)), inUnits(heapBytes));
  }

  /** Memory for a photograph of this size: its pixels, the tensors and the network's buffers. */
  long bytesNeeded(int width, int height) {
    return (long) width * height * BYTES_PER_PIXEL + networkBytes(width, height);
  }

  private long networkBytes(int width, int height) {
    try {
      return withInput(stylizer.networkInput(width, height));
    } catch (InvalidShapeException e) {
      // Beyond the largest array nothing can be planned, but memory grows with the pixels.
      double samples = (double) width * height / (SAMPLE.height() * SAMPLE.width());
      return (long) (samples * withInput(SAMPLE));
    }
  }

  private long withInput(Shape input) {
    return network.bytesNeeded(input) + (long) input.elements() * Float.BYTES;
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
