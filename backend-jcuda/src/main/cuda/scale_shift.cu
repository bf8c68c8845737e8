// ScaleShift by itself, where it could not be folded into its readers: one trained scale and one trained shift a channel.
#pragma once
#include "lanes.h"
#include "view.h"

struct ScaleShiftArguments {
  View in;
  const float* scale;  // (channels)
  const float* shift;  // (channels)
  stored* out;         // (pictures, height, width, channels); may be the input
};

KERNEL(LANE_THREADS, scale_shift, ScaleShiftArguments) {
  const ScaleShiftArguments& a = arguments;
  const int c = lane_channel();
  const u32 pixels = (u32)a.in.height * a.in.width;
  if (c < a.in.channels) {
    const Channel channel = channel_of(a.in, BLOCK_Z, c);
    const float scale = a.scale[c], shift = a.shift[c];
    FOR_PIXELS_OF_THREAD(pixel, pixels) {
      i64 at = ((i64)BLOCK_Z * pixels + pixel) * a.in.channels + c;
      a.out[at] = stored_of(multiply_add(applied(channel, value_of(a.in.data[at])), scale, shift));
    }
  }
}
