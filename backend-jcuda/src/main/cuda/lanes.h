// How all kernels but the convolutions share their work: a block computes TILE_PIXELS pixels of one picture for 32 channels. Each of its
// warps takes every eighth pixel, each lane of a warp one channel. Neighbouring lanes read neighbouring channels, and each
// thread keeps to one channel, so that it can sum what it stores.
//
// The grid is (tiles of pixels, ceil(channels / 32), pictures).
#pragma once
#include "device.h"

#define LANES 32
#define WARPS 8
#define LANE_THREADS 256
#define TILE_PIXELS 64

// Begins a loop over the pixels of this thread; `lane_channel` is its channel, and may be none. No picture has 2^31 pixels: 32 bits
// suffice, and need half the registers.
#define FOR_PIXELS_OF_THREAD(pixel, pixels)                                             \
  for (u32 pixel = BLOCK_X * TILE_PIXELS + (THREAD >> 5), end_of_tile = end_of(pixels); \
       pixel < end_of_tile; pixel += WARPS)

DEVICE int lane_channel() {
  return BLOCK_Y * LANES + (THREAD & 31);
}

// One past the last pixel of this block's tile.
DEVICE u32 end_of(u32 pixels) {
  u32 end = (BLOCK_X + 1) * TILE_PIXELS;
  return end < pixels ? end : pixels;
}

struct Position {
  int y, x;
};

// Row and column of a pixel.
DEVICE Position position_of(u32 pixel, int width) {
  Position position = {(int)(pixel / (u32)width), (int)(pixel % (u32)width)};
  return position;
}
