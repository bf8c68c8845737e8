// Every kernel that works in both modes.
#pragma once
#include "conv2d.cu"
#include "depthwise_conv2d.cu"
#include "divide_by_channel_sum.cu"
#include "elementwise.cu"
#include "levels.cu"
#include "normalization.cu"
#include "pad.cu"
#include "prelu.cu"
#include "resize_bilinear.cu"
#include "resize_nearest.cu"
#include "scale_shift.cu"
#include "spatial_softmax.cu"
