/** Messages of protocol buffers, the encoding that TensorFlow and ONNX files share. */
package dev.fude.converter.protobuf;
