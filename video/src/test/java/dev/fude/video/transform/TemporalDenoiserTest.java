package dev.fude.video.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.FramePainter;
import dev.fude.video.TestFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporalDenoiserTest {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 80;
  private static final int FRAMES = 16;

  /** Shows what it is given: what comes out is what would be painted. */
  private static final class Mirror implements FramePainter {
    @Override
    public FilmFormat format(FilmFormat film) {
      return film;
    }

    @Override
    public Frame paint(Frame frame) {
      return frame;
    }
  }

  private static FramePainter denoiser() {
    return new TemporalDenoiser(new Mirror());
  }

  /** A texture in which something differs from pixel to pixel by up to 50 levels. */
  private static int texture(int x, int y, int channel) {
    double soft = 25 * Math.sin(0.9 * x + channel) * Math.cos(0.7 * y);
    return (int) Math.round(110 + soft);
  }

  /** Levels at (x, y, channel) of each frame. */
  private interface Scene {
    double level(int frame, int x, int y, int channel);
  }

  private static List<Frame> film(Scene scene, double noise) {
    Random random = new Random(20_261_201);
    return frames(
        number -> {
          byte[] levels = new byte[Frame.CHANNELS * WIDTH * HEIGHT];
          for (int i = 0; i < levels.length; i++) {
            int pixel = i / Frame.CHANNELS;
            double level =
                scene.level(number, pixel % WIDTH, pixel / WIDTH, i % Frame.CHANNELS)
                    + noise * random.nextGaussian();
            levels[i] = (byte) Math.max(0, Math.min(255, Math.round(level)));
          }
          return new Frame(WIDTH, HEIGHT, levels, number, 1);
        });
  }

  private static List<Frame> frames(IntFunction<Frame> frame) {
    List<Frame> film = new ArrayList<>();
    for (int number = 0; number < FRAMES; number++) {
      film.add(frame.apply(number));
    }
    return film;
  }

  private static List<Frame> paint(FramePainter painter, List<Frame> film) {
    return film.stream().map(painter::paint).toList();
  }

  /** The root of the mean squared difference. */
  private static double distance(Frame one, Frame other) {
    double sum = 0;
    for (int i = 0; i < one.levels().length; i++) {
      double difference = (one.levels()[i] & 0xFF) - (other.levels()[i] & 0xFF);
      sum += difference * difference;
    }
    return Math.sqrt(sum / one.levels().length);
  }

  /**
   * A mean of eight frames has an eighth of the noise's variance; neighbours among them differ by
   * 1/8 of a new number and of what was there: 0.13 to 0.14 of what raw frames differ by, and
   * rounding.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1.5, 3, 5})
  void noiseOfAStillSceneGoes(double noise) {
    List<Frame> clean = film((frame, x, y, channel) -> texture(x, y, channel), 0);
    List<Frame> noisy = film((frame, x, y, channel) -> texture(x, y, channel), noise);
    List<Frame> denoised = paint(denoiser(), noisy);
    int last = FRAMES - 1;
    double rounding = Math.sqrt(1.0 / 12);
    assertThat(distance(denoised.get(last), clean.get(last)))
        .isLessThan(1.2 * Math.hypot(noise / Math.sqrt(8), rounding));
    assertThat(distance(denoised.get(last), denoised.get(last - 1)))
        .isLessThan(0.3 * distance(noisy.get(last), noisy.get(last - 1)));
  }

  @Test
  void firstFrameIsPaintedAsItIs() {
    Frame first = film((frame, x, y, channel) -> texture(x, y, channel), 3).get(0);
    assertThat(denoiser().paint(first).levels()).isEqualTo(first.levels());
  }

  /** Every frame shows the texture elsewhere: means of several would be grey. */
  @Test
  void whatMovesStaysAsItIs() {
    double noise = 3;
    Scene pan = (frame, x, y, channel) -> texture(x + 2 * frame, y, channel);
    List<Frame> clean = film(pan, 0);
    List<Frame> denoised = paint(denoiser(), film(pan, noise));
    for (int frame = 0; frame < FRAMES; frame++) {
      assertThat(distance(denoised.get(frame), clean.get(frame))).isLessThan(noise + 0.3);
    }
  }

  /** So that parts of such a film are painted as in the whole, and frames as pictures. */
  @Test
  void cleanFilmIsPaintedAsItIs() {
    Scene passing = (frame, x, y, channel) -> texture(x + (y > 50 ? frame : 0), y, channel) - frame;
    List<Frame> film = film(passing, 0);
    List<Frame> denoised = paint(denoiser(), film);
    for (int frame = 0; frame < FRAMES; frame++) {
      assertThat(denoised.get(frame).levels()).isEqualTo(film.get(frame).levels());
    }
  }

  /** A bright square moves over a still and noisy wall; no pixel keeps a trace of it. */
  @Test
  void nothingDragsBehindWhatMovesBeforeAStillScene() {
    double noise = 3;
    Scene passing =
        (frame, x, y, channel) ->
            Math.abs(y - 40) < 12 && x >= 4 * frame && x < 4 * frame + 16 ? 220 : 90;
    List<Frame> clean = film(passing, 0);
    List<Frame> denoised = paint(denoiser(), film(passing, noise));
    int most = TestFrames.distance(denoised.get(FRAMES - 1), clean.get(FRAMES - 1));
    assertThat(most).isLessThan((int) (5 * noise)); // of 130 that the square is brighter by
    assertThat(distance(denoised.get(FRAMES - 1), clean.get(FRAMES - 1))).isLessThan(noise / 2);
  }

  /** Light that fades by a level a frame is no noise, though it is less than the noise. */
  @Test
  void fadingLightIsFollowedToALevel() {
    Scene fade = (frame, x, y, channel) -> texture(x, y, channel) - frame;
    List<Frame> clean = film(fade, 0);
    List<Frame> denoised = paint(denoiser(), film(fade, 1.5));
    for (int frame = 0; frame < FRAMES; frame++) {
      assertThat(mean(denoised.get(frame))).isCloseTo(mean(clean.get(frame)), within(1.0));
    }
  }

  private static double mean(Frame frame) {
    long sum = 0;
    for (byte level : frame.levels()) {
      sum += level & 0xFF;
    }
    return (double) sum / frame.levels().length;
  }

  /** What frames of another scene have in common with the last one is a pixel here and there. */
  @Test
  void nothingOfASceneIsSeenBehindItsCut() {
    FramePainter denoiser = denoiser();
    paint(denoiser, film((frame, x, y, channel) -> texture(x, y, channel), 1.5));
    Frame next = film((frame, x, y, channel) -> texture(y + 20, x, channel) + 60, 1.5).get(0);
    assertThat(denoiser.paint(next).levels()).isEqualTo(next.levels());
  }

  @Test
  void framesOfAnySizeAreTaken() {
    FramePainter denoiser = denoiser();
    for (int side : new int[] {1, 2, 3, 15, 16, 17, 40}) {
      for (int number = 0; number < 3; number++) {
        Frame frame = TestFrames.soft(side, side + 1, number, 1);
        Frame denoised = denoiser.paint(frame);
        assertThat(denoised.width()).isEqualTo(side);
        assertThat(denoised.time()).isEqualTo(number);
        assertThat(TestFrames.distance(denoised, frame)).as("side %d", side).isLessThan(2);
      }
    }
  }

  /** Broken off after every number of frames, the film is the same, bit for bit. */
  @Test
  void filmGoesOnFromMemory() {
    List<Frame> film =
        film((frame, x, y, channel) -> texture(x + (x < 40 ? frame : 0), y, channel), 2);
    List<Frame> unbroken = paint(denoiser(), film);
    for (int broken = 0; broken < FRAMES; broken++) {
      FramePainter first = denoiser();
      paint(first, film.subList(0, broken));
      FramePainter second = denoiser();
      second.recall(first.memory());
      for (int number = broken; number < FRAMES; number++) {
        assertThat(second.paint(film.get(number)).levels())
            .as("frame %d, broken off before %d", number, broken)
            .isEqualTo(unbroken.get(number).levels());
      }
    }
  }

  /** A memory is a file: one that is cut, or has a number that cannot be, is not believed. */
  @Test
  void damagedMemoryIsRefused() {
    FramePainter first = denoiser();
    paint(first, film((frame, x, y, channel) -> 100, 1));
    byte[] memory = first.memory();
    int noise = Integer.BYTES; // behind its length
    int before = noise + Double.BYTES; // the length of the frame before
    int frames = memory.length - Integer.BYTES - 1; // of the last pixel, before the inner memory
    for (int at : new int[] {0, noise, before + 3, frames}) {
      byte[] damaged = memory.clone();
      damaged[at] = 0x7F;
      assertThatThrownBy(() -> denoiser().recall(damaged))
          .as("byte %d", at)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("damaged");
    }
  }
}
