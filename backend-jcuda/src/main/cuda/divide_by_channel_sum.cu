// DivideByChannelSum: each pixel divided by eps plus the sum of its channels. The lanes of a warp share the channels of a pixel for the
// sum, then each divides its own channel. Blocks of other channels add up the same sums again: a pixel's channels are few and near.
#pragma once
#include "lanes.h"
#include "view.h"

struct DivideByChannelSumArguments {
  View in;
  stored* out;  // (pictures, height, width, channels)
  double eps;
};

KERNEL(LANE_THREADS, divide_by_channel_sum, DivideByChannelSumArguments) {
  const DivideByChannelSumArguments& a = arguments;
  SHARED double of_lanes[TILE_PIXELS][LANES];
  const u32 pixels = (u32)a.in.height * a.in.width, first_pixel = BLOCK_X * TILE_PIXELS;
  FOR_PIXELS_OF_THREAD(pixel, pixels) {
    double sum = 0;
    for (int c = THREAD & 31; c < a.in.channels; c += LANES) {
      const Channel channel = channel_of(a.in, BLOCK_Z, c);
      sum += applied(channel, value_of(a.in.data[((i64)BLOCK_Z * pixels + pixel) * a.in.channels + c]));
    }
    of_lanes[pixel - first_pixel][THREAD & 31] = sum;
  }
  barrier();
  const int c = lane_channel();
  if (c < a.in.channels) {
    const Channel channel = channel_of(a.in, BLOCK_Z, c);
    FOR_PIXELS_OF_THREAD(pixel, pixels) {
      double divisor = a.eps;
      for (int lane = 0; lane < LANES; lane++) {
        divisor += of_lanes[pixel - first_pixel][lane];
      }
      i64 at = ((i64)BLOCK_Z * pixels + pixel) * a.in.channels + c;
      a.out[at] = stored_of((float)(applied(channel, value_of(a.in.data[at])) / divisor));
    }
  }
}
