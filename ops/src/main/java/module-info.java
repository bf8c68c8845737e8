/** How each op is computed on the CPU: the scalar specification and the Vector API kernels. */
module dev.fude.ops {
  requires transitive dev.fude.core;
  // Static: the module loads, and the scalar backend runs, where the incubator module is absent.
  requires static jdk.incubator.vector;
  // Static as well: without it the JVM cannot be asked for its options, and a kernel is timed.
  requires static jdk.management;

  provides dev.fude.core.backend.Backend with
      dev.fude.ops.scalar.ScalarBackend,
      dev.fude.ops.simd.SimdBackend;
}
