package dev.fude.testkit;

import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Layout;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.Locale;

/**
 * One file of {@link GoldenOps}: the tensors, and the op's attributes as metadata.
 *
 * @param file its tensors and metadata
 */
record GoldenOpFile(Weights file) {
  /** Whether it is a file of the kind that the reference material calls so. */
  boolean holds(String kind) {
    return kind().equals(kind);
  }

  /** What the reference material calls the op. */
  String kind() {
    return text("op");
  }

  /** The op's input, NHWC. */
  Tensor input() {
    return Layout.nchwToNhwc(tensor("input"));
  }

  /** The right output, NHWC. */
  Tensor output() {
    return Layout.nchwToNhwc(tensor("output"));
  }

  Tensor tensor(String name) {
    return file.tensor(name);
  }

  boolean has(String tensor) {
    return file.tensors().containsKey(tensor);
  }

  String text(String key) {
    return file.metadata(key).orElseThrow();
  }

  int integer(String key) {
    return Integer.parseInt(text(key));
  }

  double number(String key) {
    return Double.parseDouble(text(key));
  }

  /** The window of a convolution with one stride for both directions. */
  Window window() {
    int[] kernel = tensor("weight").shape().extents(); // OIHW
    int stride = integer("stride");
    PadMode mode = PadMode.valueOf(text("pad_mode").toUpperCase(Locale.ROOT));
    return new Window(kernel[2], kernel[3], stride, stride, 1, 1, padding(mode));
  }

  Padding padding(PadMode mode) {
    return new Padding(
        integer("pad_top"), integer("pad_bottom"), integer("pad_left"), integer("pad_right"), mode);
  }
}
