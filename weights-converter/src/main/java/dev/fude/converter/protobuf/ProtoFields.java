package dev.fude.converter.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.fude.converter.neutral.MalformedSourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;

/**
 * The fields of a message as they lie in a file, one after the other: the wire format.
 *
 * @param bytes of the file
 * @param offset where the message begins
 * @param length how many bytes it has
 */
record ProtoFields(byte[] bytes, int offset, int length) {
  /** Is shown every field: its number, or where its bytes are. */
  interface Visitor {
    void visit(int field, int wireType, long number, int at, int size);
  }

  /** Shows all fields; groups, which nobody writes any more, are stepped over. */
  void scan(Visitor visitor) {
    try {
      CodedInputStream input = CodedInputStream.newInstance(bytes, offset, length);
      for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
        visit(input, tag, visitor);
      }
    } catch (IOException e) {
      throw new MalformedSourceException(
          "a message in it is damaged or cut off; download it again", e);
    }
  }

  private void visit(CodedInputStream input, int tag, Visitor visitor) throws IOException {
    int field = WireFormat.getTagFieldNumber(tag);
    int wireType = WireFormat.getTagWireType(tag);
    switch (wireType) {
      case WireFormat.WIRETYPE_VARINT ->
          visitor.visit(field, wireType, input.readRawVarint64(), 0, 0);
      case WireFormat.WIRETYPE_LENGTH_DELIMITED -> {
        int size = input.readRawVarint32();
        int at = offset + input.getTotalBytesRead();
        input.skipRawBytes(size);
        visitor.visit(field, wireType, 0, at, size);
      }
      case WireFormat.WIRETYPE_FIXED32, WireFormat.WIRETYPE_FIXED64 -> {
        int size = wireType == WireFormat.WIRETYPE_FIXED32 ? Integer.BYTES : Long.BYTES;
        int at = offset + input.getTotalBytesRead();
        input.skipRawBytes(size);
        visitor.visit(field, wireType, 0, at, size);
      }
      default -> {
        if (!input.skipField(tag)) {
          throw new IOException("a group ends that did not begin");
        }
      }
    }
  }

  /** Shows the numbers of a field that holds several. */
  void eachPacked(int at, int size, LongConsumer consumer) {
    try {
      CodedInputStream input = CodedInputStream.newInstance(bytes, at, size);
      while (!input.isAtEnd()) {
        consumer.accept(input.readRawVarint64());
      }
    } catch (IOException e) {
      throw new MalformedSourceException(
          "a list of numbers in it is damaged or cut off; download it again", e);
    }
  }

  /** A field's bytes, little-endian. */
  ByteBuffer view(int at, int size) {
    return ByteBuffer.wrap(bytes, at, size)
        .slice()
        .asReadOnlyBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A field's bytes as a message. */
  ProtoFields inside(int at, int size) {
    return new ProtoFields(bytes, at, size);
  }

  /** Appends a field's bytes. */
  void copy(int at, int size, ByteBuffer target) {
    target.put(bytes, at, size);
  }
}
