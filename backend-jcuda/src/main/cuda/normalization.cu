// All norms, once what they norm is stored. The sums of all tiles are added up, and become one scale and one shift a channel, which
// whoever reads the value applies while loading:
//
//   norm(x) = x * scale + shift,  scale = gamma / sqrt(variance + eps),  shift = beta - mean * scale
#pragma once
#include "sums.h"

#define FOLD_THREADS 1024
#define FOLD_ROWS 32

struct FoldArguments {
  const double* sums;  // (pictures, tiles, columns)
  double* totals;      // (pictures, columns)
  int tiles;
  int columns;  // 2 * channels
};

// Adds up the tiles: a column for each lane, every 32nd tile for each row of threads. The grid is (ceil(columns / 32), 1, pictures).
KERNEL(FOLD_THREADS, fold_sums, FoldArguments) {
  const FoldArguments& a = arguments;
  SHARED double of_rows[FOLD_ROWS][LANES];
  const int lane = THREAD & 31, row = THREAD >> 5;
  const int column = BLOCK_X * LANES + lane;
  double sum = 0;
  for (int tile = row; tile < a.tiles && column < a.columns; tile += FOLD_ROWS) {
    sum += a.sums[((i64)BLOCK_Z * a.tiles + tile) * a.columns + column];
  }
  of_rows[row][lane] = sum;
  barrier();
  if (row == 0 && column < a.columns) {
    double total = 0;
    for (int i = 0; i < FOLD_ROWS; i++) {
      total += of_rows[i][lane];
    }
    a.totals[(i64)BLOCK_Z * a.columns + column] = total;
  }
}

struct AffineArguments {
  const double* totals;  // (pictures, 2, channels)
  const float* gamma;    // (channels)
  const float* beta;     // (channels)
  float* scale;          // (pictures, channels)
  float* shift;          // (pictures, channels)
  double pixels;         // of a picture
  double eps;
  int channels;
  int per_channel;  // 1 for InstanceNorm, 0 for LayerNorm
};

// Adds up `count` numbers with all threads of the block, always in the same order.
DEVICE double sum_by_block(const double* numbers, int count) {
  SHARED double of_threads[LANE_THREADS];
  double sum = 0;
  for (int i = THREAD; i < count; i += LANE_THREADS) {
    sum += numbers[i];
  }
  barrier();
  of_threads[THREAD] = sum;
  barrier();
  double total = 0;
  for (int i = 0; i < LANE_THREADS; i++) {
    total += of_threads[i];
  }
  return total;
}

// The grid is (1, 1, pictures).
KERNEL(LANE_THREADS, norm_affine, AffineArguments) {
  const AffineArguments& a = arguments;
  const double* sums = a.totals + (i64)BLOCK_Z * 2 * a.channels;
  const double* squares = sums + a.channels;
  double all_sums = a.per_channel ? 0 : sum_by_block(sums, a.channels);
  double all_squares = a.per_channel ? 0 : sum_by_block(squares, a.channels);
  double count = a.per_channel ? a.pixels : a.pixels * a.channels;
  for (int c = THREAD; c < a.channels; c += LANE_THREADS) {
    double mean = (a.per_channel ? sums[c] : all_sums) / count;
    double variance = (a.per_channel ? squares[c] : all_squares) / count - mean * mean;
    double factor = a.gamma[c] / square_root((variance < 0 ? 0 : variance) + a.eps);
    i64 at = (i64)BLOCK_Z * a.channels + c;
    a.scale[at] = (float)factor;
    a.shift[at] = (float)(a.beta[c] - mean * factor);
  }
}

struct AdaptiveAffineArguments {
  const double* content;  // totals, (pictures, 2, channels)
  const double* style;    // the same
  float* scale;           // (pictures, channels)
  float* shift;           // (pictures, channels)
  double pixels;          // of a picture
  double eps;
  int channels;
};

struct ChannelMoments {
  double mean, deviation;
};

DEVICE ChannelMoments moments_of(const double* totals, int channels, int c, double pixels, double eps) {
  double mean = totals[c] / pixels;
  double variance = totals[channels + c] / pixels - mean * mean;
  ChannelMoments moments = {mean, square_root((variance < 0 ? 0 : variance) + eps)};
  return moments;
}

// AdaptiveInstanceNorm, of the sums of two values: norm(x) = x * scale + shift, where scale is the style's deviation divided by the
// content's, and shift = mean of the style - mean of the content * scale. The grid is (1, 1, pictures).
KERNEL(LANE_THREADS, adaptive_norm_affine, AdaptiveAffineArguments) {
  const AdaptiveAffineArguments& a = arguments;
  const i64 picture = (i64)BLOCK_Z * 2 * a.channels;
  for (int c = THREAD; c < a.channels; c += LANE_THREADS) {
    const ChannelMoments content = moments_of(a.content + picture, a.channels, c, a.pixels, a.eps);
    const ChannelMoments style = moments_of(a.style + picture, a.channels, c, a.pixels, a.eps);
    double factor = style.deviation / content.deviation;
    i64 at = (i64)BLOCK_Z * a.channels + c;
    a.scale[at] = (float)factor;
    a.shift[at] = (float)(style.mean - content.mean * factor);
  }
}
