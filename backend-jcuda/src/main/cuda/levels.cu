// A picture of bytes becomes the numbers that the network's first op reads, and its output becomes bytes again: the formulas of
// dev.fude.core.tensor.Levels.
//
//   number = level / 127.5 - 1            level = the nearest of 0 to 255 to (number + 1) * 127.5
#pragma once
#include "stored.h"

#define COPY_THREADS 256

struct LevelsInArguments {
  const byte* levels;
  stored* numbers;
  i64 count;
};

KERNEL(COPY_THREADS, levels_in, LevelsInArguments) {
  i64 at = (i64)BLOCK_X * COPY_THREADS + THREAD;
  if (at < arguments.count) {
    arguments.numbers[at] = stored_of(arguments.levels[at] / 127.5f - 1);
  }
}

struct LevelsOutArguments {
  const stored* numbers;
  byte* levels;
  i64 count;
};

// Halves are rounded up; NaN becomes 0.
KERNEL(COPY_THREADS, levels_out, LevelsOutArguments) {
  i64 at = (i64)BLOCK_X * COPY_THREADS + THREAD;
  if (at < arguments.count) {
    double level = (value_of(arguments.numbers[at]) + 1.0) * 127.5;
    level = level > 255 ? 255 : level;
    arguments.levels[at] = level > 0 ? (byte)(level + 0.5) : 0;
  }
}
