package dev.fude.video.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.FramePainter;
import dev.fude.video.Rational;
import dev.fude.video.TestFrames;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames that are shown again, and two that are shown at once. */
class HeldFramesTest {
  private final List<Long> painted = new ArrayList<>(); // times

  /** Twice as large; every level is the frame's time. */
  private final class Counting implements FramePainter {
    @Override
    public FilmFormat format(FilmFormat film) {
      return film.withSize(2 * film.width(), 2 * film.height());
    }

    @Override
    public Frame paint(Frame frame) {
      painted.add(frame.time());
      int grey = (int) frame.time() * 0x010101;
      Frame larger = TestFrames.plain(2 * frame.width(), 2 * frame.height(), grey, 0, 0);
      return frame.withPicture(larger.width(), larger.height(), larger.levels());
    }
  }

  private static List<Integer> shown(FramePainter painter, List<Frame> film) {
    List<Integer> shown = new ArrayList<>();
    for (Frame frame : film) {
      Frame result = painter.paint(frame);
      assertThat(result.time()).isEqualTo(frame.time());
      assertThat(result.duration()).isEqualTo(frame.duration());
      shown.add((int) result.levels()[0]);
    }
    return shown;
  }

  private static Frame grey(int level, long time) {
    return TestFrames.plain(8, 8, level * 0x010101, time, 3);
  }

  @Test
  void everySecondFrameIsHeldUntilACut() {
    List<Frame> film = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      film.add(grey(i < 5 ? 10 + i : 200 + i, i));
    }
    assertThat(shown(new OnTwos(new Counting()), film))
        .containsExactly(0, 0, 2, 2, 4, 5, 5, 7, 7, 9);
    assertThat(painted).containsExactly(0L, 2L, 4L, 5L, 7L, 9L);
  }

  @Test
  void framesThatAreEqualArePaintedOnce() {
    List<Frame> film = List.of(grey(1, 0), grey(1, 1), grey(2, 2), grey(1, 3), grey(1, 4));
    assertThat(shown(new EqualFrames(new Counting()), film)).containsExactly(0, 0, 2, 3, 3);
    assertThat(painted).containsExactly(0L, 2L, 3L);
  }

  @Test
  void filmIsShownBesideItsPainting() {
    FramePainter both = new SideBySide(new Counting());
    Frame frame = TestFrames.noise(3, 2, 1, 7, 3);
    FilmFormat format = both.format(TestFrames.format(frame, new Rational(25, 1)));
    assertThat(format.width()).isEqualTo(12);
    assertThat(format.height()).isEqualTo(4);
    Frame result = both.paint(frame);
    assertThat(result.width()).isEqualTo(12);
    assertThat(result.height()).isEqualTo(4);
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 12; x++) {
        byte expected = x < 6 ? frame.levels()[3 * (y / 2 * 3 + x / 2) + 1] : 7;
        assertThat(result.levels()[3 * (12 * y + x) + 1]).as("%d, %d", x, y).isEqualTo(expected);
      }
    }
  }
}
