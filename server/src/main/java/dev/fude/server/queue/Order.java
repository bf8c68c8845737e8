package dev.fude.server.queue;

/**
 * A photograph, and what is to become of it.
 *
 * @param photo the bytes of its file
 * @param style what it is to be painted in
 * @param pixels how many it has
 */
public record Order(byte[] photo, String style, long pixels) {}
