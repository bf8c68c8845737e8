package dev.fude.video.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fude.video.TestFrames;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of pictures of a film, and what is not believed of it. */
class PixelMemoryTest {
  private static final int LAST = 1 << 16; // 2^16 squared is 0 as an int

  private static byte[] memory(int width, int height, int content) {
    return ByteBuffer.allocate(8 + content).putInt(width).putInt(height).array();
  }

  private static void refused(byte[] memory) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeldPicture.of(memory))
        .withMessage("What was kept of a film's painting is damaged: a held picture is not whole.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StillMeans.of(memory, 3))
        .withMessage(
            "What was kept of a film's painting is damaged: the mean of its pixels is not whole.");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "-1, -1, 3",
    "-1, -1, 7",
    "0, 1, 0",
    "1, 0, 0",
    "1, 1, 2",
    "1, 1, 4",
    "1, 1, 8",
    LAST + ", " + LAST + ", 0",
    "2147483647, 2147483647, 3",
    "-2147483648, 2, 0"
  })
  void sizesThatAreNotThoseOfTheContentAreRefused(int width, int height, int content) {
    refused(memory(width, height, content));
  }

  @Test
  void memoryWithoutSizesIsRefused() {
    refused(new byte[7]);
  }

  @Test
  void aHeldPictureComesBack() {
    HeldPicture held = HeldPicture.of(TestFrames.noise(3, 2, 1, 7, 3));
    HeldPicture again = HeldPicture.of(held.toBytes());

    assertThat(again.width()).isEqualTo(3);
    assertThat(again.height()).isEqualTo(2);
    assertThat(again.levels()).isEqualTo(held.levels());
    assertThat(HeldPicture.NONE.toBytes()).isEmpty();
    assertThat(HeldPicture.of(new byte[0]).isNone()).isTrue();
  }

  @Test
  void meansOfFramesOfAnotherSizeAreRefused() {
    byte[] means = new StillMeans(TestFrames.noise(3, 2, 1, 7, 3)).toBytes();

    assertThat(StillMeans.of(means, 18).toBytes()).isEqualTo(means);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StillMeans.of(means, 9))
        .withMessageEndingWith("the mean of its pixels is of frames of another size.");
  }

  @Test
  void coloursThatAreCutAreRefused() {
    CutDetector cuts = new CutDetector();
    cuts.cutsBefore(TestFrames.noise(8, 8, 1, 7, 3));
    byte[] kept = cuts.memory();

    cuts.recall(kept);
    assertThat(cuts.memory()).isEqualTo(kept);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cuts.recall(Arrays.copyOf(kept, kept.length - 1)))
        .withMessageEndingWith("the colours of its last frame are not whole.");
  }
}
