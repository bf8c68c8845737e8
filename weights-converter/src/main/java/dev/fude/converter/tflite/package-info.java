/** TensorFlow Lite: a flatbuffer that holds a graph and its constants. */
package dev.fude.converter.tflite;
