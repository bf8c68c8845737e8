package dev.fude.style.ink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.backend.Backend;
import dev.fude.core.backend.BackendSelector;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.tensor.Levels;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.Model;

/** A picture of 48 x 48, blue on the left and sand on the right, which any style leaves so. */
final class TwoFields {
  private static final int SIDE = 48;
  private static final int BLUE = 0x2050d0;
  private static final int SAND = 0xe0d0a0;

  private TwoFields() {}

  static void assertPaintedBy(Model model) {
    Model ours = model.forBackends();
    Backend backend = BackendSelector.installed().select(BackendSelector.AUTO).backend();
    try (PreparedGraph network =
        backend.prepare(ours.graph(), ours.weights(), ExecutionOptions.ofThreads(1))) {
      Tensor anime = network.run(picture());

      assertThat(blue(anime, 12, 24)).isGreaterThan(red(anime, 12, 24) + 60);
      assertThat(red(anime, 36, 24)).isGreaterThan(blue(anime, 36, 24));
      assertThat(red(anime, 36, 24)).isGreaterThan(150);
      assertThat(red(anime, 12, 24)).isLessThan(120);
    }
  }

  private static Tensor picture() {
    Shape shape = Shape.nhwc(1, SIDE, SIDE, 3);
    byte[] levels = new byte[shape.arrayLength()];
    for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
      int colour = pixel % SIDE < SIDE / 2 ? BLUE : SAND;
      for (int c = 0; c < 3; c++) {
        levels[pixel * 3 + c] = (byte) (colour >> (16 - 8 * c));
      }
    }
    return Levels.toNumbers(levels, shape);
  }

  private static int red(Tensor picture, int x, int y) {
    return level(picture, x, y, 0);
  }

  private static int blue(Tensor picture, int x, int y) {
    return level(picture, x, y, 2);
  }

  private static int level(Tensor picture, int x, int y, int channel) {
    return Levels.of(picture)[(y * SIDE + x) * 3 + channel] & 0xff;
  }
}
