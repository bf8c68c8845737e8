// The kernels of fp16.cu as g++ compiles them, in a namespace of their own: both modes have kernels of the same names.
#define FUDE_FLOAT16
#include "device.h"
#include "tensor_core.h"

namespace {
#include "fp16.cu"
}
