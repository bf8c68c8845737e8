// The type in which activations are kept, and its way from and to float. Numbers too large for float16 become its largest, so that a
// norm after them still has something to work with; NaN stays NaN.
#pragma once
#include "device.h"

#define RUN 8  // numbers that are loaded at once, from an address that is a multiple of as many

DEVICE void floats_at(const float* from, float* to) {
  Float4 low = ((const Float4*)from)[0], high = ((const Float4*)from)[1];
  to[0] = low.x, to[1] = low.y, to[2] = low.z, to[3] = low.w;
  to[4] = high.x, to[5] = high.y, to[6] = high.z, to[7] = high.w;
}

#ifdef FUDE_FLOAT16

typedef half stored;
#define LARGEST_HALF 65504.0f

DEVICE float value_of(half number) {
  return float_of(number);
}

DEVICE half stored_of(float value) {
  value = value > LARGEST_HALF ? LARGEST_HALF : value;
  return half_of(value < -LARGEST_HALF ? -LARGEST_HALF : value);
}

DEVICE void values_of(const half* from, float* to) {
  Word4 words = *(const Word4*)from;
  u32 pairs[RUN / 2] = {words.x, words.y, words.z, words.w};
#pragma unroll
  for (int i = 0; i < RUN; i++) {
    to[i] = float_of((half)(pairs[i / 2] >> (i % 2 * 16)));
  }
}

#else

typedef float stored;

DEVICE float value_of(float number) {
  return number;
}

DEVICE float stored_of(float value) {
  return value;
}

DEVICE void values_of(const float* from, float* to) {
  floats_at(from, to);
}

#endif
