package dev.fude.backend.jcuda;

import dev.fude.backend.jcuda.driver.Driver;
import dev.fude.backend.jcuda.driver.Driver.DeviceMemory;
import dev.fude.backend.jcuda.driver.Driver.Handle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A network's packed weights: gathered first, then in one block of device memory. */
final class WeightsBlock {
  private final List<int[]> tensors = new ArrayList<>(); // as bits, in the device's byte order
  private long bytes;

  /**
   * Adds a tensor of floats.
   *
   * @param tensor its numbers
   * @return bytes of the block before it
   */
  long add(float[] tensor) {
    int[] bits = new int[tensor.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(tensor[i]));
    return add(bits);
  }

  /**
   * Adds a tensor of float16 numbers.
   *
   * @param tensor their bits, an even number of them
   * @return bytes of the block before it
   */
  long addHalves(short[] tensor) {
    int[] bits = new int[tensor.length / 2];
    Arrays.setAll(bits, i -> (tensor[2 * i] & 0xFFFF) | (tensor[2 * i + 1] << Short.SIZE));
    return add(bits);
  }

  private long add(int[] tensor) {
    long offset = bytes;
    tensors.add(tensor);
    bytes += aligned(tensor);
    return offset;
  }

  private static long aligned(int[] tensor) {
    return RunLayout.aligned((long) tensor.length * Integer.BYTES);
  }

  /**
   * Copies all tensors to the device, and forgets them here.
   *
   * @param driver the driver
   * @param resources told how the block is freed
   * @return the block's address; 0 if there are no tensors
   */
  long upload(Driver driver, Resources resources) {
    if (bytes == 0) {
      return 0;
    }
    DeviceMemory memory = driver.allocate(bytes);
    resources.add(() -> driver.free(memory));
    try (Resources transfer = new Resources()) {
      Handle stream = driver.createStream();
      transfer.add(() -> driver.destroyStream(stream));
      Staging staging = new Staging(driver, stream, transfer);
      long offset = 0;
      for (int[] tensor : tensors) {
        staging.upload(HostArray.of(tensor), memory, offset);
        offset += aligned(tensor);
      }
      driver.synchronize(stream);
    }
    tensors.clear();
    return memory.address();
  }
}
