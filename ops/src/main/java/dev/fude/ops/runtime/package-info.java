/**
 * What all CPU backends share: running a plan step by step, in pooled memory, on a set number of
 * threads. The kernels themselves are in {@code dev.fude.ops.scalar} and {@code dev.fude.ops.rows}.
 */
package dev.fude.ops.runtime;
