// Pad: zeros, or the picture mirrored without repeating its edge.
#pragma once
#include "lanes.h"
#include "view.h"

struct PadArguments {
  View in;
  stored* out;  // (pictures, out_height, out_width, channels)
  int out_height, out_width;
  int pad_top, pad_left, reflect;
};

KERNEL(LANE_THREADS, pad, PadArguments) {
  const PadArguments& a = arguments;
  const int c = lane_channel();
  const u32 pixels = (u32)a.out_height * a.out_width;
  if (c < a.in.channels) {
    const Channel channel = channel_of(a.in, BLOCK_Z, c);
    FOR_PIXELS_OF_THREAD(pixel, pixels) {
      Position out = position_of(pixel, a.out_width);
      int y = source_of(out.y - a.pad_top, a.in.height, a.reflect);
      int x = source_of(out.x - a.pad_left, a.in.width, a.reflect);
      bool inside = y != OUTSIDE && x != OUTSIDE;
      a.out[((i64)BLOCK_Z * pixels + pixel) * a.in.channels + c] = stored_of(inside ? loaded(a.in, channel, BLOCK_Z, y, x, c) : 0);
    }
  }
}
