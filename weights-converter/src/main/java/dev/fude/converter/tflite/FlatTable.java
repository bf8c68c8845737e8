package dev.fude.converter.tflite;

import com.google.flatbuffers.Table;
import dev.fude.converter.neutral.MalformedSourceException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table of a flatbuffer that need not be trusted.
 *
 * <p>A table is a signed distance back to its vtable, which lists for each field where it lies in
 * the table, 0 if it is left out. Strings, vectors and other tables are reached by an unsigned
 * distance forward. The library follows all of these blindly; here each is checked against the
 * buffer first. A field is named by its number in the format's schema.
 *
 * <p>Source: the flatbuffers project's "FlatBuffer Internals".
 */
final class FlatTable extends Table {
  private static final int MIN_VTABLE_BYTES = 4;

  private FlatTable(ByteBuffer buffer, int position) {
    require(buffer, position, Integer.BYTES);
    long vtable = (long) position - buffer.getInt(position);
    require(buffer, vtable, MIN_VTABLE_BYTES);
    int size = buffer.getShort((int) vtable);
    if (size < MIN_VTABLE_BYTES || size % 2 != 0) {
      throw malformed();
    }
    require(buffer, vtable, size);
    __reset(position, buffer);
  }

  /** The table that the buffer begins with. */
  static FlatTable root(ByteBuffer buffer) {
    ByteBuffer bytes = buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
    return new FlatTable(bytes, forward(bytes, 0));
  }

  byte int8(int field) {
    int position = position(field, Byte.BYTES);
    return position == 0 ? 0 : bb.get(position);
  }

  boolean bool(int field) {
    return int8(field) != 0;
  }

  int int32(int field) {
    int position = position(field, Integer.BYTES);
    return position == 0 ? 0 : bb.getInt(position);
  }

  float real32(int field) {
    return Float.intBitsToFloat(int32(field));
  }

  long uint32(int field) {
    return Integer.toUnsignedLong(int32(field));
  }

  /** The table that a field refers to. */
  Optional<FlatTable> table(int field) {
    int position = position(field, Integer.BYTES);
    return position == 0 ? Optional.empty() : Optional.of(new FlatTable(bb, forward(bb, position)));
  }

  /** The tables in a vector of no more than a given length. */
  List<FlatTable> tables(int field, int maxLength) {
    ByteBuffer distances = vector(field, Integer.BYTES, maxLength);
    List<FlatTable> tables = new ArrayList<>();
    int first = vectorStart(field);
    for (int i = 0; i < distances.limit() / Integer.BYTES; i++) {
      tables.add(new FlatTable(bb, forward(bb, first + i * Integer.BYTES)));
    }
    return tables;
  }

  /** The bytes of a vector, however long. */
  ByteBuffer bytes(int field) {
    return vector(field, Byte.BYTES, Integer.MAX_VALUE);
  }

  FloatBuffer floats(int field) {
    return vector(field, Float.BYTES, Integer.MAX_VALUE).asFloatBuffer();
  }

  LongBuffer longs(int field) {
    return vector(field, Long.BYTES, Integer.MAX_VALUE).asLongBuffer();
  }

  /** The numbers in a vector of no more than a given length. */
  int[] ints(int field, int maxLength) {
    ByteBuffer vector = vector(field, Integer.BYTES, maxLength);
    int[] numbers = new int[vector.limit() / Integer.BYTES];
    vector.asIntBuffer().get(numbers);
    return numbers;
  }

  /** A text, cut after a given number of bytes; malformed UTF-8 is replaced. */
  String text(int field, int maxBytes) {
    ByteBuffer text = bytes(field);
    text.limit(Math.min(text.limit(), maxBytes));
    return StandardCharsets.UTF_8.decode(text).toString();
  }

  /** A vector's elements, from 0 to the limit; empty if the field is left out. */
  private ByteBuffer vector(int field, int elementBytes, int maxLength) {
    int start = vectorStart(field);
    if (start == 0) {
      return ByteBuffer.allocate(0);
    }
    long length = Integer.toUnsignedLong(bb.getInt(start - Integer.BYTES));
    if (length > maxLength) {
      throw new MalformedSourceException(
          String.format(
              "a list in it has %d entries, more than the %d that are read; convert a file that"
                  + " holds the generator alone",
              length, maxLength));
    }
    require(bb, start, length * elementBytes);
    return bb.slice(start, (int) length * elementBytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Where a vector's elements begin, after its length; 0 if the field is left out. */
  private int vectorStart(int field) {
    int position = position(field, Integer.BYTES);
    if (position == 0) {
      return 0;
    }
    int vector = forward(bb, position);
    require(bb, vector, Integer.BYTES);
    return vector + Integer.BYTES;
  }

  /** Where a field lies in the buffer; 0 if it is left out. */
  private int position(int field, int size) {
    int offset = __offset(MIN_VTABLE_BYTES + 2 * field);
    if (offset == 0) {
      return 0;
    }
    // The library reads offsets as signed, although they are not.
    long position = (long) bb_pos + (offset & 0xffff);
    require(bb, position, size);
    return (int) position;
  }

  private static int forward(ByteBuffer buffer, int position) {
    require(buffer, position, Integer.BYTES);
    long target = position + Integer.toUnsignedLong(buffer.getInt(position));
    require(buffer, target, Integer.BYTES);
    return (int) target;
  }

  private static void require(ByteBuffer buffer, long position, long size) {
    if (position < 0 || size > buffer.limit() - position) {
      throw malformed();
    }
  }

  private static MalformedSourceException malformed() {
    return new MalformedSourceException(
        "it refers to bytes that it does not have; it is damaged or cut off, so download it again");
  }
}
