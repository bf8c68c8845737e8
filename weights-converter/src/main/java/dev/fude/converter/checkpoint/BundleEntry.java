package dev.fude.converter.checkpoint;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.protobuf.ProtoMessage;
import dev.fude.converter.tensorflow.TensorFlowTypes;
import dev.fude.core.Quoted;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * What an index says of one variable. The clauses of its exceptions go on after the variable's
 * name.
 *
 * <p>Source: the messages {@code BundleEntryProto} in {@code tensor_bundle.proto} and {@code
 * TensorShapeProto} in {@code tensor_shape.proto} of TensorFlow; the numbers are their fields'.
 *
 * @param message the whole entry
 * @param shard the file that holds the numbers
 * @param offset where they begin in it
 * @param size how many bytes they are, within the shard
 */
record BundleEntry(ProtoMessage message, Source shard, long offset, int size) {
  private static final int DTYPE = 1;
  private static final int SHAPE = 2;
  private static final int SHARD_ID = 3;
  private static final int OFFSET = 4;
  private static final int SIZE = 5;
  private static final int CRC32C = 6;
  private static final int SLICES = 7;

  private static final int SHAPE_DIM = 2;
  private static final int DIM_SIZE = 1;

  private static final int STRING = 7;

  /** A generator's object graph takes some ten kilobytes. */
  private static final int MAX_TEXT_BYTES = 1 << 22;

  /** Room for far more axes than a tensor has. */
  private static final int MAX_SHAPE_BYTES = 256;

  /**
   * Reads an entry.
   *
   * @param value the message
   * @param shards all shards
   * @return the entry, its numbers known to lie in its shard
   * @throws MalformedSourceException if they do not, or are in pieces
   */
  static BundleEntry read(ByteBuffer value, List<Source> shards) {
    ProtoMessage message = ProtoMessage.of(value);
    if (message.bytes(SLICES).isPresent()) {
      throw new MalformedSourceException(
          "is stored in several slices, which are not read; save it again without a partitioner");
    }
    long id = message.number(SHARD_ID, 0);
    if (id < 0 || id >= shards.size()) {
      throw new MalformedSourceException(
          String.format("lies in shard %d of %d; download the index again", id, shards.size()));
    }
    Source shard = shards.get((int) id);
    long offset = message.number(OFFSET, 0);
    long size = message.number(SIZE, 0);
    if (offset < 0 || size < 0 || size > Integer.MAX_VALUE || offset > shard.size() - size) {
      throw new MalformedSourceException(
          String.format(
              "needs %d bytes from byte %d on of the %d bytes of %s; download that file again",
              size, offset, shard.size(), Quoted.name(shard.fileName())));
    }
    return new BundleEntry(message, shard, offset, (int) size);
  }

  /**
   * The variable.
   *
   * @return a tensor whose numbers are read and compared with their checksum when asked for; empty
   *     if it holds no plain numbers
   * @throws MalformedSourceException if its shape does not fit its size
   */
  Optional<NeutralTensor> tensor() {
    return TensorFlowTypes.find(message.number(DTYPE, 0))
        .map(dtype -> NeutralTensor.fetched(dtype, extents(), size, this::numbers));
  }

  /**
   * The content of a variable that is a single text.
   *
   * @return its bytes: behind their count and the count's checksum; empty if it is something else
   */
  Optional<ByteBuffer> text() {
    if (message.number(DTYPE, 0) != STRING || extents().length != 0 || size > MAX_TEXT_BYTES) {
      return Optional.empty();
    }
    ByteBuffer stored = shard.bytes(offset, size);
    boolean isInCount = true; // a byte of it is negative if another one follows
    while (isInCount && stored.hasRemaining()) {
      isInCount = stored.get() < 0;
    }
    if (stored.remaining() < Integer.BYTES) {
      return Optional.empty();
    }
    stored.position(stored.position() + Integer.BYTES);
    return Optional.of(stored.slice());
  }

  private int[] extents() {
    ByteBuffer shape = message.bytes(SHAPE).orElseGet(() -> ByteBuffer.allocate(0));
    if (shape.remaining() > MAX_SHAPE_BYTES) {
      throw new MalformedSourceException("has too many axes; download the index again");
    }
    return ProtoMessage.of(shape).messages(SHAPE_DIM).stream()
        .mapToInt(dim -> extent(dim.number(DIM_SIZE, 0)))
        .toArray();
  }

  /** An extent beyond an int is as impossible as a negative one, and refused as such. */
  private static int extent(long extent) {
    return extent == (int) extent ? (int) extent : -1;
  }

  private ByteBuffer numbers() {
    ByteBuffer numbers = shard.bytes(offset, size);
    ByteBuffer checksum = message.reals(CRC32C); // four bytes, whatever they mean
    boolean isRight =
        checksum.remaining() == Integer.BYTES && checksum.getInt(0) == Crc32c.masked(numbers);
    if (!isRight) {
      throw new MalformedSourceException(
          "does not have the checksum in the index; download "
              + Quoted.name(shard.fileName())
              + " again");
    }
    return numbers;
  }
}
