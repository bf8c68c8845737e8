package dev.fude.video.transform;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Several memories in one: each with its length before it. */
final class Memory {
  private Memory() {}

  static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length = Math.addExact(length, Integer.BYTES + part.length);
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      bytes.putInt(part.length).put(part);
    }
    return bytes.array();
  }

  /**
   * The inverse of {@link #join}; of no memory, parts of no memory.
   *
   * @param count how many parts there are
   * @throws IllegalArgumentException if there are more or fewer
   */
  static List<byte[]> split(byte[] memory, int count) {
    if (memory.length == 0) {
      return Collections.nCopies(count, memory);
    }
    ByteBuffer bytes = ByteBuffer.wrap(memory);
    List<byte[]> parts = new ArrayList<>();
    try {
      while (bytes.hasRemaining()) {
        byte[] part = new byte[Math.max(0, Math.min(bytes.getInt(), bytes.remaining()))];
        bytes.get(part);
        parts.add(part);
      }
    } catch (BufferUnderflowException e) {
      parts.clear();
    }
    if (parts.size() != count) {
      throw damaged("it has not " + count + " parts");
    }
    return parts;
  }

  /**
   * A memory that is not believed.
   *
   * @param why a clause
   */
  static IllegalArgumentException damaged(String why) {
    return new IllegalArgumentException(
        "What was kept of a film's painting is damaged: " + why + ".");
  }
}
