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
   * What tensors see.
   *
   * @param data all bytes that the file has under the key
   * @return exactly the view's bytes
   */
  ByteBuffer visible(ByteBuffer data) {
    if (numbers < 0 || numbers > data.remaining() / dtype.bytes()) {
      throw new MalformedSourceException(
          String.format(
              "its storage %s should hold %d numbers but has %d bytes; download it again",
              Quoted.name(key), numbers, data.remaining()));
    }
    if (viewOffset < 0 || viewNumbers < 0 || viewOffset > numbers - viewNumbers) {
      throw new MalformedSourceException(
          String.format(
              "its view of %d numbers from number %d on lies outside the %d of storage %s;"
                  + " download it again",
              viewNumbers, viewOffset, numbers, Quoted.name(key)));
    }
    int begin = data.position() + (int) viewOffset * dtype.bytes();
    return data.slice(begin, (int) viewNumbers * dtype.bytes());
  }
}
