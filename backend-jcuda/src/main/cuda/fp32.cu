// The kernels of the mode "strict": everything is kept and computed in float32, on every GPU since Pascal.
#include "ops.cu"
