// ConvTranspose2d: an output adds up what the taps of its phase reach, those whose place less the tap's is a multiple of the stride. One
// output channel a thread, so that the threads of a warp read neighbouring weights and the same number of the input.
//
//   weight  (taps, in_channels, out_channels)
#pragma once
#include "sums.h"
#include "view.h"
#include "window.h"

struct ConvTranspose2dArguments {
  View in;
  const float* weight;
  const float* bias;  // (out_channels), or null
  stored* out;        // (pictures, out_height, out_width, out_channels)
  double* sums;       // (pictures, tiles, 2, out_channels), or null
  Window window;      // over the output
  int out_height, out_width, out_channels;
  int tiles;
};

DEVICE float sum_of_pixel(const ConvTranspose2dArguments& a, int y, int x, int tap, int c, float sum) {
  const i64 pixel = pixel_of(a.in, BLOCK_Z, y, x);
  const float* weight = a.weight + (i64)tap * a.in.channels * a.out_channels + c;
  for (int i = 0; i < a.in.channels; i++) {
    float value = applied(channel_of(a.in, BLOCK_Z, i), value_of(a.in.data[pixel + i]));
    sum = multiply_add(value, weight[(i64)i * a.out_channels], sum);
  }
  return sum;
}

DEVICE float sum_of_taps(const ConvTranspose2dArguments& a, Position out, int c) {
  const int below = out.y + a.window.pad_top, after = out.x + a.window.pad_left;
  float sum = 0;
  for (int ky = below % a.window.stride_h; ky < a.window.kernel_h && ky <= below; ky += a.window.stride_h) {
    int y = (below - ky) / a.window.stride_h;
    for (int kx = after % a.window.stride_w; kx < a.window.kernel_w && kx <= after; kx += a.window.stride_w) {
      int x = (after - kx) / a.window.stride_w;
      if (y < a.in.height && x < a.in.width) {
        sum = sum_of_pixel(a, y, x, ky * a.window.kernel_w + kx, c, sum);
      }
    }
  }
  return sum;
}

KERNEL(LANE_THREADS, conv_transpose2d, ConvTranspose2dArguments) {
  const ConvTranspose2dArguments& a = arguments;
  const int c = lane_channel();
  const u32 pixels = (u32)a.out_height * a.out_width;
  Moments moments = {0, 0};
  if (c < a.out_channels) {
    const float bias = a.bias ? a.bias[c] : 0;
    FOR_PIXELS_OF_THREAD(pixel, pixels) {
      stored result = stored_of(sum_of_taps(a, position_of(pixel, a.out_width), c) + bias);
      a.out[((i64)BLOCK_Z * pixels + pixel) * a.out_channels + c] = result;
      add(moments, value_of(result));
    }
  }
  if (a.sums) {
    store_sums(a.sums, a.tiles, a.out_channels, moments);
  }
}
