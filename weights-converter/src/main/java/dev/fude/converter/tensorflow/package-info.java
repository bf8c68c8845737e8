/**
 * What TensorFlow's several formats have in common: a graph of its ops, and what they are in ONNX's
 * words, in which any graph is imported.
 *
 * <p>{@link dev.fude.converter.tensorflow.Translation} is the way; an {@link
 * dev.fude.converter.tensorflow.OpTranslation} knows a few ops. A new one is a class like {@link
 * dev.fude.converter.tensorflow.PadOps} and a line there.
 */
package dev.fude.converter.tensorflow;
