// The processor's twin of the names in device.h: a block of the grid is run as fibers on one thread, a fiber for each of its threads, in
// a fixed order. A fiber runs until it comes to a barrier, or ends; a warp, until all its fibers wait for other warps, so that warps
// get as far ahead of each other as barriers let them. What this finds that a GPU would not say: barriers that not all threads reach,
// memory read between barriers in an order that the kernel does not guarantee (run it in the other order and compare), shared memory
// read before it is written (it is NaN at the beginning of each block), and, with AddressSanitizer, wrong indices.
#pragma once
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace emulation {

struct Kernel {
  int threads;
  size_t argument_bytes;
  void (*body)(const void* arguments);
};

// Kernels by module ("fp32" or "fp16") and name.
std::map<std::string, Kernel>& kernels(const std::string& module);

struct Registration {
  Registration(const char* module, const char* name, Kernel kernel) {
    kernels(module)[name] = kernel;
  }
};

struct Index {
  int thread, block_x, block_y, block_z;
};

// Where the running fiber is in the grid.
extern Index index;

// Waits until every thread of the block is here.
void wait();

// A kernel has failed in a way that would be undefined on a device; the message tells where.
[[noreturn]] void fail(const char* what);

// Runs a grid; `backwards` lets the last thread of each block go first.
void run(const Kernel& kernel, const void* arguments, int grid_x, int grid_y, int grid_z, bool backwards);

}  // namespace emulation

#ifdef FUDE_FLOAT16
#define FUDE_MODULE "fp16"
#else
#define FUDE_MODULE "fp32"
#endif

#define KERNEL(threads, name, Arguments)                                                              \
  static void name##_kernel(const Arguments& arguments);                                              \
  static emulation::Registration name##_registration(                                                 \
      FUDE_MODULE, #name "_kernel",                                                                   \
      {threads, sizeof(Arguments), [](const void* given) { name##_kernel(*(const Arguments*)given); }}); \
  static void name##_kernel(const Arguments& arguments)
#define DEVICE static inline
#define SHARED static __attribute__((section("shared_memory")))
#define THREAD emulation::index.thread
#define BLOCK_X emulation::index.block_x
#define BLOCK_Y emulation::index.block_y
#define BLOCK_Z emulation::index.block_z

DEVICE void barrier() {
  emulation::wait();
}

DEVICE float multiply_add(float a, float b, float c) {
  return __builtin_fmaf(a, b, c);
}

DEVICE double square_root(double a) {
  return __builtin_sqrt(a);
}

DEVICE float float_of(half bits) {
  _Float16 value;
  __builtin_memcpy(&value, &bits, sizeof value);
  return (float)value;
}

DEVICE half half_of(float value) {
  _Float16 rounded = (_Float16)value;
  half bits;
  __builtin_memcpy(&bits, &rounded, sizeof bits);
  return bits;
}
