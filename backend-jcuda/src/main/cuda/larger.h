// The larger of two numbers; NaN if either is, where the device's own maximum takes the other one.
#pragma once
#include "device.h"

DEVICE float larger(float a, float b) {
  return a > b || a != a ? a : b;
}
