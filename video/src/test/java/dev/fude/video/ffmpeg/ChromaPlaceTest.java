package dev.fude.video.ffmpeg;

import static dev.fude.video.ffmpeg.TestFilms.make;
import static dev.fude.video.ffmpeg.TestFilms.needFfmpeg;
import static dev.fude.video.ffmpeg.TestFilms.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.FrameSink;
import dev.fude.video.FrameSource;
import dev.fude.video.Rational;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Blue that grows evenly over the picture: were its samples looked for half a pixel beside where
 * they are, it would be off everywhere by half of what it grows from pixel to pixel. Means over the
 * picture tell that from rounding.
 */
@Tag("one-jdk")
class ChromaPlaceTest {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;
  private static final int EDGE = 4; // pixels, in which nothing lies beyond
  private static final int LUMA = 126;
  private static final int GREY = 128;

  /** Of a limited range, BT.709. */
  private static final double LUMA_RANGE = 219 / 255.0;

  private static final double CHROMA_RANGE = 224 / 255.0;
  private static final double SHARE_OF_BLUE = 0.0722;
  private static final double BLUE_OF_CHROMA = 2 * (1 - SHARE_OF_BLUE);

  private static final double ACROSS = 1.21; // what Cb grows from column to column
  private static final double DOWN = 0.53; // and from row to row

  @TempDir private Path folder;

  @BeforeEach
  void prepare() {
    needFfmpeg();
  }

  private static double chroma(double x, double y) {
    return GREY + ACROSS * (x - WIDTH / 2.0) + DOWN * (y - HEIGHT / 2.0);
  }

  /** A frame of 4:2:0 whose samples lie so far from the first of four pixels. */
  private Path film(String place, double across, double down) throws Exception {
    byte[] planes = new byte[WIDTH * HEIGHT * 3 / 2];
    Arrays.fill(planes, 0, WIDTH * HEIGHT, (byte) LUMA);
    Arrays.fill(planes, WIDTH * HEIGHT * 5 / 4, planes.length, (byte) GREY);
    int at = WIDTH * HEIGHT;
    for (int y = 0; y < HEIGHT; y += 2) {
      for (int x = 0; x < WIDTH; x += 2) {
        planes[at++] = (byte) Math.round(chroma(x + across, y + down));
      }
    }
    Path raw = Files.write(folder.resolve("in.yuv"), planes);
    return make(
        folder.resolve("in.mp4"),
        "-f rawvideo -pix_fmt yuv420p -s 64x48 -r 25 -i "
            + raw
            + " -c:v libx264 -qp 0 -colorspace bt709 -color_range tv -chroma_sample_location "
            + place);
  }

  private static Frame first(Path film) {
    try (FrameSource source =
        TestFilms.END.open(film.toString(), TestFilms.options(Optional.empty()))) {
      return source.next().orElseThrow();
    }
  }

  private static int blue(Frame frame, int x, int y) {
    return frame.levels()[(y * frame.width() + x) * Frame.CHANNELS + 2] & 0xFF;
  }

  /** A value of each pixel that is not near the edge. */
  private interface Pixels {
    double at(int x, int y);
  }

  private static double mean(Pixels pixels) {
    double sum = 0;
    int count = 0;
    for (int y = EDGE; y < HEIGHT - EDGE; y++) {
      for (int x = EDGE; x < WIDTH - EDGE; x++) {
        sum += pixels.at(x, y);
        count++;
      }
    }
    return sum / count;
  }

  @ParameterizedTest
  @CsvSource({"left, 0, 0.5", "center, 0.5, 0.5", "topleft, 0, 0", "bottom, 0.5, 1"})
  void aFilmIsReadAsItSays(String place, double across, double down) throws Exception {
    Path film = film(place, across, down);
    assertThat(stream(film, "v", "chroma_location")).isEqualTo(place);
    assertIsRead(film);
  }

  /**
   * As cameras deliver it: luma and chroma in one plane, with samples on the first of two pixels.
   */
  @Test
  void aPackedFilmIsReadAsItSays() throws Exception {
    byte[] packed = new byte[WIDTH * HEIGHT * 2];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      packed[2 * i] = LUMA;
      packed[2 * i + 1] =
          i % 2 == 0 ? (byte) Math.round(chroma(i % WIDTH, i / WIDTH)) : (byte) GREY;
    }
    Path raw = Files.write(folder.resolve("in.yuv"), packed);
    Path film =
        make(
            folder.resolve("in.mkv"),
            "-f rawvideo -pix_fmt yuyv422 -s 64x48 -r 25 -i "
                + raw
                + " -c:v rawvideo -colorspace bt709 -color_range tv");
    assertThat(stream(film, "v", "pix_fmt,color_space")).isEqualTo("yuyv422,bt709");
    assertIsRead(film);
  }

  private static void assertIsRead(Path film) {
    Frame frame = first(film);
    double grey = (LUMA - 16) / LUMA_RANGE;
    double error =
        mean(
            (x, y) ->
                blue(frame, x, y) - (grey + (chroma(x, y) - GREY) * BLUE_OF_CHROMA / CHROMA_RANGE));
    assertThat(error).isCloseTo(0, offset(0.2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"90", "180", "270"})
  void aTurnedFilmIsTheSameTurned(String degrees) throws Exception {
    Path lying = film("left", 0, 0.5);
    Path film =
        make(
            folder.resolve("turned.mp4"),
            "-i " + lying + " -metadata:s:v rotate=" + degrees + " -c copy");
    Frame plain = first(lying);

    Frame turned = first(film);

    assertThat(turned.width()).isEqualTo(degrees.equals("180") ? WIDTH : HEIGHT);
    String way =
        Stream.of(degrees, opposite(degrees))
            .min(Comparator.comparingDouble(one -> meanSize(plain, turned, one)))
            .orElseThrow();
    double error = mean((x, y) -> blue(plain, x, y) - blueOfTurned(turned, way, x, y));
    assertThat(error).isCloseTo(0, offset(0.2));
  }

  /** Programs disagree on which way a film is turned that says 90. */
  private static String opposite(String degrees) {
    return Integer.toString(360 - Integer.parseInt(degrees));
  }

  private static double meanSize(Frame plain, Frame turned, String degrees) {
    return mean((x, y) -> Math.abs(blue(plain, x, y) - blueOfTurned(turned, degrees, x, y)));
  }

  private static int blueOfTurned(Frame turned, String degrees, int x, int y) {
    return switch (degrees) {
      case "90" -> blue(turned, HEIGHT - 1 - y, x);
      case "180" -> blue(turned, WIDTH - 1 - x, HEIGHT - 1 - y);
      default -> blue(turned, y, WIDTH - 1 - x);
    };
  }

  @Test
  void aFilmIsWrittenAsItSays() throws Exception {
    double growth = 2.5;
    byte[] levels = new byte[WIDTH * HEIGHT * Frame.CHANNELS];
    Arrays.fill(levels, (byte) GREY);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      levels[i * Frame.CHANNELS + 2] = (byte) Math.round(GREY + growth * (i % WIDTH - WIDTH / 2));
    }
    Path film = folder.resolve("out.mp4");
    write(new Frame(WIDTH, HEIGHT, levels, 0, 1), film);
    assertThat(stream(film, "v", "pix_fmt,chroma_location")).isEqualTo("yuv420p,left");

    Path raw = make(folder.resolve("out.yuv"), "-i " + film + " -pix_fmt yuv420p -f rawvideo");
    byte[] planes = Files.readAllBytes(raw);
    double slope = growth * (1 - SHARE_OF_BLUE) / BLUE_OF_CHROMA * CHROMA_RANGE;
    double error =
        mean(
            (x, y) ->
                (planes[WIDTH * HEIGHT + y / 2 * WIDTH / 2 + x / 2] & 0xFF)
                    - (GREY + slope * (x / 2 * 2 - WIDTH / 2)));
    assertThat(error).isCloseTo(0, offset(0.2));
  }

  private static void write(Frame frame, Path film) {
    FilmFormat format =
        new FilmFormat(
            WIDTH,
            HEIGHT,
            new Rational(1, 25),
            Optional.of(new Rational(25, 1)),
            Rational.ONE,
            Optional.empty());
    try (FrameSink sink =
        TestFilms.END.create(film.toString(), format, "-", TestFilms.options(Optional.empty()))) {
      sink.write(frame);
      sink.finish();
    }
  }
}
