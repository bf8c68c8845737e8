// The kernels of the mode "fp16": activations are kept in float16, convolutions run on tensor cores with float32 accumulators, on every
// GPU since Ampere.
#ifndef FUDE_FLOAT16
#define FUDE_FLOAT16
#endif
#include "ops.cu"
#include "conv2d_tensor_core.cu"
#include "floats.cu"
