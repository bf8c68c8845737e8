package dev.fude.converter.importer;

/**
 * The sum of a picture's channels, pixel by pixel, plus a number: what external attention divides
 * by.
 *
 * @param source the picture
 * @param order the order of its axes
 * @param eps what was added to the sum
 */
record ChannelSum(Picture source, Order order, double eps) implements Value {
  ChannelSum plus(double number) {
    return new ChannelSum(source, order, eps + number);
  }
}
