package dev.fude.weights.pytorch;

import dev.fude.core.weights.DType;
import java.nio.ByteBuffer;

/**
 * A run of numbers that tensors are views of.
 *
 * @param dtype how each number is stored
 * @param data the numbers, little-endian
 */
record TorchStorage(DType dtype, ByteBuffer data) {}
