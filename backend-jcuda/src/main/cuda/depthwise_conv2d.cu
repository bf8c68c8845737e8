// DepthwiseConv2d: every channel by itself, one channel a thread.
//
//   weight  (taps, channels)
#pragma once
#include "sums.h"
#include "view.h"
#include "window.h"

struct DepthwiseConv2dArguments {
  View in;
  const float* weight;
  const float* bias;  // (channels), or null
  stored* out;        // (pictures, out_height, out_width, channels), or null if only the sums are wanted
  double* sums;       // (pictures, tiles, 2, channels), or null
  Window window;
  int out_height, out_width;
  int tiles;
};

DEVICE float sum_under_window(const DepthwiseConv2dArguments& a, const Channel& channel, Position out, int c) {
  const float* weight = a.weight + c;
  float sum = 0;
  for (int ky = 0; ky < a.window.kernel_h; ky++) {
    int y = source_of(out.y * a.window.stride_h + ky * a.window.dilation_h - a.window.pad_top, a.in.height, a.window.reflect);
    for (int kx = 0; kx < a.window.kernel_w; kx++, weight += a.in.channels) {
      int x = source_of(out.x * a.window.stride_w + kx * a.window.dilation_w - a.window.pad_left, a.in.width, a.window.reflect);
      if (y != OUTSIDE && x != OUTSIDE) {
        sum = multiply_add(loaded(a.in, channel, BLOCK_Z, y, x, c), *weight, sum);
      }
    }
  }
  return sum;
}

KERNEL(LANE_THREADS, depthwise_conv2d, DepthwiseConv2dArguments) {
  const DepthwiseConv2dArguments& a = arguments;
  const int c = lane_channel();
  const u32 pixels = (u32)a.out_height * a.out_width;
  Moments moments = {0, 0};
  if (c < a.in.channels) {
    const Channel channel = channel_of(a.in, BLOCK_Z, c);
    const float bias = a.bias ? a.bias[c] : 0;
    FOR_PIXELS_OF_THREAD(pixel, pixels) {
      float sum = sum_under_window(a, channel, position_of(pixel, a.out_width), c);
      stored result = stored_of(sum + bias);
      if (a.out) {
        a.out[((i64)BLOCK_Z * pixels + pixel) * a.in.channels + c] = result;
      }
      add(moments, value_of(result));
    }
  }
  if (a.sums) {
    store_sums(a.sums, a.tiles, a.in.channels, moments);
  }
}
