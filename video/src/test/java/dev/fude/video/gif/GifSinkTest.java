package dev.fude.video.gif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.file.OutputFileException;
import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.Rational;
import dev.fude.video.TestFrames;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GifSinkTest {
  private static final Rational HUNDREDTH = new Rational(1, 100);

  @TempDir private Path folder;

  private Path write(FilmFormat format, List<Frame> frames) {
    Path file = folder.resolve("film.gif");
    try (GifSink sink = new GifSink(file, true, format)) {
      frames.forEach(sink::write);
      assertThat(file).doesNotExist();
      sink.finish();
    }
    return file;
  }

  private static List<Frame> read(Path file) {
    try (GifSource source = new GifSource(file)) {
      return TestFrames.all(source);
    }
  }

  /** Few colours, a part that moves, and a frame that equals the one before. */
  private static List<Frame> drawn() {
    List<Frame> frames = new ArrayList<>();
    int[] colours = {0x112233, 0xFFCC00, 0xFFCC00, 0x0080FF};
    int[] delays = {7, 3, 2, 200};
    long time = 40;
    for (int i = 0; i < colours.length; i++) {
      Frame frame = TestFrames.plain(9, 7, 0xF0F0F0, time, delays[i]);
      for (int x = 2; x < 4 + (i + 1) / 2; x++) {
        int at = 3 * (9 * (1 + i / 3) + x);
        frame.levels()[at] = (byte) (colours[i] >> 16);
        frame.levels()[at + 1] = (byte) (colours[i] >> 8);
        frame.levels()[at + 2] = (byte) colours[i];
      }
      frames.add(frame);
      time += delays[i];
    }
    return frames;
  }

  @Test
  void whatIsLostIsToldBeforehand() {
    Frame frame = TestFrames.plain(4, 4, 0, 0, 1);
    FilmFormat fast = TestFrames.format(frame, new Rational(60_000, 1001));
    try (GifSink sink = new GifSink(folder.resolve("fast.gif"), true, fast)) {
      assertThat(sink.notices()).hasSize(2).last().asString().startsWith("Of its 59.940 frames");
    }
    FilmFormat wide =
        TestFrames.format(frame, new Rational(50, 1)).withSize(4, 4, new Rational(16, 15));
    try (GifSink sink = new GifSink(folder.resolve("wide.gif"), true, wide)) {
      assertThat(sink.notices()).hasSize(2).last().asString().contains("16:15", "too narrow");
    }
  }

  @Test
  void fewColoursAndAllDelaysComeBack() {
    List<Frame> frames = drawn();
    List<Frame> back = read(write(TestFrames.uneven(frames.get(0), HUNDREDTH), frames));
    assertThat(back).extracting(Frame::duration).containsExactly(7L, 3L, 2L, 200L);
    for (int i = 0; i < frames.size(); i++) {
      assertThat(back.get(i).levels()).as("frame %d", i).isEqualTo(frames.get(i).levels());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 65536})
  void playsComeBack(int plays) {
    Frame frame = TestFrames.plain(1, 1, 0, 0, 5);
    FilmFormat format =
        new FilmFormat(
            1,
            1,
            HUNDREDTH,
            Optional.empty(),
            Rational.ONE,
            Optional.empty(),
            Optional.empty(),
            OptionalInt.of(plays),
            Optional.empty());
    try (GifSource source = new GifSource(write(format, List.of(frame)))) {
      assertThat(source.format().plays()).hasValue(plays);
    }
  }

  /** What Java's own reader makes of noise, whose codes fill the table again and again. */
  @Test
  void javaReadsTheSame() throws IOException {
    List<Frame> frames =
        List.of(TestFrames.noise(120, 90, 1, 0, 5), TestFrames.noise(120, 90, 2, 5, 5));
    Path file = write(TestFrames.uneven(frames.get(0), HUNDREDTH), frames);
    List<Frame> back = read(file);
    ImageReader java = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
      java.setInput(stream);
      assertThat(java.getNumImages(true)).isEqualTo(2);
      for (int i = 0; i < 2; i++) {
        BufferedImage image = java.read(i);
        for (int at = 0; at < 120 * 90; at++) {
          int rgb = image.getRGB(at % 120, at / 120) & 0xFFFFFF;
          byte[] levels = back.get(i).levels();
          assertThat(levels[3 * at] & 0xFF).isEqualTo(rgb >> 16);
          assertThat(levels[3 * at + 2] & 0xFF).isEqualTo(rgb & 0xFF);
        }
      }
    } finally {
      java.dispose();
    }
  }

  @Test
  void manyColoursComeBackNearly() {
    Frame frame = TestFrames.soft(160, 120, 0, 5);
    Frame back = read(write(TestFrames.uneven(frame, HUNDREDTH), List.of(frame))).get(0);
    double squares = 0;
    for (int i = 0; i < frame.levels().length; i++) {
      squares += Math.pow((frame.levels()[i] & 0xFF) - (back.levels()[i] & 0xFF), 2);
    }
    assertThat(Math.sqrt(squares / frame.levels().length)).isLessThan(6);
    assertThat(TestFrames.distance(frame, back)).isLessThan(32);
  }

  @Test
  void delaysAreRoundedSoThatTheFilmKeepsItsTime() {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      frames.add(TestFrames.plain(1, 1, i, i, 1));
    }
    Rational ntsc = new Rational(30000, 1001);
    List<Frame> back = read(write(TestFrames.format(frames.get(0), ntsc), frames));
    assertThat(back).hasSize(30).extracting(Frame::duration).containsOnly(3L, 4L);
    assertThat(back.get(29).time() + back.get(29).duration()).isEqualTo(100);
  }

  @Test
  void framesThatNoViewerShowsAreLeftOut() {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      frames.add(TestFrames.plain(1, 1, i, i, 1));
    }
    List<Frame> back = read(write(TestFrames.format(frames.get(0), new Rational(60, 1)), frames));
    assertThat(back).hasSizeBetween(30, 50);
    assertThat(back).extracting(Frame::duration).allMatch(delay -> delay >= 2);
    assertThat(back.get(back.size() - 1).time() + back.get(back.size() - 1).duration())
        .isBetween(99L, 101L);
  }

  @Test
  void abandonedFilmLeavesNothing() {
    Frame frame = TestFrames.plain(1, 1, 0, 0, 5);
    try (GifSink sink =
        new GifSink(folder.resolve("film.gif"), false, TestFrames.uneven(frame, HUNDREDTH))) {
      sink.write(frame);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void sidesThatAreTooLongAreRefused() {
    FilmFormat wide = TestFrames.uneven(TestFrames.plain(1, 1, 0, 0, 1), HUNDREDTH);
    assertThatThrownBy(() -> new GifSink(folder.resolve("a.gif"), false, wide.withSize(65536, 1)))
        .isInstanceOf(OutputFileException.class)
        .hasMessageContainingAll("65536x1", "65535");
  }
}
