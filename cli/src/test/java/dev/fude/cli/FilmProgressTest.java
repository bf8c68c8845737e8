package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.video.FrameCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilmProgressTest {
  private static final double NANOS = 1e9;

  private final List<String> lines = new ArrayList<>();
  private final List<Map<String, Object>> reports = new ArrayList<>();
  private double now; // seconds

  private FilmProgress progress(FrameCount frames) {
    return new FilmProgress(
        Optional.ofNullable(frames), () -> Math.round(now * NANOS), reports::add, lines::add);
  }

  private static void paint(FilmProgress progress, long frames) {
    progress.accept(frames);
  }

  @Test
  void oneSlowFrameDoesNotMoveTheMedian() {
    FilmProgress progress = progress(new FrameCount(100, true));
    paint(progress, 0);
    for (int frame = 1; frame <= 10; frame++) {
      now += frame == 7 ? 60 : 2;
      paint(progress, frame);
    }
    assertThat(lines.get(10)).isEqualTo("frame 10 of 100, 2.00 s a frame, 3 min left");
  }

  @Test
  void framesOfAnEarlierRunTookNoTime() {
    FilmProgress progress = progress(new FrameCount(250, false));
    paint(progress, 240);
    assertThat(lines).containsExactly("frame 240 of ~250");
    now += 3;
    paint(progress, 241);
    assertThat(lines.get(1)).isEqualTo("frame 241 of ~250, 3.00 s a frame, 27 s left");
  }

  @Test
  void machinesAreToldOnceASecondAndAtTheEnd() {
    FilmProgress progress = progress(null);
    paint(progress, 0);
    for (int frame = 1; frame <= 10; frame++) {
      now += 0.25;
      paint(progress, frame);
    }
    progress.end();
    assertThat(reports).extracting(report -> report.get("frames")).containsExactly(4L, 8L, 10L);
    assertThat(reports.get(2)).containsEntry("secondsAFrame", 0.25).doesNotContainKey("of");
  }
}
