package dev.fude.converter.files;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes a message of protocol buffers field by field, by the library's own encoder. */
public final class ProtoBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private interface Writing {
    void to(CodedOutputStream output) throws IOException;
  }

  /** Begins an empty message. */
  public ProtoBytes() {}

  private ProtoBytes write(Writing writing) {
    try {
      CodedOutputStream output = CodedOutputStream.newInstance(bytes);
      writing.to(output);
      output.flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds a whole number.
   *
   * @param field the field's number
   * @param number its value
   * @return this
   */
  public ProtoBytes number(int field, long number) {
    return write(output -> output.writeInt64(field, number));
  }

  /**
   * Adds a float.
   *
   * @param field the field's number
   * @param number its value
   * @return this
   */
  public ProtoBytes real(int field, float number) {
    return write(output -> output.writeFloat(field, number));
  }

  /**
   * Adds a text.
   *
   * @param field the field's number
   * @param text its value
   * @return this
   */
  public ProtoBytes text(int field, String text) {
    return write(output -> output.writeString(field, text));
  }

  /**
   * Adds bytes.
   *
   * @param field the field's number
   * @param content its value
   * @return this
   */
  public ProtoBytes bytes(int field, byte[] content) {
    return write(output -> output.writeByteArray(field, content));
  }

  /**
   * Adds a message.
   *
   * @param field the field's number
   * @param message its value
   * @return this
   */
  public ProtoBytes message(int field, ProtoBytes message) {
    return bytes(field, message.toBytes());
  }

  /**
   * Adds a packed list of whole numbers.
   *
   * @param field the field's number
   * @param numbers its values
   * @return this
   */
  public ProtoBytes packed(int field, long... numbers) {
    ProtoBytes list = new ProtoBytes();
    for (long number : numbers) {
      list.write(output -> output.writeInt64NoTag(number));
    }
    return message(field, list);
  }

  /**
   * The message.
   *
   * @return its bytes
   */
  public byte[] toBytes() {
    return bytes.toByteArray();
  }
}
