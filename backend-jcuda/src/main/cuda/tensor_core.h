// What only the kernels of fp16.cu use of the device, from compute capability 8.0 on. As in device.h, each name has a twin in the tests.
//
//   copy_async(shared, global)     begins to copy 16 bytes; both are multiples of 16
//   copy_async_commit()            ends a group of copies
//   copy_async_wait<count>()       waits until at most so many of this thread's groups are under way
//   shuffle_xor(value, mask)       the value that the lane has whose number differs by the mask
//   multiply_tiles(d, a, b)        d += a x b for a warp, 16x16 by 16x8: mma.m16n8k16 of the PTX manual, which says which lane
//                                  holds which numbers
#pragma once
#include "device.h"

#ifdef FUDE_EMULATED
#include "tensor_core_emulation.h"
#else

DEVICE u32 shared_address(const void* pointer) {
  u64 address;
  asm("cvta.to.shared.u64 %0, %1;" : "=l"(address) : "l"((u64)pointer));
  return (u32)address;
}

DEVICE void copy_async(void* shared, const void* global) {
  asm volatile("cp.async.cg.shared.global [%0], [%1], 16;" ::"r"(shared_address(shared)), "l"(global) : "memory");
}

DEVICE void copy_async_commit() {
  asm volatile("cp.async.commit_group;" ::: "memory");
}

template <int COUNT>
DEVICE void copy_async_wait() {
  asm volatile("cp.async.wait_group %0;" ::"n"(COUNT) : "memory");
}

DEVICE float shuffle_xor(float value, int mask) {
  float other;
  asm volatile("shfl.sync.bfly.b32 %0, %1, %2, 0x1f, 0xffffffff;" : "=f"(other) : "f"(value), "r"(mask));
  return other;
}

DEVICE void multiply_tiles(float* d, const u32* a, const u32* b) {
  asm volatile(
      "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {%0,%1,%2,%3},{%4,%5,%6,%7},{%8,%9},{%0,%1,%2,%3};"
      : "+f"(d[0]), "+f"(d[1]), "+f"(d[2]), "+f"(d[3])
      : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
}

#endif
