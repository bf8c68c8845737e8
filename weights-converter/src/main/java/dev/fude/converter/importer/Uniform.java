package dev.fude.converter.importer;

import java.util.List;
import java.util.Optional;

/**
 * A picture of one number, as large as another picture.
 *
 * @param number the number
 * @param channels its channels
 * @param order the order of its axes
 */
record Uniform(double number, int channels, Order order) implements Value {
  /**
   * A stored tensor as large as the only picture that the graph takes, if it is of one number: what
   * an exporter has made of that size.
   */
  static Optional<Uniform> stored(Call call, Constant constant) {
    int[] extents = constant.tensor().shape().extents();
    for (Order order : List.of(Order.NCHW, Order.NHWC)) {
      if (constant.isReal() && isOfInput(call, order, extents)) {
        float[] numbers = constant.decoded().data();
        for (float number : numbers) {
          if (number != numbers[0]) {
            return Optional.empty();
          }
        }
        int channels = extents[order.axes().indexOf(Axis.CHANNELS)];
        return Optional.of(new Uniform(numbers[0], channels, order));
      }
    }
    return Optional.empty();
  }

  private static boolean isOfInput(Call call, Order order, int[] extents) {
    Size input = call.trials().input();
    return extents.length == order.axes().size()
        && extents[0] == 1
        && extents[order.axes().indexOf(Axis.CHANNELS)] > 0
        && agrees(call, extents[order.axes().indexOf(Axis.HEIGHT)], input.height())
        && agrees(call, extents[order.axes().indexOf(Axis.WIDTH)], input.width());
  }

  private static boolean agrees(Call call, int stored, Amount side) {
    return call.trials().agree(Amount.of(stored), side);
  }

  /** The same picture with its axes in another order. */
  Uniform with(Order other) {
    return new Uniform(number, channels, other);
  }
}
