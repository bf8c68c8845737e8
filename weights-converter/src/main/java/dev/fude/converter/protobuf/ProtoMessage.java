package dev.fude.converter.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.fude.converter.neutral.MalformedSourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A message of protocol buffers whose fields are asked for by number.
 *
 * <p>Only the wire format is understood here; which number means what is written down in the reader
 * that asks, for the few fields that it needs. Fields that nobody asks for are stepped over, as the
 * format wants it. Nothing is decoded ahead or kept: each question goes through the message once,
 * so that what a hostile file claims to hold costs no memory. Messages inside messages are opened
 * only when asked for, so that depth costs nothing either.
 *
 * <p>Source: the description of the encoding in the protocol buffers' documentation.
 */
public final class ProtoMessage {
  /** Far more nodes, tensors or shapes than any generator has. */
  private static final int MAX_REPEATED = 100_000;

  /** Eight times what all tensors of a generator hold. */
  private static final int MAX_NUMBERS = 1 << 24;

  private final byte[] bytes;
  private final int offset;
  private final int length;

  private ProtoMessage(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
    scan((field, wireType, number, at, size) -> {});
  }

  /**
   * Opens a message.
   *
   * @param content the whole message
   * @return the message, its fields known to be well formed
   * @throws MalformedSourceException if it is cut off or no message
   */
  public static ProtoMessage of(ByteBuffer content) {
    byte[] bytes = new byte[content.remaining()];
    content.duplicate().get(bytes);
    return of(bytes);
  }

  /**
   * Opens a message without a copy of it.
   *
   * @param content the whole message, which nobody changes from now on
   * @return the message, its fields known to be well formed
   * @throws MalformedSourceException if it is cut off or no message
   */
  public static ProtoMessage of(byte[] content) {
    return new ProtoMessage(content, 0, content.length);
  }

  /** Is shown every field: its number, or where its bytes are. */
  private interface Visitor {
    void visit(int field, int wireType, long number, int at, int size);
  }

  private void scan(Visitor visitor) {
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

  /**
   * A number.
   *
   * @param wanted the field's number
   * @param otherwise what to give if the message lacks it
   * @return the last such field's number, as 64 bits
   */
  public long number(int wanted, long otherwise) {
    long[] last = {otherwise};
    scan(
        (field, wireType, number, at, size) -> {
          if (field == wanted && wireType == WireFormat.WIRETYPE_VARINT) {
            last[0] = number;
          }
        });
    return last[0];
  }

  /**
   * A flag.
   *
   * @param wanted the field's number
   * @return false if the message lacks it
   */
  public boolean flag(int wanted) {
    return number(wanted, 0) != 0;
  }

  /**
   * A float.
   *
   * @param wanted the field's number
   * @return the last such field's float, or empty if the message lacks it
   */
  public Optional<Float> real(int wanted) {
    Float[] last = {null};
    scan(
        (field, wireType, number, at, size) -> {
          if (field == wanted && wireType == WireFormat.WIRETYPE_FIXED32) {
            last[0] = view(at, size).getFloat(0);
          }
        });
    return Optional.ofNullable(last[0]);
  }

  /**
   * A field's bytes.
   *
   * @param wanted the field's number
   * @return a view of the last such field's bytes, little-endian, or empty if the message lacks it
   */
  public Optional<ByteBuffer> bytes(int wanted) {
    List<ByteBuffer> all = allBytes(wanted);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /**
   * A field's text.
   *
   * @param wanted the field's number
   * @return the last such field's text, empty if the message lacks it
   */
  public String text(int wanted) {
    return bytes(wanted).map(ProtoMessage::decoded).orElse("");
  }

  /**
   * The texts of a field that may be repeated.
   *
   * @param wanted the field's number
   * @return in the file's order
   */
  public List<String> texts(int wanted) {
    return allBytes(wanted).stream().map(ProtoMessage::decoded).toList();
  }

  private static String decoded(ByteBuffer text) {
    return StandardCharsets.UTF_8.decode(text).toString();
  }

  /**
   * A message inside this one.
   *
   * @param wanted the field's number
   * @return the last such field's message, or empty if there is none
   * @throws MalformedSourceException if it is no message
   */
  public Optional<ProtoMessage> message(int wanted) {
    List<ProtoMessage> last = new ArrayList<>(1);
    scan(
        (field, wireType, number, at, size) -> {
          if (field == wanted && wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            last.clear();
            last.add(new ProtoMessage(bytes, at, size));
          }
        });
    return last.stream().findFirst();
  }

  /**
   * The messages of a field that may be repeated.
   *
   * @param wanted the field's number
   * @return in the file's order
   * @throws MalformedSourceException if one is no message
   */
  public List<ProtoMessage> messages(int wanted) {
    List<ProtoMessage> all = new ArrayList<>();
    scan(
        (field, wireType, number, at, size) -> {
          if (field == wanted && wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            requireFew(all);
            all.add(new ProtoMessage(bytes, at, size));
          }
        });
    return all;
  }

  private List<ByteBuffer> allBytes(int wanted) {
    List<ByteBuffer> all = new ArrayList<>();
    scan(
        (field, wireType, number, at, size) -> {
          if (field == wanted && wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            requireFew(all);
            all.add(view(at, size));
          }
        });
    return all;
  }

  private static void requireFew(List<?> all) {
    if (all.size() >= MAX_REPEATED) {
      throw new MalformedSourceException(
          "a message in it repeats a field more than "
              + MAX_REPEATED
              + " times; the file is refused");
    }
  }

  private ByteBuffer view(int at, int size) {
    return ByteBuffer.wrap(bytes, at, size)
        .slice()
        .asReadOnlyBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The whole numbers of a field that may be repeated, packed or one by one.
   *
   * @param wanted the field's number
   * @return in the file's order
   * @throws MalformedSourceException if packed numbers are cut off, or too many for any generator
   */
  public long[] numbers(int wanted) {
    int[] count = {0};
    eachNumber(wanted, number -> count[0]++);
    if (count[0] > MAX_NUMBERS) {
      throw new MalformedSourceException(
          "a message in it lists " + count[0] + " numbers one by one; the file is refused");
    }
    long[] all = new long[count[0]];
    count[0] = 0;
    eachNumber(wanted, number -> all[count[0]++] = number);
    return all;
  }

  private void eachNumber(int wanted, LongConsumer consumer) {
    scan(
        (field, wireType, number, at, size) -> {
          if (field == wanted && wireType == WireFormat.WIRETYPE_VARINT) {
            consumer.accept(number);
          } else if (field == wanted && wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            eachPacked(at, size, consumer);
          }
        });
  }

  private void eachPacked(int at, int size, LongConsumer consumer) {
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

  /**
   * The floats or doubles of a field that may be repeated, packed or one by one.
   *
   * @param wanted the field's number
   * @return their bytes one after another, little-endian; a view of the file if they are packed
   */
  public ByteBuffer reals(int wanted) {
    int[] total = {0};
    ByteBuffer[] last = {view(offset, 0)};
    scan(
        (field, wireType, number, at, size) -> {
          if (field == wanted && wireType != WireFormat.WIRETYPE_VARINT) {
            total[0] += size;
            last[0] = view(at, size);
          }
        });
    if (total[0] == last[0].remaining()) {
      return last[0];
    }
    ByteBuffer joined = ByteBuffer.allocate(total[0]);
    scan(
        (field, wireType, number, at, size) -> {
          if (field == wanted && wireType != WireFormat.WIRETYPE_VARINT) {
            joined.put(bytes, at, size);
          }
        });
    return joined.flip().order(ByteOrder.LITTLE_ENDIAN);
  }
}
