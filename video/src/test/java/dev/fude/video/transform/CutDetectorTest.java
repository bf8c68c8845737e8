package dev.fude.video.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.video.Frame;
import dev.fude.video.TestFrames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CutDetectorTest {
  private CutDetector cuts;

  @BeforeEach
  void begin() {
    cuts = new CutDetector();
    assertThat(cuts.cutsBefore(TestFrames.soft(64, 48, 0, 1))).isTrue();
  }

  @Test
  void sceneWithNoiseIsOneScene() {
    for (int i = 1; i < 10; i++) {
      Frame frame = TestFrames.soft(64, 48, 0, 1);
      Frame noise = TestFrames.noise(64, 48, i, 0, 1);
      for (int at = 0; at < frame.levels().length; at++) {
        frame.levels()[at] += (byte) (noise.levels()[at] % 8);
      }
      assertThat(cuts.cutsBefore(frame)).isFalse();
    }
  }

  @Test
  void anotherSceneIsACut() {
    assertThat(cuts.cutsBefore(TestFrames.noise(64, 48, 1, 0, 1))).isTrue();
    assertThat(cuts.cutsBefore(TestFrames.noise(64, 48, 2, 0, 1))).isFalse();
    assertThat(cuts.cutsBefore(TestFrames.soft(64, 48, 0, 1))).isTrue();
  }

  /** The same colours in other places. */
  @Test
  void sceneThatIsUpsideDownIsACut() {
    Frame frame = TestFrames.soft(64, 48, 0, 1);
    byte[] turned = frame.levels().clone();
    for (int pixel = 0; pixel < 64 * 48; pixel++) {
      System.arraycopy(frame.levels(), 3 * pixel, turned, 3 * (64 * 48 - 1 - pixel), 3);
    }
    assertThat(cuts.cutsBefore(frame.withPicture(64, 48, turned))).isTrue();
  }

  /** Wherever the bins end. */
  @Test
  void slowFadeOfOneColourIsNoCut() {
    cuts.cutsBefore(TestFrames.plain(64, 48, 0, 0, 1));
    for (int level = 4; level < 256; level += 4) {
      assertThat(cuts.cutsBefore(TestFrames.plain(64, 48, level * 0x010101, 0, 1)))
          .as("level %d", level)
          .isFalse();
    }
  }

  @Test
  void tinyFramesHaveEmptyParts() {
    cuts.cutsBefore(TestFrames.plain(2, 1, 0, 0, 1));
    assertThat(cuts.cutsBefore(TestFrames.plain(2, 1, 0, 0, 1))).isFalse();
  }
}
