/**
 * The fastest CPU backend: the row kernels of {@code dev.fude.ops.rows} around innermost loops on
 * the Vector API.
 *
 * <p>{@link dev.fude.ops.simd.SimdBackend} loads without the incubator module and says what is
 * missing; every other class of the package is only touched once that module is known to be there.
 */
package dev.fude.ops.simd;
