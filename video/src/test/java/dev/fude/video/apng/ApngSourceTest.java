package dev.fude.video.apng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.InvalidFilmException;
import dev.fude.video.Rational;
import dev.fude.video.TestFrames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApngSourceTest {
  private static final int RED = 0xFFFF0000;
  private static final int GREEN = 0xFF00FF00;
  private static final int BLUE = 0xFF0000FF;
  private static final int CLEAR = 0;

  @TempDir private Path folder;

  private ApngSource open(byte[] bytes) throws IOException {
    return new ApngSource(Files.write(folder.resolve("film.png"), bytes));
  }

  private List<Frame> frames(byte[] bytes) throws IOException {
    try (ApngSource source = open(bytes)) {
      return TestFrames.all(source);
    }
  }

  /** 0xRRGGBB each. */
  private static int[] pixels(Frame frame) {
    int[] pixels = new int[frame.width() * frame.height()];
    for (int i = 0; i < pixels.length; i++) {
      for (int channel = 0; channel < 3; channel++) {
        pixels[i] = pixels[i] << 8 | frame.levels()[3 * i + channel] & 0xFF;
      }
    }
    return pixels;
  }

  @Test
  void delaysAreFractions() throws IOException {
    byte[] film =
        new PngBytes(1, 1)
            .animation(5, 3)
            .control(0, 0, 1, 1, 1001, 30000)
            .picture(1, RED)
            .control(0, 0, 1, 1, 1, 24)
            .frame(1, GREEN)
            .control(0, 0, 1, 1, 7, 0) // hundredths
            .frame(1, BLUE)
            .control(0, 0, 1, 1, 0, 5) // a tenth
            .frame(1, RED)
            .control(0, 0, 1, 1, 65535, 1)
            .frame(1, RED)
            .end();
    try (ApngSource source = open(film)) {
      FilmFormat format = source.format();
      assertThat(format.timeBase()).isEqualTo(new Rational(1, 30000));
      assertThat(format.rate()).isEmpty();
      assertThat(format.plays()).hasValue(3);
      assertThat(format.frames()).hasToString("Optional[5]");
      List<Frame> frames = TestFrames.all(source);
      assertThat(frames)
          .extracting(Frame::duration)
          .containsExactly(1001L, 1250L, 2100L, 3000L, 65535L * 30000);
      assertThat(frames).extracting(Frame::time).containsExactly(0L, 1001L, 2251L, 4351L, 7351L);
    }
  }

  @Test
  void pictureThatIsNoFrameIsPassedOver() throws IOException {
    byte[] film =
        new PngBytes(1, 1)
            .animation(1, 0)
            .picture(1, RED)
            .control(0, 0, 1, 1, 1, 25)
            .frame(1, GREEN)
            .end();
    assertThat(frames(film)).hasSize(1);
    assertThat(pixels(frames(film).get(0))).containsExactly(0x00FF00);
    try (ApngSource source = open(film)) {
      assertThat(source.format().rate()).contains(new Rational(25, 1));
    }
  }

  @Test
  void framesAreBlendedAndDisposedOf() throws IOException {
    byte[] film =
        new PngBytes(2, 1)
            .animation(5, 0)
            .control(0, 0, 2, 1, 1, 10, 0, 0)
            .picture(2, RED, CLEAR)
            .control(0, 0, 2, 1, 1, 10, 2, 1) // over; what was before comes back
            .frame(2, 0x800000FF, 0x80000000)
            .control(1, 0, 1, 1, 1, 10, 1, 0) // becomes transparent
            .frame(1, GREEN)
            .control(0, 0, 1, 1, 1, 10, 0, 1) // seen through
            .frame(1, CLEAR)
            .control(0, 0, 1, 1, 1, 10, 0, 0) // takes the place
            .frame(1, CLEAR)
            .end();
    assertThat(frames(film))
        .extracting(ApngSourceTest::pixels)
        .containsExactly(
            new int[] {0xFF0000, 0xFFFFFF},
            new int[] {0x7F0080, 0x7F7F7F},
            new int[] {0xFF0000, 0x00FF00},
            new int[] {0xFF0000, 0xFFFFFF},
            new int[] {0xFFFFFF, 0xFFFFFF});
  }

  @Test
  void coloursSaidOnceAreThoseOfEveryFrame() throws IOException {
    byte[] gamma = {0, 1, (byte) 0x86, (byte) 0xA0}; // 1: levels are light itself
    byte[] film =
        new PngBytes(1, 1)
            .chunk("gAMA", gamma)
            .animation(2, 0)
            .control(0, 0, 1, 1, 1, 10)
            .picture(1, 0xFF404040)
            .control(0, 0, 1, 1, 1, 10)
            .frame(1, 0xFF404040)
            .end();
    assertThat(frames(film))
        .allSatisfy(frame -> assertThat(frame.levels()[0] & 0xFF).isBetween(135, 139));
  }

  @Test
  void liesAreRefused() {
    PngBytes still = new PngBytes(1, 1).picture(1, RED);
    refused("a picture and no film", still.end());
    refused("a picture and no film", new PngBytes(1, 1).end());
    refused("is no PNG", new byte[20]);
    refused("cut short", new PngBytes(1, 1).animation(1, 0).cut());
    refused("without frames", new PngBytes(1, 1).animation(0, 0).end());
    refused("damaged animation", new PngBytes(1, 1).animation(1, 0).animation(1, 0).end());
    refused("0 frames and not the 1", new PngBytes(1, 1).animation(1, 0).end());
    refused("no pixels in frame 0", begun(1).end());
    refused(
        "does not lie within",
        new PngBytes(2, 2).animation(1, 0).control(0, 0, 1, 1, 1, 1).picture(1, RED).end());
    refused(
        "does not lie within",
        begun(1).picture(1, RED).control(0, 1, 1, 1, 1, 1).frame(1, RED).end());
    refused("damaged before frame", begun(1).picture(1, RED).chunk("fcTL", new byte[3]).end());
    refused("damaged in frame", begun(1).chunk("fdAT", new byte[8]).end());
    refused("not in order", begun(1).picture(1, RED).chunk("fdAT", new byte[8]).end());
    refused("damaged", begun(1).chunk("IDAT", new byte[30]).end());
    refused("2000000000x2000000000", wide(2_000_000_000));
    refused("does not lie within", wide(-1));
    byte[] changed = begun(1).picture(1, RED).end();
    changed[changed.length - 20] ^= 1;
    refused("the checksum of a chunk is wrong", changed);
  }

  private static PngBytes begun(int frames) {
    return new PngBytes(1, 1).animation(frames, 0).control(0, 0, 1, 1, 1, 1);
  }

  private static byte[] wide(int side) {
    PngBytes png = new PngBytes(side, side).animation(1, 0).picture(1, RED);
    return png.control(0, 0, Math.max(1, side), Math.max(1, side), 1, 1).frame(1, RED).end();
  }

  @Test
  void fractionsWithoutACommonTickAreRefused() {
    PngBytes film = begun(8).picture(1, RED);
    for (int prime : new int[] {65521, 65519, 65497, 65479, 65449, 65447, 65437}) {
      film.control(0, 0, 1, 1, 1, prime).frame(1, RED);
    }
    refused("too many different fractions", film.end());
  }

  private void refused(String message, byte[] film) {
    assertThatThrownBy(() -> frames(film))
        .isInstanceOf(InvalidFilmException.class)
        .hasMessageContainingAll("film.png", message)
        .hasMessageEndingWith(".");
  }

  @Test
  void changedAndCutFilesAreAFilmOrASentence() throws IOException {
    byte[] film =
        begun(2).picture(1, RED).control(0, 0, 1, 1, 1, 1, 2, 1).frame(1, 0x80FFFFFF).end();
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      byte[] changed = Arrays.copyOf(film, i % 4 == 0 ? random.nextInt(film.length) : film.length);
      for (int changes = random.nextInt(3); changes >= 0 && changed.length > 0; changes--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try (ApngSource source = open(sealed(changed))) {
        TestFrames.all(source);
      } catch (InvalidFilmException e) {
        assertThat(e).hasMessageEndingWith(".");
      }
    }
  }

  /** The same with right checksums, so that what is behind them is reached. */
  private static byte[] sealed(byte[] png) {
    int at = 8;
    while (at + 12 <= png.length) {
      ByteBuffer bytes = ByteBuffer.wrap(png);
      int length = bytes.getInt(at);
      if (length < 0 || length > png.length - at - 12) {
        return png;
      }
      CRC32 sum = new CRC32();
      sum.update(png, at + 4, 4 + length);
      bytes.putInt(at + 8 + length, (int) sum.getValue());
      at += 12 + length;
    }
    return png;
  }
}
