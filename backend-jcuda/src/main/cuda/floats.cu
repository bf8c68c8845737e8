// The way of a run's input, which is floats, to the float16 numbers that the network's first op reads, and of its
// output back to floats.
#pragma once
#include "levels.cu"

struct FloatsInArguments {
  const float* floats;
  stored* numbers;
  i64 count;
};

KERNEL(COPY_THREADS, floats_in, FloatsInArguments) {
  i64 at = (i64)BLOCK_X * COPY_THREADS + THREAD;
  if (at < arguments.count) {
    arguments.numbers[at] = stored_of(arguments.floats[at]);
  }
}

struct FloatsOutArguments {
  const stored* numbers;
  float* floats;
  i64 count;
};

KERNEL(COPY_THREADS, floats_out, FloatsOutArguments) {
  i64 at = (i64)BLOCK_X * COPY_THREADS + THREAD;
  if (at < arguments.count) {
    arguments.floats[at] = value_of(arguments.numbers[at]);
  }
}
