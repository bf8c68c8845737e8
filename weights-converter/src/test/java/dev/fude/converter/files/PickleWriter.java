package dev.fude.converter.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes Python pickles opcode by opcode, as Python's own pickler does. */
public final class PickleWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final int protocol;

  /**
   * Begins a pickle.
   *
   * @param protocol 2 to 5
   */
  public PickleWriter(int protocol) {
    this.protocol = protocol;
    op(0x80).op(protocol);
    if (protocol >= 4) {
      op(0x95).little(Long.BYTES, 0);
    }
  }

  /**
   * Writes one byte.
   *
   * @param code an opcode or an argument of one
   * @return this
   */
  public PickleWriter op(int code) {
    bytes.write(code);
    return this;
  }

  /**
   * Writes an argument.
   *
   * @param size its bytes, up to 8
   * @param value its value
   * @return this
   */
  public PickleWriter little(int size, long value) {
    byte[] all =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    bytes.write(all, 0, size);
    return this;
  }

  /**
   * Pushes a text.
   *
   * @param text the text
   * @return this
   */
  public PickleWriter text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    if (protocol >= 4 && encoded.length < 256) {
      op(0x8c).op(encoded.length);
    } else {
      op('X').little(Integer.BYTES, encoded.length);
    }
    bytes.writeBytes(encoded);
    return this;
  }

  /**
   * Pushes a text as Python 2 does.
   *
   * @param text at most 255 letters
   * @return this
   */
  public PickleWriter bytes(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    op('U').op(encoded.length);
    bytes.writeBytes(encoded);
    return this;
  }

  /**
   * Pushes an integer.
   *
   * @param value the integer
   * @return this
   */
  public PickleWriter integer(long value) {
    if (value >= 0 && value < 256) {
      return op('K').op((int) value);
    }
    if (value >= 0 && value < 65536) {
      return op('M').little(Short.BYTES, value);
    }
    if (value == (int) value) {
      return op('J').little(Integer.BYTES, value);
    }
    return op(0x8a).op(Long.BYTES).little(Long.BYTES, value);
  }

  /**
   * Names a global.
   *
   * @param module such as {@code collections}
   * @param name such as {@code OrderedDict}
   * @return this
   */
  public PickleWriter global(String module, String name) {
    if (protocol >= 4) {
      return text(module).text(name).op(0x93);
    }
    op('c');
    bytes.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /**
   * Pushes a tuple of integers.
   *
   * @param values the integers
   * @return this
   */
  public PickleWriter tuple(long... values) {
    op('(');
    for (long value : values) {
      integer(value);
    }
    return op('t');
  }

  /**
   * Ends the pickle.
   *
   * @return its bytes
   */
  public byte[] stop() {
    op('.');
    return bytes.toByteArray();
  }
}
