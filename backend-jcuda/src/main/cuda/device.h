// What a kernel may use of the device, and nothing else: the same kernel source is compiled by clang for the GPU, without any
// CUDA header, and by g++ for the processor, where the tests give each of these names a twin (see emulation.h there).
//
//   KERNEL(threads, name, Arguments)   begins the kernel called name_kernel, which blocks of so many threads run; it reads `arguments`
//   DEVICE                             begins any other function
//   SHARED                             begins memory that the threads of a block share
//   THREAD, BLOCK_X, BLOCK_Y, BLOCK_Z  which thread this is of its block, and which block of the grid
//   barrier()                          waits for all threads of the block
//   multiply_add(a, b, c)              a * b + c, rounded once
//   square_root(a)                     correctly rounded, double
//   float_of(half), half_of(float)     float16 is kept in 16 bits without a type of its own
#pragma once

typedef unsigned char byte;
typedef unsigned short half;
typedef unsigned int u32;
typedef long long i64;
typedef unsigned long long u64;

#define ALIGNED(bytes) __attribute__((aligned(bytes)))

struct ALIGNED(16) Float4 {
  float x, y, z, w;
};

struct ALIGNED(16) Word4 {
  u32 x, y, z, w;
};

#ifdef FUDE_EMULATED
#include "emulation.h"
#else

#define KERNEL(threads, name, Arguments) \
  extern "C" __attribute__((global)) void __attribute__((launch_bounds(threads))) name##_kernel(const Arguments arguments)
#define DEVICE static __attribute__((device)) __attribute__((always_inline)) inline
#define SHARED __attribute__((shared))
#define THREAD ((int)__nvvm_read_ptx_sreg_tid_x())
#define BLOCK_X ((int)__nvvm_read_ptx_sreg_ctaid_x())
#define BLOCK_Y ((int)__nvvm_read_ptx_sreg_ctaid_y())
#define BLOCK_Z ((int)__nvvm_read_ptx_sreg_ctaid_z())

DEVICE void barrier() {
  __syncthreads();
}

DEVICE float multiply_add(float a, float b, float c) {
  float d;
  asm("fma.rn.f32 %0, %1, %2, %3;" : "=f"(d) : "f"(a), "f"(b), "f"(c));
  return d;
}

DEVICE double square_root(double a) {
  double root;
  asm("sqrt.rn.f64 %0, %1;" : "=d"(root) : "d"(a));
  return root;
}

DEVICE float float_of(half bits) {
  float value;
  asm("cvt.f32.f16 %0, %1;" : "=f"(value) : "h"(bits));
  return value;
}

DEVICE half half_of(float value) {
  half bits;
  asm("cvt.rn.f16.f32 %0, %1;" : "=h"(bits) : "f"(value));
  return bits;
}

#endif
