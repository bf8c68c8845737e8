/** TensorFlow's checkpoints: a table of variables, and shards that hold their numbers. */
package dev.fude.converter.checkpoint;
