package dev.fude.video.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.painter.Painter;
import dev.fude.video.Frame;
import dev.fude.video.FramePainter;
import dev.fude.video.PaintedFrames;
import dev.fude.video.TestFrames;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyPainterTest {
  private static final int WIDTH = 32;
  private static final int HEIGHT = 24;

  private final Painter painter = ToyPainter.create();

  @AfterEach
  void close() {
    painter.close();
  }

  private FramePainter steady(double steadiness) {
    return new SteadyPainter(painter, steadiness);
  }

  private FramePainter alone() {
    return new PaintedFrames(painter);
  }

  /** A still scene, in the lower right corner of which something flickers. */
  private static List<Frame> still(int frames) {
    List<Frame> film = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      Frame frame = TestFrames.soft(WIDTH, HEIGHT, 0, 1);
      Frame light = TestFrames.noise(WIDTH, HEIGHT, i, 0, 1);
      int brightness = light.levels()[0] & 0x7F;
      for (int y = HEIGHT * 2 / 3; y < HEIGHT; y++) {
        for (int at = 3 * (y * WIDTH + WIDTH * 2 / 3); at < 3 * (y + 1) * WIDTH; at++) {
          frame.levels()[at] = (byte) (brightness + (light.levels()[at] & 0x1F));
        }
      }
      film.add(new Frame(WIDTH, HEIGHT, frame.levels(), i, 1));
    }
    return film;
  }

  /** The mean difference of neighbouring frames, in levels, where nothing flickers. */
  private static double flicker(FramePainter painter, List<Frame> film) {
    long sum = 0;
    long count = 0;
    Frame before = painter.paint(film.get(0));
    for (Frame frame : film.subList(1, film.size())) {
      Frame now = painter.paint(frame);
      for (int at = 0; at < 3 * WIDTH * HEIGHT / 2; at++) {
        sum += Math.abs((now.levels()[at] & 0xFF) - (before.levels()[at] & 0xFF));
        count++;
      }
      before = now;
    }
    return (double) sum / count;
  }

  @Test
  void stillSceneFlickersHalfAsMuch() {
    List<Frame> film = still(12);
    double alone = flicker(alone(), film);
    assertThat(alone).isGreaterThan(1);
    assertThat(flicker(steady(0.5), film)).isLessThan(0.75 * alone);
    assertThat(flicker(steady(0.9), film)).isLessThan(0.5 * alone);
    assertThat(flicker(steady(SteadyPainter.DEFAULT_STEADINESS), film)).isLessThan(0.5 * alone);
    assertThat(flicker(steady(1), film)).isLessThan(0.25 * alone);
  }

  @Test
  void nothingOfASceneIsSeenBehindItsCut() {
    FramePainter steady = steady(0.9);
    List<Frame> film = still(3);
    film.forEach(steady::paint);
    Frame next = TestFrames.noise(WIDTH, HEIGHT, 9, 3, 1);
    assertThat(steady.paint(next).levels()).isEqualTo(alone().paint(next).levels());
    // The frame after it is painted with what was kept of the first one.
    Frame later = TestFrames.noise(WIDTH, HEIGHT, 10, 4, 1);
    assertThat(steady.paint(later).levels()).isNotEqualTo(alone().paint(later).levels());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 0, 1.1, Double.NaN})
  void otherSteadinessIsRefused(double steadiness) {
    assertThatThrownBy(() -> steady(steadiness))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be above 0 and at most 1");
  }

  /** Broken off after every number of frames, the film is the same, bit for bit. */
  @Test
  void filmGoesOnFromMemory() {
    List<Frame> film = still(5);
    film.add(film.get(4));
    film.add(TestFrames.noise(WIDTH, HEIGHT, 1, 6, 1));
    film.add(TestFrames.noise(WIDTH, HEIGHT, 2, 7, 1));
    List<byte[]> expected = new ArrayList<>();
    FramePainter unbroken = layered();
    film.forEach(frame -> expected.add(unbroken.paint(frame).levels()));
    for (int broken = 0; broken < film.size(); broken++) {
      FramePainter first = layered();
      film.subList(0, broken).forEach(first::paint);
      FramePainter second = layered();
      second.recall(broken == 0 ? new byte[0] : first.memory());
      for (int i = broken; i < film.size(); i++) {
        assertThat(second.paint(film.get(i)).levels())
            .as("frame %d, broken off before %d", i, broken)
            .isEqualTo(expected.get(i));
      }
    }
  }

  private FramePainter layered() {
    return new SideBySide(new EqualFrames(new TemporalDenoiser(new OnTwos(steady(0.9)))));
  }

  @Test
  void damagedMemoryIsRefused() {
    FramePainter first = layered();
    first.paint(still(1).get(0));
    byte[] memory = first.memory();
    memory[0] = 0x7F;
    assertThatThrownBy(() -> layered().recall(memory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("damaged");
  }
}
