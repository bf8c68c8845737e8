package dev.fude.backend.jcuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A kernel's one argument: a struct, laid out as C does it, every field at a multiple of its own
 * size. One struct instead of many arguments, because each argument costs a microsecond or two on
 * its way through JNI. Used again for the next kernel; not thread-safe.
 */
final class Arguments {
  private static final int CAPACITY = 512;
  private static final int ALIGNMENT = 8;

  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(CAPACITY).order(ByteOrder.nativeOrder());

  /** Begins a new struct. */
  Arguments begin() {
    buffer.clear();
    return this;
  }

  /** Adds a pointer; 0 for null. */
  Arguments pointer(long address) {
    align(Long.BYTES);
    buffer.putLong(address);
    return this;
  }

  /** Adds a 64-bit integer. */
  Arguments longInteger(long value) {
    return pointer(value);
  }

  /** Adds a 32-bit integer. */
  Arguments integer(int value) {
    buffer.putInt(value);
    return this;
  }

  /** Adds 32-bit integers. */
  Arguments integers(int... values) {
    for (int value : values) {
      integer(value);
    }
    return this;
  }

  /** Adds a flag, as an integer that is 1 or 0. */
  Arguments flag(boolean value) {
    return integer(value ? 1 : 0);
  }

  /** Adds a float. */
  Arguments real(float value) {
    buffer.putFloat(value);
    return this;
  }

  /** Adds a double. */
  Arguments doubleReal(double value) {
    align(Double.BYTES);
    buffer.putDouble(value);
    return this;
  }

  /** Ends a struct within the struct: what follows begins where a pointer could. */
  Arguments endOfStruct() {
    align(ALIGNMENT);
    return this;
  }

  /** The struct, from the buffer's beginning to its limit. */
  ByteBuffer finish() {
    align(ALIGNMENT);
    return buffer.flip();
  }

  private void align(int bytes) {
    while (buffer.position() % bytes != 0) {
      buffer.put((byte) 0);
    }
  }
}
