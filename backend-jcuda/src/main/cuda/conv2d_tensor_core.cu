// Conv2d on tensor cores, for one group, stride and dilation 1, and a multiple of CHUNK input channels: nearly all of the network.
//
// A block computes 16 x 16 pixels for CHANNELS output channels. It goes through the input channels a chunk at a time: the pixels under
// all of its windows, the halo, are loaded once for all taps, normed and padded on the way. Each tap then is a matrix product of
// pixels by channels whose left side is a shifted look at the halo. Meanwhile the weights of the next two taps are on their way.
//
//   weight  (padded_out / CHANNELS, input channels / CHUNK, taps, CHANNELS, CHUNK), float16
//   grid    (tiles of pixels, padded_out / CHANNELS, pictures)
//
// Four warps have four rows of 16 pixels each. Rows of shared memory are CHUNK + 8 numbers long: lanes then read from 32 banks.
#pragma once
#include "sums.h"
#include "tensor_core.h"
#include "view.h"
#include "window.h"

#define TENSOR_THREADS 128
#define TENSOR_WARPS 4
#define TILE_SIDE 16
#define CHANNEL_CHUNK 32
#define SHARED_ROW (CHANNEL_CHUNK + 8)
#define STAGES 3
#define PIECE 8  // numbers in 16 bytes
#define ROW_PIECES (CHANNEL_CHUNK / PIECE)

struct Conv2dTensorCoreArguments {
  View in;
  const half* weight;
  const float* bias;  // (out_channels), or null
  half* out;          // (pictures, out_height, out_width, out_channels), or null if only the sums are wanted
  double* sums;       // (pictures, tiles, 2, out_channels), or null
  Window window;
  int out_height, out_width, out_channels;
  int tiles_across, tiles;
};

// Two numbers in one word, as shared memory and the tensor cores have them.
DEVICE u32 pair_of(float first, float second) {
  return (u32)stored_of(first) | (u32)stored_of(second) << 16;
}

// CHANNELS is 64 or 32, HALO the most pixels under a block's windows.
template <int CHANNELS, int HALO>
struct TensorCoreBlock {
  static const int COLUMNS = CHANNELS / 8;  // tiles of the right side
  static const int WEIGHT_PIECES = CHANNELS * ROW_PIECES / TENSOR_THREADS;

  struct Shared {
    ALIGNED(16) half halo[HALO * SHARED_ROW];
    ALIGNED(16) half weight[STAGES][CHANNELS * SHARED_ROW];
    float sums[2][TENSOR_WARPS][CHANNELS];
  };

  struct Place {
    int y, x;         // first pixel of the output tile
    int channel;      // first output channel
    int halo_width, halo_pixels;
    int taps, steps;  // a step is one tap of one chunk
    const half* weight;
  };

  DEVICE Place place_of(const Conv2dTensorCoreArguments& a) {
    Place place;
    place.y = BLOCK_X / a.tiles_across * TILE_SIDE;
    place.x = BLOCK_X % a.tiles_across * TILE_SIDE;
    place.channel = BLOCK_Y * CHANNELS;
    place.halo_width = TILE_SIDE + a.window.kernel_w - 1;
    place.halo_pixels = place.halo_width * (TILE_SIDE + a.window.kernel_h - 1);
    place.taps = a.window.kernel_h * a.window.kernel_w;
    place.steps = a.in.channels / CHANNEL_CHUNK * place.taps;
    place.weight = a.weight + (i64)BLOCK_Y * place.steps * CHANNELS * CHANNEL_CHUNK;
    return place;
  }

  // Eight numbers of a halo pixel, as the op sees them; zeros outside.
  DEVICE Word4 halo_piece(const Conv2dTensorCoreArguments& a, const Place& place, int halo_pixel, int c) {
    int y = source_of(place.y + halo_pixel / place.halo_width - a.window.pad_top, a.in.height, a.window.reflect);
    int x = source_of(place.x + halo_pixel % place.halo_width - a.window.pad_left, a.in.width, a.window.reflect);
    Word4 piece = {0, 0, 0, 0};
    // Beyond the picture's last tile a mirrored index may be below zero too; nobody reads what is there.
    if (y >= 0 && x >= 0) {
      float run[PIECE];
      load_run<PIECE>(a.in, pixel_of(a.in, BLOCK_Z, y, x), c, run);
      piece.x = pair_of(run[0], run[1]);
      piece.y = pair_of(run[2], run[3]);
      piece.z = pair_of(run[4], run[5]);
      piece.w = pair_of(run[6], run[7]);
    }
    return piece;
  }

  DEVICE void load_halo(const Conv2dTensorCoreArguments& a, const Place& place, int chunk, Shared& shared) {
    for (int i = THREAD; i < place.halo_pixels * ROW_PIECES; i += TENSOR_THREADS) {
      int halo_pixel = i / ROW_PIECES, c = i % ROW_PIECES * PIECE;
      *(Word4*)&shared.halo[halo_pixel * SHARED_ROW + c] = halo_piece(a, place, halo_pixel, chunk * CHANNEL_CHUNK + c);
    }
  }

  // Begins to load the weights of one step; past the last step nothing, but still a group.
  DEVICE void begin_weight(const Place& place, int step, Shared& shared) {
    if (step < place.steps) {
      const half* from = place.weight + (i64)step * CHANNELS * CHANNEL_CHUNK;
#pragma unroll
      for (int i = 0; i < WEIGHT_PIECES; i++) {
        int at = THREAD + i * TENSOR_THREADS;
        int channel = at / ROW_PIECES, c = at % ROW_PIECES * PIECE;
        copy_async(&shared.weight[step % STAGES][channel * SHARED_ROW + c], from + channel * CHANNEL_CHUNK + c);
      }
    }
    copy_async_commit();
  }

  // One tap of one chunk: 64 pixels x CHANNELS for each warp.
  DEVICE void multiply(const Conv2dTensorCoreArguments& a, const Place& place, int step, const Shared& shared,
                       float (*accumulators)[COLUMNS][4]) {
    const int lane = THREAD & 31, warp = THREAD >> 5, row = lane >> 2, pair = lane % 4 * 2;
    const int tap = step % place.taps;
    const int first = (warp * 4 + tap / a.window.kernel_w) * place.halo_width + tap % a.window.kernel_w + row;
    const half* weight = shared.weight[step % STAGES];
#pragma unroll
    for (int k = 0; k < CHANNEL_CHUNK; k += 16) {
      u32 left[4][4];
#pragma unroll
      for (int i = 0; i < 4; i++) {
        const half* low = &shared.halo[(first + i * place.halo_width) * SHARED_ROW + k + pair];
        const half* high = low + 8 * SHARED_ROW;
        left[i][0] = *(const u32*)low;
        left[i][1] = *(const u32*)high;
        left[i][2] = *(const u32*)(low + 8);
        left[i][3] = *(const u32*)(high + 8);
      }
#pragma unroll
      for (int j = 0; j < COLUMNS; j++) {
        const half* column = &weight[(j * 8 + row) * SHARED_ROW + k + pair];
        u32 right[2] = {*(const u32*)column, *(const u32*)(column + 8)};
#pragma unroll
        for (int i = 0; i < 4; i++) {
          multiply_tiles(accumulators[i][j], left[i], right);
        }
      }
    }
  }

  // Writes two neighbouring channels of one pixel, and adds them to the thread's sums.
  DEVICE void store_pair(const Conv2dTensorCoreArguments& a, int y, int x, int channel, float first, float second,
                         float* sums, float* squares) {
    float values[2] = {first, second};
#pragma unroll
    for (int i = 0; i < 2; i++) {
      if (y < a.out_height && x < a.out_width && channel + i < a.out_channels) {
        half result = stored_of(values[i] + (a.bias ? a.bias[channel + i] : 0));
        if (a.out) {
          a.out[(((i64)BLOCK_Z * a.out_height + y) * a.out_width + x) * a.out_channels + channel + i] = result;
        }
        float value = value_of(result);
        sums[i] += value;
        squares[i] = multiply_add(value, value, squares[i]);
      }
    }
  }

  DEVICE void finish(const Conv2dTensorCoreArguments& a, const Place& place, Shared& shared,
                     float (*accumulators)[COLUMNS][4]) {
    const int lane = THREAD & 31, warp = THREAD >> 5, row = lane >> 2, pair = lane % 4 * 2;
#pragma unroll
    for (int j = 0; j < COLUMNS; j++) {
      float sums[2] = {0, 0}, squares[2] = {0, 0};
#pragma unroll
      for (int i = 0; i < 4; i++) {
        int y = place.y + warp * 4 + i, x = place.x + row, channel = place.channel + j * 8 + pair;
        store_pair(a, y, x, channel, accumulators[i][j][0], accumulators[i][j][1], sums, squares);
        store_pair(a, y, x + 8, channel, accumulators[i][j][2], accumulators[i][j][3], sums, squares);
      }
      if (a.sums) {
#pragma unroll
        for (int i = 0; i < 2; i++) {
          // The lanes that have the same channels differ in the upper three bits of their number.
#pragma unroll
          for (int mask = 4; mask < LANES; mask *= 2) {
            sums[i] += shuffle_xor(sums[i], mask);
            squares[i] += shuffle_xor(squares[i], mask);
          }
          if (row == 0) {
            shared.sums[0][warp][j * 8 + pair + i] = sums[i];
            shared.sums[1][warp][j * 8 + pair + i] = squares[i];
          }
        }
      }
    }
    if (a.sums) {
      store_sums_of_warps(a, place, shared);
    }
  }

  DEVICE void store_sums_of_warps(const Conv2dTensorCoreArguments& a, const Place& place, const Shared& shared) {
    barrier();
    int channel = place.channel + THREAD;
    if (THREAD < CHANNELS && channel < a.out_channels) {
      double* to = sums_of_tile(a.sums, BLOCK_Z, a.tiles, BLOCK_X, a.out_channels);
#pragma unroll
      for (int part = 0; part < 2; part++) {
        double total = 0;
#pragma unroll
        for (int warp = 0; warp < TENSOR_WARPS; warp++) {
          total += shared.sums[part][warp][THREAD];
        }
        to[part * a.out_channels + channel] = total;
      }
    }
  }

  DEVICE void compute(const Conv2dTensorCoreArguments& a) {
    SHARED Shared shared;
    const Place place = place_of(a);
    float accumulators[4][COLUMNS][4] = {};
    begin_weight(place, 0, shared);
    begin_weight(place, 1, shared);
    for (int step = 0; step < place.steps; step++) {
      if (step % place.taps == 0) {
        barrier();  // until nobody reads the last halo
        load_halo(a, place, step / place.taps, shared);
      }
      copy_async_wait<1>();
      barrier();  // everybody's part of halo and weights is here, and nobody reads the stage that is filled next
      begin_weight(place, step + 2, shared);
      multiply(a, place, step, shared, accumulators);
    }
    copy_async_wait<0>();
    finish(a, place, shared, accumulators);
  }
};

KERNEL(TENSOR_THREADS, conv2d_tensor_core_64, Conv2dTensorCoreArguments) {
  TensorCoreBlock<64, 18 * 18>::compute(arguments);
}

KERNEL(TENSOR_THREADS, conv2d_tensor_core_32, Conv2dTensorCoreArguments) {
  TensorCoreBlock<32, 22 * 22>::compute(arguments);
}
