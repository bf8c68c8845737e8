// PRelu by itself, where it could not be folded into its readers: one trained slope a channel for negative numbers.
#pragma once
#include "lanes.h"
#include "view.h"

struct PReluArguments {
  View in;
  const float* slopes;  // (channels)
  stored* out;          // (pictures, height, width, channels); may be the input
};

KERNEL(LANE_THREADS, prelu, PReluArguments) {
  const PReluArguments& a = arguments;
  const int c = lane_channel();
  const u32 pixels = (u32)a.in.height * a.in.width;
  if (c < a.in.channels) {
    const Channel channel = channel_of(a.in, BLOCK_Z, c);
    const float slope = a.slopes[c];
    FOR_PIXELS_OF_THREAD(pixel, pixels) {
      i64 at = ((i64)BLOCK_Z * pixels + pixel) * a.in.channels + c;
      a.out[at] = stored_of(leaky(applied(channel, value_of(a.in.data[at])), slope));
    }
  }
}
