// The sliding window of a convolution: dev.fude.core.op.Window.
#pragma once

struct Window {
  int kernel_h, kernel_w;
  int stride_h, stride_w;
  int dilation_h, dilation_w;
  int pad_top, pad_left;
  int reflect;  // 1 where the picture is mirrored at its edges, 0 where zeros stand beyond them
};
