/** How each op is computed on the CPU: the specification, and kernels for the two fast backends. */
module dev.fude.ops {
  requires transitive dev.fude.core;
  // Static: the module loads, and the other backends run, where the incubator module is absent.
  requires static jdk.incubator.vector;
  // Static as well: without it the JVM cannot be asked for its options, and a kernel is timed.
  requires static jdk.management;

  provides dev.fude.core.backend.Backend with
      dev.fude.ops.scalar.ScalarBackend,
      dev.fude.ops.loops.LoopsBackend,
      dev.fude.ops.simd.SimdBackend;
}
