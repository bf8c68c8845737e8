package dev.fude.video.gif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.InvalidFilmException;
import dev.fude.video.Rational;
import dev.fude.video.TestFrames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GifSourceTest {
  @TempDir private Path folder;

  private GifSource open(byte[] bytes) throws IOException {
    return new GifSource(Files.write(folder.resolve("film.gif"), bytes));
  }

  private List<Frame> frames(byte[] bytes) throws IOException {
    try (GifSource source = open(bytes)) {
      return TestFrames.all(source);
    }
  }

  /** A letter for each pixel: k black, r red, g green, b blue, w white. */
  private static String letters(Frame frame) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < frame.levels().length; i += 3) {
      int bits =
          (frame.levels()[i] & 4) | (frame.levels()[i + 1] & 2) | (frame.levels()[i + 2] & 1);
      letters.append("kbg?r??w".charAt(bits));
    }
    return letters.toString();
  }

  @Test
  void delaysRateAndPlays() throws IOException {
    GifBytes even = new GifBytes(1, 1).repeats(4);
    even.control(4, 0, -1).frame(0, 0, 1, 1, "1").control(4, 0, -1).frame(0, 0, 1, 1, "2");
    try (GifSource source = open(even.end())) {
      FilmFormat format = source.format();
      assertThat(format.timeBase()).isEqualTo(new Rational(1, 100));
      assertThat(format.rate()).contains(new Rational(25, 1));
      assertThat(format.frames()).hasToString("Optional[2]");
      assertThat(format.plays()).hasValue(5);
    }
    GifBytes uneven = new GifBytes(1, 1).repeats(0);
    for (int delay : new int[] {3, 0, 1, 2, 700}) {
      uneven.control(delay, 0, -1).frame(0, 0, 1, 1, "1");
    }
    uneven.frame(0, 0, 1, 1, "2"); // without a delay
    try (GifSource source = open(uneven.end())) {
      assertThat(source.format().rate()).isEmpty();
      assertThat(source.format().plays()).hasValue(0);
      List<Frame> frames = TestFrames.all(source);
      assertThat(frames).extracting(Frame::duration).containsExactly(3L, 10L, 10L, 2L, 700L, 10L);
      assertThat(frames).extracting(Frame::time).containsExactly(0L, 3L, 13L, 23L, 25L, 725L);
    }
    try (GifSource source = open(new GifBytes(1, 1).frame(0, 0, 1, 1, "1").end())) {
      assertThat(source.format().plays()).hasValue(1);
    }
  }

  @Test
  void framesAreLaidOverEachOtherAndDisposedOf() throws IOException {
    byte[] film =
        new GifBytes(3, 2)
            .control(5, 1, -1)
            .frame(0, 0, 2, 2, "1111") // the third column stays transparent: white
            .control(5, 3, 0) // black is transparent here, and what was before comes back
            .frame(1, 0, 2, 2, "2002")
            .control(5, 2, -1) // becomes transparent
            .frame(0, 1, 3, 1, "333")
            .control(5, 0, 0)
            .frame(2, 0, 1, 1, "0")
            .end();
    assertThat(frames(film))
        .extracting(GifSourceTest::letters)
        .containsExactly("rrwrrw", "rgwrrg", "rrwbbb", "rrwwww");
  }

  @Test
  void interlacedRowsFindTheirPlaces() throws IOException {
    // Rows 0, 8; 4; 2, 6; 1, 3, 5, 7, 9 of ten.
    String rows = "0123012301";
    byte[] film = new GifBytes(1, 10).head(0, 0, 1, 10, true).pixels(rows).end();
    StringBuilder expected = new StringBuilder("..........");
    int[] order = {0, 8, 4, 2, 6, 1, 3, 5, 7, 9};
    for (int i = 0; i < order.length; i++) {
      expected.setCharAt(order[i], "krgb".charAt(rows.charAt(i) - '0'));
    }
    assertThat(letters(frames(film).get(0))).isEqualTo(expected.toString());
  }

  @Test
  void fileWithoutItsLastByteIsWhole() throws IOException {
    assertThat(frames(new GifBytes(2, 1).frame(0, 0, 2, 1, "12").cut())).hasSize(1);
  }

  @Test
  void liesAreRefused() {
    refused("no GIF", "PNG and other things".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    refused("without frames", new GifBytes(1, 1).end());
    refused("cut short in frame 0", new GifBytes(4, 4).head(0, 0, 4, 4, false).cut());
    refused("not within its 4x4", new GifBytes(4, 4).frame(2, 2, 3, 1, "111").end());
    refused("not within its 4x4", new GifBytes(4, 4).frame(0, 0, 0, 1, "1").end());
    refused("should begin", new GifBytes(1, 1).frame(0, 0, 1, 1, "1").raw(0x55).end());
    refused("too short", new GifBytes(1, 1).raw(0x21, 0xF9, 2, 0, 0, 0).end());
    refused("damaged or missing", new GifBytes(4, 4).frame(0, 0, 4, 4, "123").end());
    refused("bits", new GifBytes(1, 1).head(0, 0, 1, 1, false).raw(9, 1, 1, 0).end());
    refused("65535x65535", new GifBytes(65535, 65535).frame(0, 0, 1, 1, "1").end());
  }

  private void refused(String message, byte[] film) {
    assertThatThrownBy(() -> frames(film))
        .isInstanceOf(InvalidFilmException.class)
        .hasMessageContainingAll("film.gif", message)
        .hasMessageEndingWith(".");
  }

  @Test
  void missingFileIsToldOnce() {
    assertThatThrownBy(() -> new GifSource(folder.resolve("none.gif")))
        .isInstanceOf(InvalidFilmException.class)
        .hasMessageContaining("none.gif");
  }

  @Test
  void changedAndCutFilesAreAFilmOrASentence() throws IOException {
    byte[] film =
        new GifBytes(4, 4)
            .repeats(0)
            .control(5, 2, 1)
            .frame(0, 0, 4, 4, "0123012301230123")
            .control(5, 3, -1)
            .frame(1, 1, 2, 2, "1231")
            .end();
    Random random = new Random(2);
    for (int i = 0; i < 2000; i++) {
      byte[] changed = Arrays.copyOf(film, i % 4 == 0 ? random.nextInt(film.length) : film.length);
      for (int changes = random.nextInt(3); changes >= 0 && changed.length > 0; changes--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try (GifSource source = open(changed)) {
        TestFrames.all(source);
      } catch (InvalidFilmException e) {
        assertThat(e).hasMessageEndingWith(".");
      }
    }
  }
}
