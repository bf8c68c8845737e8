// The ops that look at one element: Add, Multiply, Divide, LeakyRelu, Tanh; and the copy of a view, which is what is left of a norm once its scale and
// shift are known.
#pragma once
#include "exponential.h"
#include "sums.h"
#include "view.h"

struct ElementwiseArguments {
  View first;
  View second;   // of the same shape; ops of one value have none, and its data is null
  stored* out;   // of the same shape; may be one of the inputs, or null if only the sums are wanted
  double* sums;  // (pictures, tiles, 2, channels), or null
  int tiles;
  float slope;  // of LeakyRelu
};

// tanh in double, from e = exp(2 |x|): (e - 1) / (e + 1). Near zero, where e - 1 loses digits, x - x^3 / 3 is exact to 1e-17.
DEVICE float tanh_of(float x) {
  double magnitude = x < 0 ? -(double)x : x;
  if (magnitude < 1e-4) {
    return (float)(x - (double)x * x * x / 3);
  }
  if (!(magnitude < 20)) {
    return x > 0 ? 1.0f : x < 0 ? -1.0f : x;  // the last is NaN
  }
  double e = exponential(2 * magnitude);
  double result = (e - 1) / (e + 1);
  return (float)(x < 0 ? -result : result);
}

// What becomes of one number of each input; the slope is LeakyRelu's.
struct Copied {
  DEVICE float of(float first, float, float) {
    return first;
  }
};

struct Sum {
  DEVICE float of(float first, float second, float) {
    return first + second;
  }
};

struct Product {
  DEVICE float of(float first, float second, float) {
    return first * second;
  }
};

struct Quotient {
  DEVICE float of(float first, float second, float) {
    return first / second;
  }
};

struct LeakyRectifier {
  DEVICE float of(float first, float, float slope) {
    return leaky(first, slope);
  }
};

struct HyperbolicTangent {
  DEVICE float of(float first, float, float) {
    return tanh_of(first);
  }
};

template <class Function>
DEVICE void elementwise(const ElementwiseArguments& a) {
  const int c = lane_channel();
  const u32 pixels = (u32)a.first.height * a.first.width;
  Moments moments = {0, 0};
  if (c < a.first.channels) {
    const Channel of_first = channel_of(a.first, BLOCK_Z, c), of_second = channel_of(a.second, BLOCK_Z, c);
    FOR_PIXELS_OF_THREAD(pixel, pixels) {
      i64 at = ((i64)BLOCK_Z * pixels + pixel) * a.first.channels + c;
      float first = applied(of_first, value_of(a.first.data[at]));
      float second = a.second.data ? applied(of_second, value_of(a.second.data[at])) : 0;
      stored result = stored_of(Function::of(first, second, a.slope));
      if (a.out) {
        a.out[at] = result;
      }
      add(moments, value_of(result));
    }
  }
  if (a.sums) {
    store_sums(a.sums, a.tiles, a.first.channels, moments);
  }
}

KERNEL(LANE_THREADS, copy, ElementwiseArguments) {
  elementwise<Copied>(arguments);
}

KERNEL(LANE_THREADS, add, ElementwiseArguments) {
  elementwise<Sum>(arguments);
}

KERNEL(LANE_THREADS, multiply, ElementwiseArguments) {
  elementwise<Product>(arguments);
}

KERNEL(LANE_THREADS, divide, ElementwiseArguments) {
  elementwise<Quotient>(arguments);
}

KERNEL(LANE_THREADS, leaky_relu, ElementwiseArguments) {
  elementwise<LeakyRectifier>(arguments);
}

KERNEL(LANE_THREADS, tanh, ElementwiseArguments) {
  elementwise<HyperbolicTangent>(arguments);
}
