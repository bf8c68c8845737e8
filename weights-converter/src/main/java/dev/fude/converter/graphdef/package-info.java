/** TensorFlow's graph, whichever way it is written down, and its frozen GraphDef files. */
package dev.fude.converter.graphdef;
