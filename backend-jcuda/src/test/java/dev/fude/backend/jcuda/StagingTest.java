package dev.fude.backend.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.backend.jcuda.driver.Driver;
import dev.fude.backend.jcuda.driver.Driver.DeviceMemory;
import dev.fude.backend.jcuda.driver.Driver.Handle;
import dev.fude.backend.jcuda.driver.NativeLibrary;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Arrays of several pinned blocks there and back. The stand-in puts copies off until somebody waits
 * for them, so that a block that is filled or emptied too early shows.
 */
@Tag("one-jdk")
class StagingTest {
  private static final int BLOCK = Staging.BLOCK_BYTES;
  private static final int OFFSET = 256;
  private static final long SEED = 20_261_123;

  private Driver driver;
  private Resources resources;
  private Staging staging;
  private Handle stream;

  @BeforeEach
  void open() {
    StandIn.require();
    driver = NativeLibrary.load().driver().orElseThrow();
    resources = new Resources();
    stream = driver.createStream();
    resources.add(() -> driver.destroyStream(stream));
    staging = new Staging(driver, stream, resources);
  }

  @AfterEach
  void close() {
    resources.close();
  }

  private DeviceMemory allocate(int bytes) {
    DeviceMemory memory = driver.allocate(bytes);
    resources.add(() -> driver.free(memory));
    return memory;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK - 3})
  void bytesComeBack(int count) {
    byte[] levels = new byte[count];
    new Random(SEED).nextBytes(levels);
    byte[] back = new byte[count];
    DeviceMemory memory = allocate(OFFSET + count);

    staging.upload(HostArray.of(levels.clone()), memory, OFFSET);
    staging.download(memory, OFFSET, HostArray.of(back));

    assertThat(Arrays.equals(back, levels)).as("seed %d", SEED).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, BLOCK / 4, BLOCK + 1})
  void numbersAndWordsComeBack(int count) {
    int[] words = new Random(SEED).ints(count, 0, 0x7f80_0000).toArray(); // no NaN
    float[] numbers = new float[count];
    int[] back = new int[count];
    DeviceMemory memory = allocate(OFFSET + 4 * count);

    staging.upload(HostArray.of(words), memory, OFFSET);
    staging.download(memory, OFFSET, HostArray.of(numbers));
    for (int i = 0; i < count; i++) {
      numbers[i] = -numbers[i];
    }
    staging.upload(HostArray.of(numbers), memory, OFFSET);
    staging.download(memory, OFFSET, HostArray.of(back));

    for (int i = 0; i < count; i++) {
      words[i] |= 0x8000_0000; // the sign of a float
    }
    assertThat(Arrays.equals(back, words)).as("seed %d", SEED).isTrue();
  }

  @Test
  void arrayMayChangeOnceItsUploadHasBegun() {
    int count = 5 * BLOCK;
    byte[] levels = new byte[count];
    new Random(SEED).nextBytes(levels);
    byte[] changed = levels.clone();
    byte[] back = new byte[count];
    DeviceMemory memory = allocate(count);

    staging.upload(HostArray.of(changed), memory, 0);
    Arrays.fill(changed, (byte) 1);
    staging.download(memory, 0, HostArray.of(back));

    assertThat(Arrays.equals(back, levels)).as("seed %d", SEED).isTrue();
  }
}
