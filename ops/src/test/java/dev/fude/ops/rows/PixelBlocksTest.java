package dev.fude.ops.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.loops.LoopsMicrokernels;
import org.junit.jupiter.api.Test;

/** With lines of at least 64 numbers, which 8 pixels of 3 channels do not fill. */
class PixelBlocksTest {
  private static final int IN_CHANNELS = 2;

  @Test
  void fewOutputsOfAWideKernelTakeSeveralPixelsAtOnce() {
    PixelBlocks blocks = blocks(Conv2d.of(3, Window.square(7, 2, Padding.NONE)));

    assertThat(blocks.pixels()).isEqualTo(8);
    assertThat(blocks.window())
        .isEqualTo(new Window(7, 7 + 7 * 2, 2, 8 * 2, 1, 1, Padding.NONE)); // moves of 2
    assertThat(blocks.shape(Shape.nhwc(2, 5, 17, 3))).isEqualTo(Shape.nhwc(2, 5, 3, 24));
  }

  @Test
  void blockThatSavesNothingIsOnePixel() {
    assertThat(blocks(Conv2d.of(64, Window.square(7, 1, Padding.NONE))).pixels()).isEqualTo(1);
    assertThat(blocks(Conv2d.of(3, Window.square(1, 1, Padding.NONE))).pixels()).isEqualTo(1);
  }

  @Test
  void kernelWhoseColumnsLieApartHasNoBlocks() {
    Window dilated = new Window(3, 7, 1, 1, 1, 2, Padding.NONE);

    assertThat(blocks(Conv2d.of(3, dilated)).pixels()).isEqualTo(1);
    assertThat(blocks(new Conv2d(2, Window.square(7, 1, Padding.NONE), 2, false)).pixels())
        .isEqualTo(1);
  }

  private static PixelBlocks blocks(Conv2d op) {
    Window window = op.window();
    Shape weight =
        Shape.of(op.outChannels(), IN_CHANNELS / op.groups(), window.kernelH(), window.kernelW());
    return PixelBlocks.cheapest(new LoopsMicrokernels(), op, Tensor.zeros(weight), null);
  }
}
