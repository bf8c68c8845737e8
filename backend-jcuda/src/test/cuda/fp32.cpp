// The kernels of fp32.cu as g++ compiles them, in a namespace of their own: both modes have kernels of the same names.
#include "device.h"
#include "tensor_core.h"

namespace {
#include "fp32.cu"
}
