package dev.fude.video.gif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Chooses the colours of a palette: all colours are in one box at first; that box is cut in two
 * again and again whose colours are farthest from their mean, along the channel in which they are,
 * where the mean is. Each box gives its mean. Source: P. Heckbert, Color image quantization for
 * frame buffer display, 1982, with X. Wu's measure of what to cut (Graphics Gems II, 1991).
 */
final class MedianCut {
  private MedianCut() {}

  /** Cells that share a colour. */
  private record Box(
      Integer[] cells, double[] mean, double error, int widest, ColourCells colours) {
    static Box of(Integer[] cells, ColourCells colours) {
      long count = 0;
      double[] sum = new double[3];
      double[] squares = new double[3];
      for (int cell : cells) {
        count += colours.count(cell);
        for (int channel = 0; channel < 3; channel++) {
          sum[channel] += colours.sum(cell, channel);
          squares[channel] += colours.sum(cell, channel) * colours.mean(cell, channel);
        }
      }
      double[] mean = new double[3];
      double[] errors = new double[3];
      int widest = 0;
      for (int channel = 0; channel < 3; channel++) {
        mean[channel] = sum[channel] / count;
        errors[channel] = squares[channel] - sum[channel] * mean[channel];
        widest = errors[channel] > errors[widest] ? channel : widest;
      }
      double error = cells.length < 2 ? 0 : Arrays.stream(errors).sum();
      return new Box(cells, mean, error, widest, colours);
    }

    /** Two boxes, none of them empty: some cell is below the mean, and some above. */
    List<Box> cut() {
      List<Integer> low = new ArrayList<>();
      List<Integer> high = new ArrayList<>();
      for (Integer cell : cells) {
        (colours.mean(cell, widest) < mean[widest] ? low : high).add(cell);
      }
      return List.of(
          of(low.toArray(new Integer[0]), colours), of(high.toArray(new Integer[0]), colours));
    }

    int rgb() {
      return (int) Math.round(mean[0]) << 16
          | (int) Math.round(mean[1]) << 8
          | (int) Math.round(mean[2]);
    }
  }

  /**
   * Chooses colours.
   *
   * @param colours of the picture
   * @param most how many may be chosen
   * @return 0xRRGGBB each
   */
  static int[] palette(ColourCells colours, int most) {
    PriorityQueue<Box> boxes =
        new PriorityQueue<>(Comparator.comparingDouble(Box::error).reversed());
    boxes.add(Box.of(occupied(colours), colours));
    while (boxes.size() < most && boxes.peek().error() > 0) {
      boxes.addAll(boxes.remove().cut());
    }
    return boxes.stream().mapToInt(Box::rgb).sorted().toArray();
  }

  private static Integer[] occupied(ColourCells colours) {
    return IntStream.range(0, ColourCells.COUNT)
        .filter(cell -> colours.count(cell) > 0)
        .boxed()
        .toArray(Integer[]::new);
  }
}
