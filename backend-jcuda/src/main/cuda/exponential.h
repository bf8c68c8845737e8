// The exponential function in double, which no header of the device brings.
#pragma once
#include "device.h"

// exp(x) for x from 0 to 88: 2^n exp(r) with |r| <= ln 2 / 2, and exp(r) the sum of 14 terms of its series, the first term left out
// being under 3e-18.
DEVICE double exponential(double x) {
  int n = (int)(x * 1.4426950408889634 + 0.5);
  double r = x - n * 0.6931471805599453;
  double e = 1;
#pragma unroll
  for (int term = 14; term > 0; term--) {
    e = 1 + e * r * (1.0 / term);
  }
  return e * (double)(1ULL << n / 2) * (double)(1ULL << (n - n / 2));  // n is at most 127
}
