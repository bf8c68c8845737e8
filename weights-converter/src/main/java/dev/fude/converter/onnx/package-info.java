/** ONNX files, as PyTorch, tf2onnx and other exporters write them. */
package dev.fude.converter.onnx;
