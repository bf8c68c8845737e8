package dev.fude.video.nut;

/**
 * One picture of a stream, as its codec stores it.
 *
 * @param data its bytes
 * @param time when it is seen, in ticks
 * @param isKey whether it can be decoded by itself
 */
public record NutPacket(byte[] data, long time, boolean isKey) {}
