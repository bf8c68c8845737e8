// ResizeBilinear under its three rules. Positions are double, by the very formulas of dev.fude.core.op.ResizeRule, so that they
// fall between the same two pixels.
#pragma once
#include "lanes.h"
#include "view.h"

enum ResizeRule { ASYMMETRIC = 0, ALIGN_CORNERS = 1, HALF_PIXEL = 2 };

struct ResizeBilinearArguments {
  View in;
  stored* out;  // (pictures, out_height, out_width, channels)
  int out_height, out_width;
  int rule;
};

// Two neighbouring indices of the input, and how far from the first to the second the position is.
struct Between {
  int first, second;
  float fraction;
};

DEVICE double unclamped_position(int rule, int index, int in, int out) {
  if (rule == ASYMMETRIC) {
    return (double)index * in / out;
  }
  if (rule == ALIGN_CORNERS) {
    return out == 1 ? 0 : (double)index * (in - 1) / (out - 1);
  }
  return (index + 0.5) * in / out - 0.5;
}

DEVICE Between between(int rule, int index, int in, int out) {
  double position = unclamped_position(rule, index, in, out);
  position = position < 0 ? 0 : position > in - 1 ? in - 1 : position;
  Between neighbours;
  neighbours.first = (int)position;
  neighbours.second = neighbours.first + 1 < in ? neighbours.first + 1 : in - 1;
  neighbours.fraction = (float)(position - neighbours.first);
  return neighbours;
}

DEVICE float interpolated(float from, float to, float fraction) {
  return multiply_add(to - from, fraction, from);
}

KERNEL(LANE_THREADS, resize_bilinear, ResizeBilinearArguments) {
  const ResizeBilinearArguments& a = arguments;
  const int c = lane_channel();
  const u32 pixels = (u32)a.out_height * a.out_width, first_pixel = BLOCK_X * TILE_PIXELS;
  // Doubles are slow on most GPUs: each position is computed once for all channels.
  SHARED Between ys[TILE_PIXELS], xs[TILE_PIXELS];
  if (THREAD < TILE_PIXELS) {
    Position out = position_of(first_pixel + THREAD, a.out_width);
    ys[THREAD] = between(a.rule, out.y, a.in.height, a.out_height);
    xs[THREAD] = between(a.rule, out.x, a.in.width, a.out_width);
  }
  barrier();
  if (c < a.in.channels) {
    const Channel channel = channel_of(a.in, BLOCK_Z, c);
    FOR_PIXELS_OF_THREAD(pixel, pixels) {
      const Between& y = ys[pixel - first_pixel];
      const Between& x = xs[pixel - first_pixel];
      float above = interpolated(
          loaded(a.in, channel, BLOCK_Z, y.first, x.first, c), loaded(a.in, channel, BLOCK_Z, y.first, x.second, c), x.fraction);
      float below = interpolated(
          loaded(a.in, channel, BLOCK_Z, y.second, x.first, c), loaded(a.in, channel, BLOCK_Z, y.second, x.second, c), x.fraction);
      a.out[((i64)BLOCK_Z * pixels + pixel) * a.in.channels + c] = stored_of(interpolated(above, below, y.fraction));
    }
  }
}
