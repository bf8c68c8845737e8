// ResizeNearest: each pixel is one of the input, by the integer formula of dev.fude.core.op.ResizeNearest.
#pragma once
#include "lanes.h"
#include "view.h"

struct ResizeNearestArguments {
  View in;
  stored* out;  // (pictures, out_height, out_width, channels)
  int out_height, out_width;
};

DEVICE int nearest(int index, int in, int out) {
  return (int)((i64)index * in / out);
}

KERNEL(LANE_THREADS, resize_nearest, ResizeNearestArguments) {
  const ResizeNearestArguments& a = arguments;
  const int c = lane_channel();
  const u32 pixels = (u32)a.out_height * a.out_width;
  if (c < a.in.channels) {
    const Channel channel = channel_of(a.in, BLOCK_Z, c);
    FOR_PIXELS_OF_THREAD(pixel, pixels) {
      Position out = position_of(pixel, a.out_width);
      int y = nearest(out.y, a.in.height, a.out_height), x = nearest(out.x, a.in.width, a.out_width);
      a.out[((i64)BLOCK_Z * pixels + pixel) * a.in.channels + c] = stored_of(loaded(a.in, channel, BLOCK_Z, y, x, c));
    }
  }
}
