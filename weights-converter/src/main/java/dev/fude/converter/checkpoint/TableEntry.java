package dev.fude.converter.checkpoint;

import java.nio.ByteBuffer;

/**
 * A key of a table and what it stands for.
 *
 * @param key any bytes
 * @param value any bytes, a view of the table
 */
record TableEntry(byte[] key, ByteBuffer value) {}
