// Sums and sums of squares of what a kernel stores, from which normalization.cu makes the scale and shift of a norm. Every block writes
// sums of its own, which are added up in one fixed order: the result has the same bits every time. All of it is double, because
// E[x^2] - E[x]^2 in float loses a small variance behind a large mean.
//
//   sums  (pictures, tiles, 2, channels): sum, then sum of squares
#pragma once
#include "lanes.h"

struct Moments {
  double sum, squares;
};

DEVICE void add(Moments& moments, float value) {
  moments.sum += value;
  moments.squares += (double)value * value;
}

DEVICE double* sums_of_tile(double* sums, int picture, int tiles, int tile, int channels) {
  return sums + ((i64)picture * tiles + tile) * 2 * channels;
}

// Adds up the moments of the eight warps for each of the block's 32 channels. Every thread of the block must call this.
DEVICE void store_sums(double* sums, int tiles, int channels, Moments moments) {
  SHARED Moments of_warps[WARPS][LANES];
  int lane = THREAD & 31;
  of_warps[THREAD >> 5][lane] = moments;
  barrier();
  if (THREAD < LANES && lane_channel() < channels) {
    Moments total = of_warps[0][lane];
    for (int warp = 1; warp < WARPS; warp++) {
      total.sum += of_warps[warp][lane].sum;
      total.squares += of_warps[warp][lane].squares;
    }
    double* to = sums_of_tile(sums, BLOCK_Z, tiles, BLOCK_X, channels);
    to[lane_channel()] = total.sum;
    to[channels + lane_channel()] = total.squares;
  }
}
