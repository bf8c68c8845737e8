// The processor's twin of the names in tensor_core.h. A copy that nobody has waited for leaves NaN where it will go; the lanes of a warp
// put down what they have, and the last to come computes for all.
#pragma once

namespace emulation {

// A warp's common operation: 32 lanes bring six words each and take four floats each.
struct Exchange {
  u32 brought[32][6];
  float taken[32][4];
};

// Waits until all lanes of the warp are here; the last one runs `compute`. `operation` tells different operations apart.
const float* with_warp(int operation, const u32* brought, int words, void (*compute)(Exchange&, int), int parameter);

void copy_async(void* shared, const void* global);
void copy_async_commit();
void copy_async_wait(int count);
void multiply_tiles(Exchange& exchange, int);
void shuffle(Exchange& exchange, int mask);

}  // namespace emulation

DEVICE void copy_async(void* shared, const void* global) {
  emulation::copy_async(shared, global);
}

DEVICE void copy_async_commit() {
  emulation::copy_async_commit();
}

template <int COUNT>
DEVICE void copy_async_wait() {
  emulation::copy_async_wait(COUNT);
}

DEVICE float shuffle_xor(float value, int mask) {
  u32 bits;
  __builtin_memcpy(&bits, &value, sizeof bits);
  return emulation::with_warp(mask, &bits, 1, emulation::shuffle, mask)[0];
}

DEVICE void multiply_tiles(float* d, const u32* a, const u32* b) {
  u32 words[6] = {a[0], a[1], a[2], a[3], b[0], b[1]};
  const float* product = emulation::with_warp(0, words, 6, emulation::multiply_tiles, 0);
  for (int i = 0; i < 4; i++) {
    d[i] += product[i];
  }
}
