package dev.fude.video.y4m;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.file.OutputFileException;
import dev.fude.video.FilmColour;
import dev.fude.video.FilmColour.Matrix;
import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.InvalidFilmException;
import dev.fude.video.Rational;
import dev.fude.video.TestFrames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Y4mFilmTest {
  private static final Rational NTSC = new Rational(30000, 1001);
  private static final FilmColour HD = new FilmColour(Matrix.BT709, false, false);

  @TempDir private Path folder;

  private static Y4mSource source(byte[] bytes) {
    return new Y4mSource("film", new ByteArrayInputStream(bytes), Optional.of(Matrix.BT709));
  }

  private static byte[] film(int width, int height, int frames) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FilmFormat format = TestFrames.format(TestFrames.soft(width, height, 0, 1), NTSC);
    try (Y4mSink sink = Y4mSink.into("film", bytes, format, HD)) {
      for (int i = 0; i < frames; i++) {
        sink.write(TestFrames.soft(width, height, i, 1));
      }
      sink.finish();
    }
    return bytes.toByteArray();
  }

  @Test
  void framesComeBackAtTheirTimes() {
    try (Y4mSource source = source(film(31, 17, 3))) {
      assertThat(source.format().rate()).contains(NTSC);
      assertThat(source.format().timeBase()).isEqualTo(new Rational(1001, 30000));
      assertThat(source.format().colour()).contains(HD);
      List<Frame> frames = TestFrames.all(source);
      assertThat(frames).extracting(Frame::time).containsExactly(0L, 1L, 2L);
      assertThat(frames).extracting(Frame::duration).containsOnly(1L);
      assertThat(TestFrames.distance(frames.get(2), TestFrames.soft(31, 17, 2, 1))).isLessThan(6);
    }
  }

  @Test
  void fileAppearsWhenItIsWhole() throws Exception {
    Path file = folder.resolve("film.y4m");
    Frame frame = TestFrames.soft(8, 8, 0, 1);
    try (Y4mSink sink = Y4mSink.into(file, false, TestFrames.format(frame, NTSC), HD)) {
      sink.write(frame);
      assertThat(file).doesNotExist();
      sink.finish();
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(film(8, 8, 1));
  }

  @ParameterizedTest
  @CsvSource({"719, BT.601", "720, BT.709"})
  void untaggedColoursAreGuessedByTheLinesAndTold(int height, String matrix) {
    byte[] head = ("YUV4MPEG2 W2 H" + height + " F25:1\n").getBytes(StandardCharsets.US_ASCII);
    Y4mSource source = new Y4mSource("film", new ByteArrayInputStream(head), Optional.empty());
    assertThat(source.notices()).hasSize(1);
    assertThat(source.notices().get(0)).contains("film", matrix, height + " lines");
    assertThat(source.format().colour().orElseThrow().guessed()).isTrue();
  }

  @Test
  void interlacedFilmsAreTold() {
    assertThat(source("YUV4MPEG2 W2 H2 F25:1 It\n".getBytes(StandardCharsets.US_ASCII)).notices())
        .anySatisfy(notice -> assertThat(notice).contains("interlaced", "yadif"));
  }

  @Test
  void timesThatHaveNoRateAreRefused() {
    Frame frame = TestFrames.soft(8, 8, 0, 1);
    FilmFormat uneven = TestFrames.uneven(frame, new Rational(1, 1000));
    assertThatThrownBy(() -> Y4mSink.into("film", new ByteArrayOutputStream(), uneven, HD))
        .isInstanceOf(OutputFileException.class)
        .hasMessageContaining("YUV4MPEG2 has no times");
    FilmFormat even = TestFrames.format(frame, NTSC);
    try (Y4mSink sink = Y4mSink.into("film", new ByteArrayOutputStream(), even, HD)) {
      sink.write(frame);
      assertThatThrownBy(() -> sink.write(TestFrames.soft(8, 8, 2, 1)))
          .isInstanceOf(OutputFileException.class)
          .hasMessageContaining("frame 1 comes earlier or later");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Broken pipe, the program that reads it has ended",
    "No space left on device, send it to where there is room",
  })
  void aStreamThatTakesNoMoreIsToldWithItsCure(String reason, String cure) {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(reason);
          }
        };
    FilmFormat film = TestFrames.format(TestFrames.soft(8, 8, 0, 1), NTSC);
    assertThatThrownBy(() -> Y4mSink.into("film", full, film, HD))
        .isInstanceOf(OutputFileException.class)
        .hasMessageStartingWith("film takes no more (" + reason + "); " + cure);
  }

  @Test
  void ticksThatRoundARateAreOfThatRate() {
    Frame frame = TestFrames.soft(8, 8, 0, 33);
    FilmFormat milliseconds =
        new FilmFormat(
            8, 8, new Rational(1, 1000), Optional.of(NTSC), Rational.ONE, Optional.empty());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Y4mSink sink = Y4mSink.into("film", bytes, milliseconds, HD)) {
      for (long time : new long[] {5, 38, 72, 105}) { // 33.37 each, from 5 on
        sink.write(new Frame(8, 8, frame.levels(), time, 33));
      }
      sink.finish();
    }
    assertThat(TestFrames.all(source(bytes.toByteArray()))).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "YUV4MPEG2 W4 H2 F25:1", "GIF89a\n", "YUV4MPEG2 W4 H2 F25:1\nFRAM"})
  void whatIsNoStreamIsRefused(String text) {
    assertThatThrownBy(() -> source(text.getBytes(StandardCharsets.US_ASCII)).next())
        .isInstanceOf(InvalidFilmException.class)
        .hasMessageStartingWith("film ")
        .hasMessageEndingWith(".");
  }

  @Test
  void endlessLineIsRefused() {
    byte[] zeros = new byte[100_000];
    assertThatThrownBy(() -> source(zeros))
        .isInstanceOf(InvalidFilmException.class)
        .hasMessageContaining("is no YUV4MPEG2 stream");
  }

  /** A head that claims three gigabytes a frame, and one byte of it. */
  @Test
  void memoryIsTakenAsBytesCome() {
    byte[] lie =
        "YUV4MPEG2 W26000 H26000 F25:1 Cmono\nFRAME\nx".getBytes(StandardCharsets.US_ASCII);
    Y4mSource source = source(lie);
    assertThatThrownBy(source::next)
        .isInstanceOf(InvalidFilmException.class)
        .hasMessageContaining("cut short in frame 0");
    byte[] larger = "YUV4MPEG2 W60000 H60000 F25:1\n".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> source(larger))
        .isInstanceOf(InvalidFilmException.class)
        .hasMessageContaining("60000x60000");
  }

  @Test
  void everyCutIsAFilmOrASentence() {
    byte[] film = film(6, 4, 2);
    for (int length = 0; length < film.length; length++) {
      byte[] cut = Arrays.copyOf(film, length);
      try (Y4mSource source = source(cut)) {
        assertThat(TestFrames.all(source)).hasSizeLessThan(2);
      } catch (InvalidFilmException e) {
        assertThat(e).hasMessageStartingWith("film ").hasMessageEndingWith(".");
      }
    }
  }

  @Test
  void changedBytesAreAFilmOrASentence() {
    byte[] film = film(6, 4, 2);
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      byte[] changed = film.clone();
      changed[random.nextInt(film.length)] = (byte) random.nextInt(256);
      try (Y4mSource source = source(changed)) {
        TestFrames.all(source);
      } catch (InvalidFilmException e) {
        assertThat(e).hasMessageEndingWith(".");
      }
    }
  }
}
