// MaxPool: the largest pixel under a square window, every channel by itself.
#pragma once
#include "lanes.h"
#include "larger.h"
#include "view.h"

struct MaxPoolArguments {
  View in;
  stored* out;  // (pictures, out_height, out_width, channels)
  int out_height, out_width;
  int kernel, stride;
};

KERNEL(LANE_THREADS, max_pool, MaxPoolArguments) {
  const MaxPoolArguments& a = arguments;
  const int c = lane_channel();
  const u32 pixels = (u32)a.out_height * a.out_width;
  if (c < a.in.channels) {
    const Channel channel = channel_of(a.in, BLOCK_Z, c);
    FOR_PIXELS_OF_THREAD(pixel, pixels) {
      Position out = position_of(pixel, a.out_width);
      int top = out.y * a.stride, left = out.x * a.stride;
      float largest = loaded(a.in, channel, BLOCK_Z, top, left, c);
      for (int y = top; y < top + a.kernel; y++) {
        for (int x = left; x < left + a.kernel; x++) {
          largest = larger(largest, loaded(a.in, channel, BLOCK_Z, y, x, c));
        }
      }
      a.out[((i64)BLOCK_Z * pixels + pixel) * a.in.channels + c] = stored_of(largest);
    }
  }
}
