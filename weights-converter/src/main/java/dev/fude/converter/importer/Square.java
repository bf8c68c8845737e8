package dev.fude.converter.importer;

/**
 * The squares of a picture's distances from its mean: what a variance is the mean of.
 *
 * @param source the picture
 * @param perChannel whether the mean was each channel's own
 * @param order the order of its axes
 */
record Square(Picture source, boolean perChannel, Order order) implements Value {}
