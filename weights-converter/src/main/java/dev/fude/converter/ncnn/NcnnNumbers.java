package dev.fude.converter.ncnn;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.core.weights.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A {@code .bin} file: the layers' numbers one after another, without a word of whose they are. A
 * kernel has a tag before it that tells how it is stored, and is filled up to whole words; vectors
 * are plain float32.
 */
final class NcnnNumbers {
  private static final int PLAIN = 0;
  private static final int HALVES = 0x01306B47;

  private final ByteBuffer bytes;

  NcnnNumbers(ByteBuffer file) {
    bytes = file.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The next kernel.
   *
   * @param extents its extents, outermost first
   * @throws MalformedSourceException if the file ends before, or stores it in another way
   */
  NeutralTensor tagged(NcnnLayer layer, int... extents) {
    int tag = taken(layer, Integer.BYTES).getInt(0);
    if (tag != PLAIN && tag != HALVES) {
      throw new MalformedSourceException(
          String.format(
              "its layer %s has numbers that are neither float32 nor float16; make the file again"
                  + " from the original without int8",
              layer.label()));
    }
    return next(layer, tag == HALVES ? DType.F16 : DType.F32, extents);
  }

  /** The next numbers that have no tag, as {@link #tagged}. */
  NeutralTensor plain(NcnnLayer layer, int... extents) {
    return next(layer, DType.F32, extents);
  }

  private NeutralTensor next(NcnnLayer layer, DType dtype, int... extents) {
    long count = 1;
    for (int extent : extents) {
      count = extent < 0 ? Integer.MAX_VALUE : Math.min(count * extent, Integer.MAX_VALUE);
    }
    ByteBuffer numbers = taken(layer, count * dtype.bytes());
    int beyond = numbers.remaining() % Integer.BYTES;
    if (beyond > 0) {
      taken(layer, Integer.BYTES - beyond);
    }
    return NeutralTensor.dense(dtype, extents, numbers);
  }

  private ByteBuffer taken(NcnnLayer layer, long count) {
    if (count > bytes.remaining()) {
      throw new MalformedSourceException(
          String.format(
              "the .bin file ends before the numbers of its layer %s; download both again",
              layer.label()));
    }
    ByteBuffer taken = bytes.slice(bytes.position(), (int) count).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + (int) count);
    return taken;
  }

  /** What is left at the end. */
  void requireEnd() {
    if (bytes.hasRemaining()) {
      throw new MalformedSourceException(
          String.format(
              "the .bin file has %d bytes more than its layers take; the two do not belong"
                  + " together",
              bytes.remaining()));
    }
  }
}
