package dev.fude.server.queue;

/**
 * A painted picture.
 *
 * @param bytes of its file
 * @param mediaType such as {@code image/png}
 * @param extension such as {@code png}
 */
public record Result(byte[] bytes, String mediaType, String extension) {}
