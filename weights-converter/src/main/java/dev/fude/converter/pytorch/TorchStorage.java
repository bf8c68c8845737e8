package dev.fude.converter.pytorch;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.core.Quoted;
import dev.fude.core.weights.DType;
import java.nio.ByteBuffer;

/**
 * A run of numbers that tensors are views of, as a pickle names it. The numbers themselves are
 * elsewhere in the file, and in the older format behind the pickle.
 *
 * @param key its name in the file
 * @param dtype how each number is stored
 * @param numbers how many it holds
 * @param viewOffset the first number that tensors see
 * @param viewNumbers how many they see
 */
record TorchStorage(String key, DType dtype, long numbers, long viewOffset, long viewNumbers) {
  /** A storage of which tensors see everything. */
  static TorchStorage whole(String key, DType dtype, long numbers) {
    return new TorchStorage(key, dtype, numbers, 0, numbers);
  }

  /** A part of this one. */
  TorchStorage view(long offset, long length) {
    return new TorchStorage(key, dtype, numbers, offset, length);
  }

  /**
   * How many bytes tensors see, as the pickle says.
   *
   * @throws MalformedSourceException if they cannot all be in the storage
   */
  int visibleBytes() {
    if (numbers < 0 || numbers > Integer.MAX_VALUE / dtype.bytes()) {
      throw new MalformedSourceException(
          String.format(
              "its storage %s cannot hold %d numbers; download it again",
              Quoted.name(key), numbers));
    }
    if (viewOffset < 0 || viewNumbers < 0 || viewOffset > numbers - viewNumbers) {
      throw new MalformedSourceException(
          String.format(
              "its view of %d numbers from number %d on lies outside the %d of storage %s;"
                  + " download it again",
              viewNumbers, viewOffset, numbers, Quoted.name(key)));
    }
    return (int) viewNumbers * dtype.bytes();
  }

  /**
   * What tensors see.
   *
   * @param data all bytes that the file has under the key
   * @return exactly the view's bytes
   */
  ByteBuffer visible(ByteBuffer data) {
    int length = visibleBytes();
    if (numbers > data.remaining() / dtype.bytes()) {
      throw new MalformedSourceException(
          String.format(
              "its storage %s should hold %d numbers but has %d bytes; download it again",
              Quoted.name(key), numbers, data.remaining()));
    }
    return data.slice(data.position() + (int) viewOffset * dtype.bytes(), length);
  }
}
