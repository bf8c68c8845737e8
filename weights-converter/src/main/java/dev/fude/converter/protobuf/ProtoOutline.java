package dev.fude.converter.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.fude.converter.neutral.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The outermost fields of a file of protocol buffers, found by stepping over what is in them. The
 * encoding has no magic bytes: which fields a file has, and of which kind, is all that tells such
 * formats apart.
 */
public final class ProtoOutline {
  /** Far more than stand before a graph. */
  private static final int MAX_FIELDS = 64;

  /** What a field's number and its length or value take at most. */
  private static final int MAX_START_BYTES = 20;

  private final List<Field> fields;

  /**
   * One field.
   *
   * @param number the field's number
   * @param wireType how it is encoded
   * @param size the bytes of its content, 0 for a number; the file may end before them
   */
  private record Field(int number, int wireType, long size) {}

  private ProtoOutline(List<Field> fields) {
    this.fields = fields;
  }

  /**
   * Looks through a file.
   *
   * @param source any file
   * @return its outermost fields, as far as 64 of them; none if one makes no sense, unless the file
   *     ends there
   */
  public static ProtoOutline of(Source source) {
    List<Field> fields = new ArrayList<>();
    long offset = 0;
    while (offset < source.size() && fields.size() < MAX_FIELDS) {
      int length = (int) Math.min(MAX_START_BYTES, source.size() - offset);
      try {
        CodedInputStream start = CodedInputStream.newInstance(bytes(source.bytes(offset, length)));
        Field field = field(start);
        fields.add(field);
        offset += start.getTotalBytesRead() + field.size();
      } catch (IOException e) {
        boolean isCutOff = length < MAX_START_BYTES;
        return new ProtoOutline(isCutOff ? fields : List.of());
      }
    }
    return new ProtoOutline(fields);
  }

  private static byte[] bytes(ByteBuffer start) {
    byte[] bytes = new byte[start.remaining()];
    start.get(bytes);
    return bytes;
  }

  private static Field field(CodedInputStream input) throws IOException {
    int tag = input.readTag();
    int wireType = WireFormat.getTagWireType(tag);
    long size = 0;
    switch (wireType) {
      case WireFormat.WIRETYPE_VARINT -> input.readRawVarint64();
      case WireFormat.WIRETYPE_LENGTH_DELIMITED ->
          size = Integer.toUnsignedLong(input.readRawVarint32());
      case WireFormat.WIRETYPE_FIXED32 -> size = Integer.BYTES;
      case WireFormat.WIRETYPE_FIXED64 -> size = Long.BYTES;
      default -> throw new IOException("a group, or no field");
    }
    return new Field(WireFormat.getTagFieldNumber(tag), wireType, size);
  }

  /**
   * Whether there is a number.
   *
   * @param wanted the field's number
   * @return true if such a field is a number
   */
  public boolean hasNumber(int wanted) {
    return fields.stream()
        .anyMatch(
            field -> field.number() == wanted && field.wireType() == WireFormat.WIRETYPE_VARINT);
  }

  /**
   * Whether there is a text, a message, or a list of packed numbers.
   *
   * @param wanted the field's number
   * @return true if such a field has content, also if the file ends in it
   */
  public boolean hasContent(int wanted) {
    return fields.stream()
        .anyMatch(
            field ->
                field.number() == wanted
                    && field.wireType() == WireFormat.WIRETYPE_LENGTH_DELIMITED
                    && field.size() > 0);
  }

  /**
   * Whether there is a text, a message, or a list of packed numbers of a high number.
   *
   * @param least the least number
   * @return true if such a field has content, also if the file ends in it
   */
  public boolean hasContentFrom(int least) {
    return fields.stream().anyMatch(field -> field.number() >= least && hasContent(field.number()));
  }
}
