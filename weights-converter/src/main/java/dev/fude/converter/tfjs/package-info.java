/** TensorFlow.js: a graph and a manifest in JSON, and the weights in files beside it. */
package dev.fude.converter.tfjs;
