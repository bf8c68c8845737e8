// Conv2d as an implicit matrix product: row m of the left matrix is an output pixel, column k one number under its window, so that
// out = left x weight. The left matrix never exists. A block loads CHUNK of its columns at a time into shared memory, applying
// the view and padding on the way, and multiplies them by as many rows of the weights.
//
//   weight  (groups, padded k, padded_out): k = tap * in_per_group + channel, padded with zeros to multiples of CHUNK and of 64
//   grid    (tiles of pixels, groups * padded_out / CHANNELS, pictures)
//
// Each of 256 threads holds 8 pixels x 4 channels in registers. Blocks are 128 pixels x 64 channels, or 256 x 32 where there are so few.
#pragma once
#include "sums.h"
#include "view.h"
#include "window.h"

#define CHUNK 16
#define CONV_THREADS 256
#define THREAD_PIXELS 8
#define THREAD_CHANNELS 4

struct Conv2dArguments {
  View in;
  const float* weight;
  const float* bias;  // (out_channels), or null
  stored* out;        // (pictures, out_height, out_width, out_channels), or null if only the sums are wanted
  double* sums;       // (pictures, tiles, 2, out_channels), or null
  Window window;
  int out_height, out_width, out_channels;
  int in_per_group, out_per_group, padded_out;
  int tiles;
};

// Where an output pixel's window begins in the input, which may be outside.
struct Origin {
  int y, x;
  bool exists;
};

DEVICE Origin origin_of(const Conv2dArguments& a, i64 pixel) {
  Position out = position_of(pixel, a.out_width);
  Origin origin;
  origin.exists = pixel < (i64)a.out_height * a.out_width;
  origin.y = out.y * a.window.stride_h - a.window.pad_top;
  origin.x = out.x * a.window.stride_w - a.window.pad_left;
  return origin;
}

// Index of the pixel under a tap, or OUTSIDE.
DEVICE i64 pixel_under(const Conv2dArguments& a, const Origin& origin, int tap) {
  int ky = tap / a.window.kernel_w, kx = tap % a.window.kernel_w;
  int y = source_of(origin.y + ky * a.window.dilation_h, a.in.height, a.window.reflect);
  int x = source_of(origin.x + kx * a.window.dilation_w, a.in.width, a.window.reflect);
  return origin.exists && y != OUTSIDE && x != OUTSIDE ? pixel_of(a.in, BLOCK_Z, y, x) : OUTSIDE;
}

// COUNT numbers of one row of the left matrix from column k on, a multiple of COUNT.
template <int COUNT>
DEVICE void load_row(const Conv2dArguments& a, const Origin& origin, int first_channel, int k, float* row) {
  int tap = k / a.in_per_group, channel = k % a.in_per_group;
  int taps = a.window.kernel_h * a.window.kernel_w;
  i64 pixel = tap < taps ? pixel_under(a, origin, tap) : OUTSIDE;
  if (a.in_per_group % COUNT == 0 && pixel != OUTSIDE) {
    load_run<COUNT>(a.in, pixel, first_channel + channel, row);
    return;
  }
#pragma unroll
  for (int i = 0; i < COUNT; i++) {
    int c = first_channel + channel;
    row[i] = pixel == OUTSIDE ? 0 : applied(channel_of(a.in, BLOCK_Z, c), value_of(a.in.data[pixel + c]));
    if (++channel == a.in_per_group) {
      channel = 0;
      tap++;
      pixel = tap < taps ? pixel_under(a, origin, tap) : OUTSIDE;
    }
  }
}

// The sizes of a block of PIXELS x CHANNELS outputs, and what its threads do together.
template <int PIXELS, int CHANNELS>
struct Conv2dBlock {
  static const int COLUMNS = CHANNELS / THREAD_CHANNELS;  // threads beside each other
  static const int ROWS = CONV_THREADS / COLUMNS;         // threads above each other
  static const int ROW_NUMBERS = CHUNK * PIXELS / CONV_THREADS;
  static const int WEIGHT_NUMBERS = CHUNK * CHANNELS / CONV_THREADS;
  static const int LEFT_STRIDE = PIXELS + 4;

  // Two chunks, one to multiply and one to store into; and the sums in the end.
  union Shared {
    struct {
      float left[2][CHUNK][LEFT_STRIDE];
      float weight[2][CHUNK][CHANNELS];
    } chunks;
    double sums[ROWS][CHANNELS];
  };

  // What a thread has loaded of the next chunk.
  struct Next {
    float left[ROW_NUMBERS];
    float weight[WEIGHT_NUMBERS];
  };

  // Where in the picture the block is, and what its thread loads: part of a row of the left matrix.
  struct Place {
    int group, column;
    i64 first_pixel;
    int row, row_from;
    Origin origin;
    const float* weight;
    int chunks;
  };

  DEVICE Place place_of(const Conv2dArguments& a) {
    Place place;
    int blocks = a.padded_out / CHANNELS;
    int depth = a.window.kernel_h * a.window.kernel_w * a.in_per_group;
    place.group = BLOCK_Y / blocks;
    place.column = BLOCK_Y % blocks * CHANNELS;
    place.first_pixel = (i64)BLOCK_X * PIXELS;
    place.row = THREAD % PIXELS;
    place.row_from = THREAD / PIXELS * ROW_NUMBERS;
    place.origin = origin_of(a, place.first_pixel + place.row);
    place.chunks = (depth + CHUNK - 1) / CHUNK;
    place.weight = a.weight + (i64)place.group * place.chunks * CHUNK * a.padded_out + place.column;
    return place;
  }

  DEVICE void load(const Conv2dArguments& a, const Place& place, int chunk, Next& next) {
    load_row<ROW_NUMBERS>(a, place.origin, place.group * a.in_per_group, chunk * CHUNK + place.row_from, next.left);
#pragma unroll
    for (int i = 0; i < WEIGHT_NUMBERS; i++) {
      int at = THREAD + i * CONV_THREADS;
      next.weight[i] = place.weight[((i64)chunk * CHUNK + at / CHANNELS) * a.padded_out + at % CHANNELS];
    }
  }

  DEVICE void store(Shared& shared, const Place& place, int chunk, const Next& next) {
    int buffer = chunk & 1;
#pragma unroll
    for (int i = 0; i < ROW_NUMBERS; i++) {
      shared.chunks.left[buffer][place.row_from + i][place.row] = next.left[i];
    }
#pragma unroll
    for (int i = 0; i < WEIGHT_NUMBERS; i++) {
      int at = THREAD + i * CONV_THREADS;
      shared.chunks.weight[buffer][at / CHANNELS][at % CHANNELS] = next.weight[i];
    }
  }

  DEVICE void multiply(const Shared& shared, int chunk, float (*accumulators)[THREAD_CHANNELS]) {
    int buffer = chunk & 1;
    int pixel = THREAD / COLUMNS * THREAD_PIXELS, channel = THREAD % COLUMNS * THREAD_CHANNELS;
#pragma unroll
    for (int k = 0; k < CHUNK; k++) {
      const Float4* left = (const Float4*)&shared.chunks.left[buffer][k][pixel];
      Float4 low = left[0], high = left[1], weight = *(const Float4*)&shared.chunks.weight[buffer][k][channel];
      float of_pixels[THREAD_PIXELS] = {low.x, low.y, low.z, low.w, high.x, high.y, high.z, high.w};
      float of_channels[THREAD_CHANNELS] = {weight.x, weight.y, weight.z, weight.w};
#pragma unroll
      for (int i = 0; i < THREAD_PIXELS; i++) {
#pragma unroll
        for (int j = 0; j < THREAD_CHANNELS; j++) {
          accumulators[i][j] = multiply_add(of_pixels[i], of_channels[j], accumulators[i][j]);
        }
      }
    }
  }

  // Writes the outputs of a thread and sums them up.
  DEVICE void finish(const Conv2dArguments& a, const Place& place, float (*accumulators)[THREAD_CHANNELS], Moments* moments) {
    const i64 pixels = (i64)a.out_height * a.out_width;
#pragma unroll
    for (int i = 0; i < THREAD_PIXELS; i++) {
      i64 pixel = place.first_pixel + THREAD / COLUMNS * THREAD_PIXELS + i;
#pragma unroll
      for (int j = 0; j < THREAD_CHANNELS; j++) {
        int of_group = place.column + THREAD % COLUMNS * THREAD_CHANNELS + j;
        if (pixel < pixels && of_group < a.out_per_group) {
          int channel = place.group * a.out_per_group + of_group;
          stored result = stored_of(accumulators[i][j] + (a.bias ? a.bias[channel] : 0));
          if (a.out) {
            a.out[(BLOCK_Z * pixels + pixel) * a.out_channels + channel] = result;
          }
          add(moments[j], value_of(result));
        }
      }
    }
  }

  // Adds up one of the two sums over the block's pixels and writes it; `part` is 0 for sums and 1 for squares.
  DEVICE void store_part(const Conv2dArguments& a, const Place& place, Shared& shared, int part, const Moments* moments) {
    barrier();
#pragma unroll
    for (int j = 0; j < THREAD_CHANNELS; j++) {
      shared.sums[THREAD / COLUMNS][THREAD % COLUMNS * THREAD_CHANNELS + j] = part == 0 ? moments[j].sum : moments[j].squares;
    }
    barrier();
    if (THREAD < CHANNELS && place.column + THREAD < a.out_per_group) {
      double total = 0;
      for (int row = 0; row < ROWS; row++) {
        total += shared.sums[row][THREAD];
      }
      int channel = place.group * a.out_per_group + place.column + THREAD;
      sums_of_tile(a.sums, BLOCK_Z, a.tiles, BLOCK_X, a.out_channels)[part * a.out_channels + channel] = total;
    }
  }

  DEVICE void compute(const Conv2dArguments& a) {
    SHARED ALIGNED(16) Shared shared;
    const Place place = place_of(a);
    float accumulators[THREAD_PIXELS][THREAD_CHANNELS] = {};
    Next next;
    load(a, place, 0, next);
    store(shared, place, 0, next);
    barrier();
    for (int chunk = 0; chunk < place.chunks; chunk++) {
      bool more = chunk + 1 < place.chunks;
      if (more) {
        load(a, place, chunk + 1, next);  // on its way while this chunk is multiplied
      }
      multiply(shared, chunk, accumulators);
      if (more) {
        store(shared, place, chunk + 1, next);
      }
      barrier();
    }
    Moments moments[THREAD_CHANNELS] = {};
    finish(a, place, accumulators, moments);
    if (a.sums) {
      store_part(a, place, shared, 0, moments);
      store_part(a, place, shared, 1, moments);
    }
  }
};

KERNEL(CONV_THREADS, conv2d_64, Conv2dArguments) {
  Conv2dBlock<128, 64>::compute(arguments);
}

KERNEL(CONV_THREADS, conv2d_32, Conv2dArguments) {
  Conv2dBlock<256, 32>::compute(arguments);
}
