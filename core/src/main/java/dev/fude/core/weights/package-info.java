/** Trained tensors by name, and the safetensors files that hold them. */
package dev.fude.core.weights;
