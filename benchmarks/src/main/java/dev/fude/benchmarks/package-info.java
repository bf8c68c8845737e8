/**
 * JMH benchmarks of the engine, with rivals beside ours.
 *
 * <p>{@link dev.fude.benchmarks.WholePicture} compares engines on the whole network; {@link
 * dev.fude.benchmarks.Operators} sets single layers beside what the machine can multiply. The
 * folder's README has the commands.
 */
package dev.fude.benchmarks;
