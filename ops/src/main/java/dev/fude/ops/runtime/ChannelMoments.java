package dev.fude.ops.runtime;

/**
 * Mean and population variance of each channel of each picture.
 *
 * @param mean (batch, channels)
 * @param variance (batch, channels), not negative
 */
public record ChannelMoments(double[] mean, double[] variance) {}
