// A stored value as a kernel reads it: one scale and one shift a channel, then slopes for negative numbers are applied while loading. The
// same view as the planner's (dev.fude.core.plan.View), without its third seat: a resize is a kernel of its own here.
//
// `stored` is the type in which activations are kept: float in fp32.cu, half in fp16.cu.
#pragma once
#include "stored.h"

struct View {
  const stored* data;  // (pictures, height, width, channels)
  const float* scale;  // (pictures, channels), or (channels) if all pictures share it, or null for none
  const float* shift;  // the same
  const float* slopes;  // factors for negative values, (channels), or null if there is one at most
  int height;
  int width;
  int channels;
  int affine_stride;  // from one picture's scale to the next one's: channels, or 0
  float slope;        // factor for negative values of all channels; 1 for none
};

// The index of a pixel's first channel.
DEVICE i64 pixel_of(const View& view, int picture, int y, int x) {
  return (((i64)picture * view.height + y) * view.width + x) * view.channels;
}

// The view of one channel: a thread that keeps to a channel fetches it once.
struct Channel {
  float scale, shift, slope;
};

DEVICE Channel channel_of(const View& view, int picture, int c) {
  Channel channel = {1, -0.0f, view.slopes ? view.slopes[c] : view.slope};  // x + -0 is x for every x, also for -0
  if (view.scale) {
    i64 at = (i64)picture * view.affine_stride + c;
    channel.scale = view.scale[at];
    channel.shift = view.shift[at];
  }
  return channel;
}

DEVICE float leaky(float value, float slope) {
  return value < 0 ? slope * value : value;
}

// A stored number as the op sees it.
DEVICE float applied(const Channel& channel, float value) {
  return leaky(multiply_add(value, channel.scale, channel.shift), channel.slope);
}

DEVICE float loaded(const View& view, const Channel& channel, int picture, int y, int x, int c) {
  return applied(channel, value_of(view.data[pixel_of(view, picture, y, x) + c]));
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
      i64 at = (i64)BLOCK_Z * in.affine_stride + c + i;
      float scale[RUN], shift[RUN];
      floats_at(in.scale + at, scale);
      floats_at(in.shift + at, shift);
#pragma unroll
      for (int j = 0; j < RUN; j++) {
        run[i + j] = multiply_add(run[i + j], scale[j], shift[j]);
      }
    }
  }
  if (in.slopes) {
#pragma unroll
    for (int i = 0; i < COUNT; i += RUN) {
      float slopes[RUN];
      floats_at(in.slopes + c + i, slopes);
#pragma unroll
      for (int j = 0; j < RUN; j++) {
        run[i + j] = leaky(run[i + j], slopes[j]);
      }
    }
    return;
  }
#pragma unroll
  for (int i = 0; i < COUNT; i++) {
    run[i] = leaky(run[i], in.slope);
  }
}
