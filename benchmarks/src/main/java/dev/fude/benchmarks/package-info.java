/**
 * Benchmarks of the engine, with rivals beside ours.
 *
 * <p>With JMH, in a warm JVM: {@link dev.fude.benchmarks.WholePicture} compares engines on the
 * whole network, {@link dev.fude.benchmarks.Operators} sets single layers beside what the machine
 * can multiply, and {@link dev.fude.benchmarks.RegisterBlocks} does so with the innermost loops.
 * With whole processes: {@link dev.fude.benchmarks.ColdStart}, {@link dev.fude.benchmarks.Memory}
 * and {@link dev.fude.benchmarks.LargePicture}. The folder's README has the commands.
 */
package dev.fude.benchmarks;
