package dev.fude.painter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeNearest;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import dev.fude.model.ChannelOrder;
import dev.fude.model.Model;
import dev.fude.model.ModelCard;
import dev.fude.model.ValueRange;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a model says of its pictures is what its network is given, and what is made of its result.
 */
class PictureContractTest {
  private static final int WIDTH = 6;
  private static final int HEIGHT = 4;

  /** A network that multiplies each of its three channels. */
  private static Model multiplying(
      ChannelOrder channels, ValueRange input, ValueRange output, float... factors) {
    GraphBuilder graph = Graph.builder("x", 3);
    return of(graph, graph.add("y", Conv2d.pointwise(3), "x"), channels, input, output, factors);
  }

  private static Model of(
      GraphBuilder graph,
      String last,
      ChannelOrder channels,
      ValueRange input,
      ValueRange output,
      float... factors) {
    Tensor kernel = Tensor.zeros(Shape.of(3, 3, 1, 1));
    for (int c = 0; c < 3; c++) {
      kernel.data()[4 * c] = factors[c];
    }
    Weights weights = new Weights(Map.of(), Map.of("y.weight", kernel));
    return Model.of(graph.build(last), weights, channels, input, output, ModelCard.BLANK);
  }

  private static BufferedImage photo(boolean alpha) {
    int type = alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    BufferedImage photo = new BufferedImage(WIDTH, HEIGHT, type);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      photo.setRGB(
          i % WIDTH, i / WIDTH, 0x80000000 | i * 0x0A0000 | (255 - i) << 8 | (7 * i & 255));
    }
    return photo;
  }

  private static BufferedImage painted(Model model, BufferedImage photo) {
    try (Painter painter = Painter.builder().model(model).backend("scalar").threads(1).build()) {
      return painter.stylize(photo);
    }
  }

  @Test
  void aNetworkThatChangesNothingGivesThePhotographInEveryRange() {
    BufferedImage photo = photo(false);
    for (ChannelOrder channels : ChannelOrder.values()) {
      Model fromUnit = multiplying(channels, ValueRange.UNIT, ValueRange.LEVELS, 255, 255, 255);
      Model fromLevels =
          multiplying(channels, ValueRange.LEVELS, new ValueRange(0, 51), 0.2f, 0.2f, 0.2f);
      for (Model model : new Model[] {fromUnit, fromLevels}) {
        BufferedImage same = painted(model, photo);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
          assertThat(same.getRGB(i % WIDTH, i / WIDTH))
              .isEqualTo(photo.getRGB(i % WIDTH, i / WIDTH));
        }
      }
    }
  }

  @Test
  void theFirstChannelOfBgrIsBlue() {
    BufferedImage photo = photo(false);
    Model blueless = multiplying(ChannelOrder.BGR, ValueRange.UNIT, ValueRange.UNIT, 0, 1, 1);
    Model redless = multiplying(ChannelOrder.RGB, ValueRange.UNIT, ValueRange.UNIT, 0, 1, 1);

    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int pixel = photo.getRGB(i % WIDTH, i / WIDTH);
      assertThat(painted(blueless, photo).getRGB(i % WIDTH, i / WIDTH))
          .isEqualTo(pixel & 0xFFFFFF00);
      assertThat(painted(redless, photo).getRGB(i % WIDTH, i / WIDTH))
          .isEqualTo(pixel & 0xFF00FFFF);
    }
  }

  /** A network that sees zeros round a picture shows where the picture ends for it. */
  @Test
  void sidesAreMultiplesOfWhatTheModelSays() {
    GraphBuilder graph = Graph.builder("x", 3);
    Window window = Window.square(3, 1, Padding.zero(1));
    String value = graph.add("y", new Conv2d(3, window, 3, false), "x");
    Tensor means = Tensor.zeros(Shape.of(3, 1, 3, 3));
    Arrays.fill(means.data(), 1f / 9);
    Model model =
        Model.of(
            graph.build(value),
            new Weights(Map.of(), Map.of("y.weight", means)),
            ChannelOrder.RGB,
            ValueRange.SIGNED_UNIT,
            ValueRange.SIGNED_UNIT,
            ModelCard.BLANK);
    BufferedImage photo = photo(false);
    BufferedImage mirrored = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        int fromX = x < WIDTH ? x : 2 * (WIDTH - 1) - x;
        int fromY = Math.abs((y + HEIGHT - 1) % (2 * (HEIGHT - 1)) - (HEIGHT - 1));
        mirrored.setRGB(x, y, photo.getRGB(fromX, fromY));
      }
    }
    int[] expected = painted(model, mirrored).getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);

    assertThat(pixels(painted(model.inMultiplesOf(8), photo))).isEqualTo(expected);
    assertThat(pixels(painted(model, photo))).isNotEqualTo(expected);
  }

  private static int[] pixels(BufferedImage picture) {
    return picture.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
  }

  @Test
  void aResultThatIsLargerMakesALargerPictureWithItsTransparency() {
    GraphBuilder graph = Graph.builder("x", 3);
    String value = graph.add("y", Conv2d.pointwise(3), "x");
    value = graph.add("twice", new ResizeNearest(new Resize.Scale(2, 2)), value);
    ValueRange range = ValueRange.SIGNED_UNIT;
    Model model = of(graph, value, ChannelOrder.RGB, range, range, 1, 1, 1);
    BufferedImage photo = photo(true);

    BufferedImage large = painted(model, photo);

    assertThat(large.getWidth()).isEqualTo(2 * WIDTH);
    assertThat(large.getHeight()).isEqualTo(2 * HEIGHT);
    for (int y = 0; y < 2 * HEIGHT; y++) {
      for (int x = 0; x < 2 * WIDTH; x++) {
        assertThat(large.getRGB(x, y)).isEqualTo(photo.getRGB(x / 2, y / 2));
      }
    }
  }
}
