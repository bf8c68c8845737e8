/** What TensorFlow's several formats have in common. */
package dev.fude.converter.tensorflow;
