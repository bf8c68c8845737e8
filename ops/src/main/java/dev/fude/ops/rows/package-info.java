/**
 * The kernels of the fast CPU backends, for any provider of the innermost loops: every op reads its
 * inputs row by row, with whatever the planner folds applied while loading, and stores row by row.
 *
 * <p>What a provider brings is {@link dev.fude.ops.rows.Microkernels}: {@code dev.fude.ops.simd} on
 * the Vector API, {@code dev.fude.ops.loops} in plain Java. This package touches neither.
 */
package dev.fude.ops.rows;
