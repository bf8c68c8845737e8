/** Shapes and tensors: float32 numbers with named extents. */
package dev.fude.core.tensor;
