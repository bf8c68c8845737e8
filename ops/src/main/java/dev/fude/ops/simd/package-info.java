/**
 * The fast CPU backend: every op on the Vector API, with packed weights and whatever the planner
 * folds applied while loading.
 *
 * <p>{@link dev.fude.ops.simd.SimdBackend} loads without the incubator module and says what is
 * missing; every other class of the package is only touched once that module is known to be there.
 */
package dev.fude.ops.simd;
