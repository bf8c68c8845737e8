// A stored value as a kernel reads it: a norm, then a leaky slope are applied while loading. The same view as the planner's
// (dev.fude.core.plan.Operand), without its resize, which is a kernel of its own here.
//
// `stored` is the type in which activations are kept: float in fp32.cu, half in fp16.cu.
#pragma once
#include "stored.h"

struct View {
  const stored* data;  // (pictures, height, width, channels)
  const float* scale;  // (pictures, channels), or null if no norm is folded in
  const float* shift;  // (pictures, channels), or null
  int height;
  int width;
  int channels;
  float slope;  // factor for negative values; 1 for none
};

// The index of a pixel's first channel.
DEVICE i64 pixel_of(const View& view, int picture, int y, int x) {
  return (((i64)picture * view.height + y) * view.width + x) * view.channels;
}

// The norm of one channel: a thread that keeps to a channel fetches it once.
struct Affine {
  float scale, shift;
};

DEVICE Affine affine_of(const View& view, int picture, int c) {
  Affine affine = {1, -0.0f};  // x + -0 is x for every x, also for -0
  if (view.scale) {
    i64 at = (i64)picture * view.channels + c;
    affine.scale = view.scale[at];
    affine.shift = view.shift[at];
  }
  return affine;
}

// A stored number as the op sees it.
DEVICE float applied(const View& view, const Affine& affine, float value) {
  value = multiply_add(value, affine.scale, affine.shift);
  return value < 0 ? view.slope * value : value;
}

DEVICE float loaded(const View& view, const Affine& affine, int picture, int y, int x, int c) {
  return applied(view, affine, value_of(view.data[pixel_of(view, picture, y, x) + c]));
}

#define OUTSIDE -1

// The index that a padded index reads: within the extent, or mirrored at its ends, or OUTSIDE where there are zeros.
DEVICE int source_of(int index, int extent, int reflect) {
  if (index >= 0 && index < extent) {
    return index;
  }
  if (!reflect) {
    return OUTSIDE;
  }
  return index < 0 ? -index : 2 * (extent - 1) - index;
}

// COUNT numbers of one pixel from channel c on, as the op sees them; c and the input's channels are multiples of COUNT.
template <int COUNT>
DEVICE void load_run(const View& in, i64 pixel, int c, float* run) {
#pragma unroll
  for (int i = 0; i < COUNT; i += RUN) {
    values_of(in.data + pixel + c + i, run + i);
    if (in.scale) {
      i64 at = (i64)BLOCK_Z * in.channels + c + i;
      float scale[RUN], shift[RUN];
      floats_at(in.scale + at, scale);
      floats_at(in.shift + at, shift);
#pragma unroll
      for (int j = 0; j < RUN; j++) {
        run[i + j] = multiply_add(run[i + j], scale[j], shift[j]);
      }
    }
  }
#pragma unroll
  for (int i = 0; i < COUNT; i++) {
    run[i] = run[i] < 0 ? in.slope * run[i] : run[i];
  }
}
