/**
 * The fast CPU backend for JVMs without the Vector API: the row kernels of {@code
 * dev.fude.ops.rows} around plain loops, in forms that HotSpot's C2 turns into vectors. {@link
 * dev.fude.ops.loops.Lines} tells which forms these are.
 */
package dev.fude.ops.loops;
