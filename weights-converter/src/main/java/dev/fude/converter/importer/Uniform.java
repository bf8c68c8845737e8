package dev.fude.converter.importer;

/**
 * A picture of one number, as large as another picture.
 *
 * @param number the number
 * @param channels its channels
 * @param order the order of its axes
 */
record Uniform(double number, int channels, Order order) implements Value {
  /** The same picture with its axes in another order. */
  Uniform with(Order other) {
    return new Uniform(number, channels, other);
  }
}
