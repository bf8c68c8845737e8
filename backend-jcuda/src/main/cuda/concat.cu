// Concat, one input at a time: its channels are copied to where they stand among those of the output.
#pragma once
#include "lanes.h"
#include "view.h"

struct ConcatArguments {
  View in;
  stored* out;  // (pictures, height, width, out_channels)
  int out_channels, first_channel;
};

KERNEL(LANE_THREADS, concat, ConcatArguments) {
  const ConcatArguments& a = arguments;
  const int c = lane_channel();
  const u32 pixels = (u32)a.in.height * a.in.width;
  if (c < a.in.channels) {
    const Channel channel = channel_of(a.in, BLOCK_Z, c);
    FOR_PIXELS_OF_THREAD(pixel, pixels) {
      i64 at = (i64)BLOCK_Z * pixels + pixel;
      a.out[at * a.out_channels + a.first_channel + c] = stored_of(applied(channel, value_of(a.in.data[at * a.in.channels + c])));
    }
  }
}
