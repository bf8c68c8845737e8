package dev.fude.converter.protobuf;

import com.google.protobuf.WireFormat;
import dev.fude.converter.neutral.MalformedSourceException;
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

  private final ProtoFields fields;

  private ProtoMessage(ProtoFields fields) {
    this.fields = fields;
    fields.scan((field, wireType, number, at, size) -> {});
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
    return new ProtoMessage(new ProtoFields(content, 0, content.length));
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
    fields.scan(
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
    fields.scan(
        (field, wireType, number, at, size) -> {
          if (field == wanted && wireType == WireFormat.WIRETYPE_FIXED32) {
            last[0] = fields.view(at, size).getFloat(0);
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
    fields.scan(
        (field, wireType, number, at, size) -> {
          if (field == wanted && wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            last.clear();
            last.add(new ProtoMessage(fields.inside(at, size)));
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
    fields.scan(
        (field, wireType, number, at, size) -> {
          if (field == wanted && wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            requireFew(all);
            all.add(new ProtoMessage(fields.inside(at, size)));
          }
        });
    return all;
  }

  private List<ByteBuffer> allBytes(int wanted) {
    List<ByteBuffer> all = new ArrayList<>();
    fields.scan(
        (field, wireType, number, at, size) -> {
          if (field == wanted && wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            requireFew(all);
            all.add(fields.view(at, size));
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
    fields.scan(
        (field, wireType, number, at, size) -> {
          if (field == wanted && wireType == WireFormat.WIRETYPE_VARINT) {
            consumer.accept(number);
          } else if (field == wanted && wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            fields.eachPacked(at, size, consumer);
          }
        });
  }

  /**
   * The floats or doubles of a field that may be repeated, packed or one by one.
   *
   * @param wanted the field's number
   * @return their bytes one after another, little-endian; a view of the file if they are packed
   */
  public ByteBuffer reals(int wanted) {
    int[] total = {0};
    ByteBuffer[] last = {fields.view(fields.offset(), 0)};
    fields.scan(
        (field, wireType, number, at, size) -> {
          if (field == wanted && wireType != WireFormat.WIRETYPE_VARINT) {
            total[0] += size;
            last[0] = fields.view(at, size);
          }
        });
    if (total[0] == last[0].remaining()) {
      return last[0];
    }
    ByteBuffer joined = ByteBuffer.allocate(total[0]);
    fields.scan(
        (field, wireType, number, at, size) -> {
          if (field == wanted && wireType != WireFormat.WIRETYPE_VARINT) {
            fields.copy(at, size, joined);
          }
        });
    return joined.flip().order(ByteOrder.LITTLE_ENDIAN);
  }
}
