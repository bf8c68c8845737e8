package dev.fude.video.apng;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.Rational;
import dev.fude.video.TestFrames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApngSinkTest {
  @TempDir private Path folder;

  private Path write(FilmFormat format, List<Frame> frames) {
    Path file = folder.resolve("film.png");
    try (ApngSink sink = new ApngSink(file, false, format)) {
      frames.forEach(sink::write);
      assertThat(file).doesNotExist();
      sink.finish();
    }
    return file;
  }

  /** Frames with few colours and with many, a part that changes, two that are equal. */
  private static List<Frame> film(long start, long ticks) {
    List<Frame> frames = new ArrayList<>();
    frames.add(TestFrames.plain(33, 21, 0x102030, start, ticks));
    frames.add(TestFrames.noise(33, 21, 1, start + ticks, ticks));
    Frame changed = TestFrames.noise(33, 21, 1, start + 2 * ticks, ticks);
    changed.levels()[3 * (33 * 4 + 5)] ^= 1;
    changed.levels()[3 * (33 * 9 + 8) + 2] ^= 1;
    frames.add(changed);
    frames.add(new Frame(33, 21, changed.levels(), start + 3 * ticks, 5 * ticks));
    return frames;
  }

  @Test
  void everyLevelAndTimeComesBack() throws IOException {
    Rational rate = new Rational(30000, 1001);
    List<Frame> frames = film(7, 1);
    Path file = write(TestFrames.format(frames.get(0), rate), frames);
    try (ApngSource source = new ApngSource(file)) {
      assertThat(source.format().timeBase()).isEqualTo(new Rational(1, 30000));
      assertThat(source.format().plays()).hasValue(0);
      List<Frame> back = TestFrames.all(source);
      assertThat(back).extracting(Frame::time).containsExactly(0L, 1001L, 2002L, 3003L);
      assertThat(back).extracting(Frame::duration).containsExactly(1001L, 1001L, 1001L, 5005L);
      for (int i = 0; i < frames.size(); i++) {
        assertThat(back.get(i).levels()).as("frame %d", i).isEqualTo(frames.get(i).levels());
      }
    }
    // A viewer that knows no animation shows the first frame.
    assertThat(ImageIO.read(file.toFile()).getRGB(3, 3)).isEqualTo(0xFF102030);
  }

  @Test
  void playsComeBack() {
    FilmFormat twice =
        new FilmFormat(
            33,
            21,
            Rational.ONE,
            Optional.empty(),
            Rational.ONE,
            Optional.empty(),
            Optional.empty(),
            OptionalInt.of(2),
            Optional.empty());
    try (ApngSource source = new ApngSource(write(twice, film(0, 1)))) {
      assertThat(source.format().plays()).hasValue(2);
    }
  }

  @Test
  void abandonedFilmLeavesNothing() {
    List<Frame> frames = film(0, 1);
    FilmFormat format = TestFrames.uneven(frames.get(0), Rational.ONE);
    try (ApngSink sink = new ApngSink(folder.resolve("film.png"), false, format)) {
      frames.forEach(sink::write);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1001/30000, 1001, 30000",
    "0, 3754, 1/90000, 1877, 45000",
    "90000, 93003, 1/90000, 1001, 30000",
    "0, 3001, 1/90000, 33, 1000", // 33.34 milliseconds
    "3001, 6002, 1/90000, 34, 1000", // from 33 to 67
    "0, 100000000, 1/90000, 10000, 9",
    "0, 100000001, 1/90000, 1111, 1",
    "0, 1, 9999999/1, 65535, 1",
  })
  void delaysAreExactOrNearest(long from, long to, String timeBase, int above, int below) {
    assertThat(ShownFor.between(from, to, Rational.parsed(timeBase)))
        .isEqualTo(new ShownFor(above, below));
  }
}
