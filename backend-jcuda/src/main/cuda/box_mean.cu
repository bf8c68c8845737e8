// BoxMean: the mean of the pixels round each pixel, of as many as there are.
#pragma once
#include "lanes.h"
#include "view.h"

struct BoxMeanArguments {
  View in;
  stored* out;  // of the same shape
  int radius;
};

KERNEL(LANE_THREADS, box_mean, BoxMeanArguments) {
  const BoxMeanArguments& a = arguments;
  const int c = lane_channel();
  const u32 pixels = (u32)a.in.height * a.in.width;
  if (c < a.in.channels) {
    const Channel channel = channel_of(a.in, BLOCK_Z, c);
    FOR_PIXELS_OF_THREAD(pixel, pixels) {
      Position middle = position_of(pixel, a.in.width);
      float sum = 0;
      int count = 0;
      for (int y = middle.y - a.radius; y <= middle.y + a.radius; y++) {
        for (int x = middle.x - a.radius; x <= middle.x + a.radius; x++) {
          if (y >= 0 && y < a.in.height && x >= 0 && x < a.in.width) {
            sum += loaded(a.in, channel, BLOCK_Z, y, x, c);
            count++;
          }
        }
      }
      a.out[((i64)BLOCK_Z * pixels + pixel) * a.in.channels + c] = stored_of(sum / count);
    }
  }
}
