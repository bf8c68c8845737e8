// A picture of bytes becomes the numbers that the network's first op reads, and its output becomes bytes again: the formulas of
// dev.fude.core.tensor.Levels.
//
//   number = level / 127.5 - 1            level = the nearest of 0 to 255 to (number + 1) * 127.5
#pragma once
#include "stored.h"

#define COPY_THREADS 256

template <class From, class To>
struct Copy {
  const From* from;
  To* to;
  i64 count;
};

// Gives each number in another form, a number a thread.
template <class From, class To, To (*Form)(From)>
DEVICE void copy_as(const Copy<From, To>& a) {
  i64 at = (i64)BLOCK_X * COPY_THREADS + THREAD;
  if (at < a.count) {
    a.to[at] = Form(a.from[at]);
  }
}

DEVICE stored number_of(byte level) {
  return stored_of(level / 127.5f - 1);
}

// Halves are rounded up; NaN becomes 0.
DEVICE byte level_of(stored number) {
  double level = (value_of(number) + 1.0) * 127.5;
  level = level > 255 ? 255 : level;
  return level > 0 ? (byte)(level + 0.5) : 0;
}

typedef Copy<byte, stored> LevelsIn;
typedef Copy<stored, byte> LevelsOut;

KERNEL(COPY_THREADS, levels_in, LevelsIn) {
  copy_as<byte, stored, number_of>(arguments);
}

KERNEL(COPY_THREADS, levels_out, LevelsOut) {
  copy_as<stored, byte, level_of>(arguments);
}
