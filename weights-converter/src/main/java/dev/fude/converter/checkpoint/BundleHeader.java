package dev.fude.converter.checkpoint;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.protobuf.ProtoMessage;
import java.util.List;

/**
 * What an index says of the whole checkpoint, under the empty key.
 *
 * <p>Source: the message {@code BundleHeaderProto} in {@code tensor_bundle.proto} of TensorFlow;
 * the numbers are its fields'.
 */
final class BundleHeader {
  private static final int NUM_SHARDS = 1;
  private static final int ENDIANNESS = 2;
  private static final int VERSION = 3;

  private static final int VERSION_MIN_CONSUMER = 2;

  /** The version of the format that is read; there has been no other. */
  private static final int KNOWN_VERSION = 1;

  private BundleHeader() {}

  /**
   * Makes sure that the rest can be read.
   *
   * @param entries all of an index
   * @return how many shards the index says that there are, any number
   * @throws MalformedSourceException if it is no checkpoint's index, or one that is not read
   */
  static long shards(List<TableEntry> entries) {
    if (entries.isEmpty() || entries.get(0).key().length != 0) {
      throw new MalformedSourceException(
          "it is a table without a checkpoint's header; name the .index file of a V2 checkpoint");
    }
    ProtoMessage header = ProtoMessage.of(entries.get(0).value());
    if (header.flag(ENDIANNESS)) {
      throw new MalformedSourceException(
          "its numbers are big-endian; save it again on a little-endian machine");
    }
    long needed =
        header.message(VERSION).map(version -> version.number(VERSION_MIN_CONSUMER, 0)).orElse(0L);
    if (needed > KNOWN_VERSION) {
      throw new MalformedSourceException(
          "it is of version " + needed + ", which is not known; save it with TensorFlow 1 or 2");
    }
    return header.number(NUM_SHARDS, 0);
  }
}
