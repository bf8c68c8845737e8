// The way of a run's input, which is floats, to the float16 numbers that the network's first op reads, and of its output back to floats.
#pragma once
#include "levels.cu"

typedef Copy<float, stored> FloatsIn;
typedef Copy<stored, float> FloatsOut;

KERNEL(COPY_THREADS, floats_in, FloatsIn) {
  copy_as<float, stored, stored_of>(arguments);
}

KERNEL(COPY_THREADS, floats_out, FloatsOut) {
  copy_as<stored, float, value_of>(arguments);
}
