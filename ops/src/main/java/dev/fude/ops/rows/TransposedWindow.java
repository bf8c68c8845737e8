package dev.fude.ops.rows;

import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Rows;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.KernelCall;

/**
 * A transposed convolution's window as ordinary convolutions whose results interleave.
 *
 * <p><b>Phases.</b> With stride s, outputs whose places leave the same remainder when divided by s
 * read the same taps of the kernel: {@code py, py + s, py + 2s ...}. They are a <em>phase</em>, an
 * ordinary convolution of stride 1 over the input with those taps, in reverse order since an input
 * further down reaches an output by a tap further up. A 3x3 kernel of stride 2 falls into phases of
 * 2x2, 2x1, 1x2 and 1x1 taps: nine together, so that nothing is multiplied by the zeros that other
 * ways put between the pixels (Shi et al., "Is the deconvolution layer the same as a convolutional
 * layer?", arXiv:1609.07009).
 *
 * <p><b>Cells.</b> The s x s outputs of all phases that stand on the same input pixels are a cell.
 * Cells are the pixels of a convolution whose window spans the largest phase, so that bands, strips
 * and the ring of input rows are those of every convolution ({@link StripBand}), and each phase is
 * a product of its own with rows of that ring.
 *
 * @param window the window over the output
 */
record TransposedWindow(Window window) {
  /** The window of the largest phase over the input, which the first output stands under. */
  Window reach() {
    int rows = rows(0);
    int columns = columns(0);
    int above = rows - 1 - window.padding().top() / window.strideH();
    int before = columns - 1 - window.padding().left() / window.strideW();
    return new Window(rows, columns, 1, 1, 1, 1, new Padding(above, 0, before, 0, PadMode.ZERO));
  }

  /** Rows of a phase's taps. */
  int rows(int py) {
    return Strip.ceilDiv(window.kernelH() - py, window.strideH());
  }

  /** Columns of a phase's taps. */
  int columns(int px) {
    return Strip.ceilDiv(window.kernelW() - px, window.strideW());
  }

  /** Rows of the output that lie above the first cell's end. */
  int cutRows() {
    return window.padding().top() % window.strideH();
  }

  /** Columns of the output that lie before the first cell's end. */
  int cutColumns() {
    return window.padding().left() % window.strideW();
  }

  /** The taps of a phase, as the weights of an ordinary convolution. */
  Tensor phase(Tensor weight, int py, int px) {
    int inChannels = weight.shape().extent(0);
    int outChannels = weight.shape().extent(1);
    int rows = rows(py);
    int columns = columns(px);
    Tensor phase = Tensor.zeros(Shape.of(outChannels, inChannels, rows, columns));
    int to = 0;
    for (int o = 0; o < outChannels; o++) {
      for (int i = 0; i < inChannels; i++) {
        int from = (i * outChannels + o) * window.taps();
        for (int y = rows - 1; y >= 0; y--) {
          int ky = py + y * window.strideH();
          for (int x = columns - 1; x >= 0; x--) {
            int kx = px + x * window.strideW();
            phase.data()[to++] = weight.data()[from + ky * window.kernelW() + kx];
          }
        }
      }
    }
    return phase;
  }

  /** How many cells an output has along an axis; the first and the last may reach beyond it. */
  private static int cells(int extent, int stride, int cut) {
    return (extent - 1 + cut) / stride - cut / stride + 1;
  }

  /** The cells as if they were pixels, for the shape of the output. */
  Shape cells(Shape output) {
    return output.withSize(
        cells(output.height(), window.strideH(), window.padding().top()),
        cells(output.width(), window.strideW(), window.padding().left()));
  }

  /** Rows of cells; of one that holds other rows as well, those are computed and not stored. */
  Rows cellRows(KernelCall call) {
    Shape cells = cells(call.shape());
    if (call.wanted().count() == call.rowCount()) {
      return Rows.all(cells.batch() * cells.height());
    }
    int cut = cutRows();
    return new Rows(
        (call.wanted().from() + cut) / window.strideH(),
        (call.wanted().to() - 1 + cut) / window.strideH() + 1);
  }
}
