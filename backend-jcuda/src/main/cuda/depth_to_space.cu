// DepthToSpace: every pixel becomes a square of pixels, by the formula of dev.fude.core.op.DepthToSpace.
#pragma once
#include "lanes.h"
#include "view.h"

struct DepthToSpaceArguments {
  View in;
  stored* out;  // (pictures, out_height, out_width, out_channels)
  int out_height, out_width, out_channels;
  int factor;
  int by_channels;  // 1 where a channel has all its pixels side by side, 0 where a pixel has all its channels so
};

KERNEL(LANE_THREADS, depth_to_space, DepthToSpaceArguments) {
  const DepthToSpaceArguments& a = arguments;
  const int c = lane_channel();
  const u32 pixels = (u32)a.out_height * a.out_width;
  if (c < a.out_channels) {
    FOR_PIXELS_OF_THREAD(pixel, pixels) {
      Position out = position_of(pixel, a.out_width);
      int of_square = out.y % a.factor * a.factor + out.x % a.factor;
      int source = a.by_channels ? c * a.factor * a.factor + of_square : of_square * a.out_channels + c;
      float value = loaded(a.in, channel_of(a.in, BLOCK_Z, source), BLOCK_Z, out.y / a.factor, out.x / a.factor, source);
      a.out[((i64)BLOCK_Z * pixels + pixel) * a.out_channels + c] = stored_of(value);
    }
  }
}
