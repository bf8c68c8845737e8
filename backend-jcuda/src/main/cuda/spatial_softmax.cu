// SpatialSoftmax: exp(x - largest) / sum of exp(x - largest) over the pixels of a picture's channel. First each tile's largest number,
// then the largest of those, then sums of exponentials as those of a norm, which fold_sums adds up, and the shares.
#pragma once
#include "exponential.h"
#include "larger.h"
#include "sums.h"
#include "view.h"

#define LEAST_EXPONENT -87.3  // exp of less is no normal float, and is 0

struct SpatialSoftmaxArguments {
  View in;
  float* of_tiles;       // (pictures, tiles, channels): the largest number of each tile
  float* largest;        // (pictures, channels)
  double* sums;          // (pictures, tiles, 2, channels)
  const double* totals;  // (pictures, 2, channels): the sums of all tiles
  stored* out;           // (pictures, height, width, channels)
  int tiles;
};

#define NOTHING_YET (-__builtin_inff())

// The largest of the eight warps' numbers for each of the block's 32 channels, in the first warp. Every thread must call this.
DEVICE float largest_of_warps(float own) {
  SHARED float of_warps[WARPS][LANES];
  const int lane = THREAD & 31;
  of_warps[THREAD >> 5][lane] = own;
  barrier();
  float most = of_warps[0][lane];
  for (int warp = 1; warp < WARPS; warp++) {
    most = larger(most, of_warps[warp][lane]);
  }
  return most;
}

KERNEL(LANE_THREADS, softmax_of_tiles, SpatialSoftmaxArguments) {
  const SpatialSoftmaxArguments& a = arguments;
  const int c = lane_channel();
  const u32 pixels = (u32)a.in.height * a.in.width;
  float most = NOTHING_YET;
  if (c < a.in.channels) {
    const Channel channel = channel_of(a.in, BLOCK_Z, c);
    FOR_PIXELS_OF_THREAD(pixel, pixels) {
      most = larger(most, applied(channel, value_of(a.in.data[((i64)BLOCK_Z * pixels + pixel) * a.in.channels + c])));
    }
  }
  most = largest_of_warps(most);
  if (THREAD < LANES && c < a.in.channels) {
    a.of_tiles[((i64)BLOCK_Z * a.tiles + BLOCK_X) * a.in.channels + c] = most;
  }
}

// The grid is (1, ceil(channels / 32), pictures).
KERNEL(LANE_THREADS, softmax_largest, SpatialSoftmaxArguments) {
  const SpatialSoftmaxArguments& a = arguments;
  const int c = lane_channel();
  float most = NOTHING_YET;
  for (int tile = THREAD >> 5; tile < a.tiles && c < a.in.channels; tile += WARPS) {
    most = larger(most, a.of_tiles[((i64)BLOCK_Z * a.tiles + tile) * a.in.channels + c]);
  }
  most = largest_of_warps(most);
  if (THREAD < LANES && c < a.in.channels) {
    a.largest[(i64)BLOCK_Z * a.in.channels + c] = most;
  }
}

// exp of a number that is at most 0.
DEVICE float exponential_below(float x) {
  return x < LEAST_EXPONENT ? 0 : x <= 0 ? (float)(1 / exponential(-(double)x)) : x;  // the last is NaN
}

DEVICE float exponential_at(const SpatialSoftmaxArguments& a, const Channel& channel, float largest, i64 at) {
  return exponential_below(applied(channel, value_of(a.in.data[at])) - largest);
}

KERNEL(LANE_THREADS, softmax_sums, SpatialSoftmaxArguments) {
  const SpatialSoftmaxArguments& a = arguments;
  const int c = lane_channel();
  const u32 pixels = (u32)a.in.height * a.in.width;
  Moments moments = {0, 0};
  if (c < a.in.channels) {
    const Channel channel = channel_of(a.in, BLOCK_Z, c);
    const float largest = a.largest[(i64)BLOCK_Z * a.in.channels + c];
    FOR_PIXELS_OF_THREAD(pixel, pixels) {
      add(moments, exponential_at(a, channel, largest, ((i64)BLOCK_Z * pixels + pixel) * a.in.channels + c));
    }
  }
  store_sums(a.sums, a.tiles, a.in.channels, moments);
}

KERNEL(LANE_THREADS, spatial_softmax, SpatialSoftmaxArguments) {
  const SpatialSoftmaxArguments& a = arguments;
  const int c = lane_channel();
  const u32 pixels = (u32)a.in.height * a.in.width;
  if (c < a.in.channels) {
    const Channel channel = channel_of(a.in, BLOCK_Z, c);
    const float largest = a.largest[(i64)BLOCK_Z * a.in.channels + c];
    const double total = a.totals[(i64)BLOCK_Z * 2 * a.in.channels + c];
    FOR_PIXELS_OF_THREAD(pixel, pixels) {
      i64 at = ((i64)BLOCK_Z * pixels + pixel) * a.in.channels + c;
      a.out[at] = stored_of((float)(exponential_at(a, channel, largest, at) / total));
    }
  }
}
