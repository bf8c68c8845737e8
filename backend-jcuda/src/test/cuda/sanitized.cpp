// Runs every kernel of one mode on a few awkward shapes, each of its arrays in an allocation of just its size: built with
// AddressSanitizer and UndefinedBehaviorSanitizer, this ends with an error at the first wrong index. It prints how many launches it made.
#include "device.h"
#include "tensor_core.h"

#ifdef FUDE_FLOAT16
#include "fp16.cu"
#else
#include "fp32.cu"
#endif

#include <cstdio>
#include <memory>
#include <vector>

namespace {

int launches;
bool backwards;

template <class Arguments>
void launch(const char* name, const Arguments& arguments, int x, int y, int z) {
  emulation::run(emulation::kernels(FUDE_MODULE).at(name), &arguments, x, y, z, backwards);
  launches++;
}

int blocks(i64 things, int size) {
  return (int)((things + size - 1) / size);
}

// An array of its own, with numbers from -1 to 1.
template <class T>
struct Array {
  std::unique_ptr<T[]> numbers;

  explicit Array(i64 count) : numbers(new T[count]) {
    u32 state = 1;
    for (i64 i = 0; i < count; i++) {
      state = state * 1664525 + 1013904223;
      set(numbers[i], (float)(state >> 8) / (1 << 23) - 1);
    }
  }

  static void set(half& to, float value) {
    to = half_of(value);
  }

  static void set(byte& to, float value) {
    to = (byte)(127 + 127 * value);
  }

  template <class Number>
  static void set(Number& to, float value) {
    to = value;
  }

  operator T*() const {
    return numbers.get();
  }
};

struct Shape {
  int pictures, height, width, channels;

  i64 pixels() const {
    return (i64)height * width;
  }

  i64 elements() const {
    return pictures * pixels() * channels;
  }
};

bool trained_views;

// A stored value under a norm and one slope; or under a trained scale and shift and a slope a channel, if trained_views says so.
struct Value {
  Shape shape;
  Array<stored> data;
  int stride;
  Array<float> scale, shift, slopes;

  explicit Value(Shape s)
      : shape(s), data(s.elements()), stride(trained_views ? 0 : s.channels), scale(affine_count()), shift(affine_count()), slopes(s.channels) {}

  i64 affine_count() const {
    return trained_views ? shape.channels : (i64)shape.pictures * shape.channels;
  }

  View view() const {
    const float* factors = trained_views ? (const float*)slopes : nullptr;
    return {data, scale, shift, factors, shape.height, shape.width, shape.channels, stride, 0.2f};
  }
};

void launch_lanes(const char* name, const Shape& out, const auto& arguments) {
  launch(name, arguments, blocks(out.pixels(), TILE_PIXELS), blocks(out.channels, LANES), out.pictures);
}

void check_elementwise(Shape shape) {
  Value first(shape), second(shape);
  Array<stored> out(shape.elements());
  int tiles = blocks(shape.pixels(), TILE_PIXELS);
  Array<double> sums((i64)shape.pictures * tiles * 2 * shape.channels);
  ElementwiseArguments arguments = {first.view(), second.view(), out, sums, tiles, 0.1f};
  for (const char* name : {"copy_kernel", "add_kernel", "multiply_kernel", "divide_kernel", "leaky_relu_kernel", "tanh_kernel"}) {
    launch_lanes(name, shape, arguments);
  }
  arguments.out = nullptr;
  launch_lanes("copy_kernel", shape, arguments);
}

void check_attention(Shape shape) {
  Value value(shape);
  Array<stored> out(shape.elements());
  int tiles = blocks(shape.pixels(), TILE_PIXELS), columns = 2 * shape.channels;
  Array<float> of_tiles((i64)shape.pictures * tiles * shape.channels), largest((i64)shape.pictures * shape.channels);
  Array<double> sums((i64)shape.pictures * tiles * columns), totals((i64)shape.pictures * columns);
  SpatialSoftmaxArguments arguments = {value.view(), of_tiles, largest, sums, totals, out, tiles};
  launch_lanes("softmax_of_tiles_kernel", shape, arguments);
  launch("softmax_largest_kernel", arguments, 1, blocks(shape.channels, LANES), shape.pictures);
  launch_lanes("softmax_sums_kernel", shape, arguments);
  launch_lanes("spatial_softmax_kernel", shape, arguments);
  launch_lanes("divide_by_channel_sum_kernel", shape, DivideByChannelSumArguments{value.view(), out, 1e-9});
}

void check_trained(Shape shape) {
  Value value(shape);
  Array<float> first(shape.channels), second(shape.channels);
  Array<stored> out(shape.elements());
  launch_lanes("scale_shift_kernel", shape, ScaleShiftArguments{value.view(), first, second, out});
  launch_lanes("prelu_kernel", shape, PReluArguments{value.view(), first, out});
}

void check_norm(Shape shape, int tiles, int per_channel) {
  int columns = 2 * shape.channels;
  Array<double> sums((i64)shape.pictures * tiles * columns), totals((i64)shape.pictures * columns);
  launch("fold_sums_kernel", FoldArguments{sums, totals, tiles, columns}, blocks(columns, LANES), 1, shape.pictures);
  Array<float> gamma(shape.channels), beta(shape.channels);
  Array<float> scale(shape.pictures * shape.channels), shift(shape.pictures * shape.channels);
  AffineArguments affine = {totals, gamma, beta, scale, shift, (double)shape.pixels(), 1e-5, shape.channels, per_channel};
  launch("norm_affine_kernel", affine, 1, 1, shape.pictures);
  AdaptiveAffineArguments adaptive = {totals, totals, scale, shift, (double)shape.pixels(), 1e-5, shape.channels};
  launch("adaptive_norm_affine_kernel", adaptive, 1, 1, shape.pictures);
}

void check_pad(Shape in, int top, int bottom, int left, int right, int reflect) {
  Value value(in);
  Shape out = {in.pictures, top + in.height + bottom, left + in.width + right, in.channels};
  Array<stored> padded(out.elements());
  launch_lanes("pad_kernel", out, PadArguments{value.view(), padded, out.height, out.width, top, left, reflect});
}

void check_resize(Shape in, int height, int width) {
  Value value(in);
  Shape out = {in.pictures, height, width, in.channels};
  Array<stored> resized(out.elements());
  for (int rule = ASYMMETRIC; rule <= HALF_PIXEL; rule++) {
    launch_lanes("resize_bilinear_kernel", out, ResizeBilinearArguments{value.view(), resized, height, width, rule});
  }
  launch_lanes("resize_nearest_kernel", out, ResizeNearestArguments{value.view(), resized, height, width});
}

void check_box(Shape shape, int radius) {
  Value value(shape);
  Array<stored> means(shape.elements());
  launch_lanes("box_mean_kernel", shape, BoxMeanArguments{value.view(), means, radius});
}

void check_pool(Shape in, int kernel, int stride) {
  Value value(in);
  Shape out = {in.pictures, (in.height - kernel) / stride + 1, (in.width - kernel) / stride + 1, in.channels};
  Array<stored> largest(out.elements());
  launch_lanes("max_pool_kernel", out, MaxPoolArguments{value.view(), largest, out.height, out.width, kernel, stride});
}

void check_rearranged(Shape in) {
  Value value(in);
  Shape joined = {in.pictures, in.height, in.width, in.channels + 3};
  Array<stored> beside(joined.elements());
  launch_lanes("concat_kernel", in, ConcatArguments{value.view(), beside, joined.channels, 3});
  Shape square = {in.pictures, 2 * in.height, 2 * in.width, in.channels / 4};
  Array<stored> pixels(square.elements());
  for (int by_channels : {0, 1}) {
    launch_lanes("depth_to_space_kernel", square,
                 DepthToSpaceArguments{value.view(), pixels, square.height, square.width, square.channels, 2, by_channels});
  }
}

void check_levels(i64 count) {
  Array<byte> levels(count);
  Array<stored> numbers(count);
  launch("levels_in_kernel", LevelsIn{levels, numbers, count}, blocks(count, COPY_THREADS), 1, 1);
  launch("levels_out_kernel", LevelsOut{numbers, levels, count}, blocks(count, COPY_THREADS), 1, 1);
}

int extent_of(int extent, int kernel, int stride, int dilation, int padding) {
  return (extent + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1;
}

Shape out_shape(Shape in, const Window& w, int channels) {
  return {in.pictures, extent_of(in.height, w.kernel_h, w.stride_h, w.dilation_h, w.pad_top),
          extent_of(in.width, w.kernel_w, w.stride_w, w.dilation_w, w.pad_left), channels};
}

void check_depthwise(Shape in, Window window) {
  Value value(in);
  Shape out = out_shape(in, window, in.channels);
  int tiles = blocks(out.pixels(), TILE_PIXELS);
  Array<float> weight(window.kernel_h * window.kernel_w * in.channels), bias(in.channels);
  Array<stored> result(out.elements());
  Array<double> sums((i64)in.pictures * tiles * 2 * in.channels);
  launch_lanes("depthwise_conv2d_kernel", out,
               DepthwiseConv2dArguments{value.view(), weight, bias, result, sums, window, out.height, out.width, tiles});
}

void check_conv2d(const char* name, int block_pixels, int block_channels, Shape in, Window window, int groups, int channels) {
  Value value(in);
  Shape out = out_shape(in, window, channels);
  int in_per_group = in.channels / groups, out_per_group = channels / groups;
  int padded_out = blocks(out_per_group, block_channels) * block_channels;
  int rows = blocks((i64)window.kernel_h * window.kernel_w * in_per_group, CHUNK) * CHUNK;
  int tiles = blocks(out.pixels(), block_pixels);
  Array<float> weight((i64)groups * rows * padded_out), bias(channels);
  Array<stored> result(out.elements());
  Array<double> sums((i64)in.pictures * tiles * 2 * channels);
  Conv2dArguments arguments = {value.view(), weight, bias, result, sums, window, out.height, out.width, channels,
                               in_per_group, out_per_group, padded_out, tiles};
  launch(name, arguments, tiles, groups * padded_out / block_channels, in.pictures);
}

void check_conv_transpose2d(Shape in, Window window, int output_padding, int channels) {
  Value value(in);
  Shape out = {in.pictures, (in.height - 1) * window.stride_h + window.kernel_h - 2 * window.pad_top + output_padding,
               (in.width - 1) * window.stride_w + window.kernel_w - 2 * window.pad_left + output_padding, channels};
  int tiles = blocks(out.pixels(), TILE_PIXELS);
  Array<float> weight(window.kernel_h * window.kernel_w * in.channels * channels), bias(channels);
  Array<stored> result(out.elements());
  Array<double> sums((i64)in.pictures * tiles * 2 * channels);
  launch_lanes("conv_transpose2d_kernel", out,
               ConvTranspose2dArguments{value.view(), weight, bias, result, sums, window, out.height, out.width, channels, tiles});
}

#ifdef FUDE_FLOAT16
void check_tensor_core(const char* name, int block_channels, Shape in, Window window, int channels) {
  Value value(in);
  Shape out = out_shape(in, window, channels);
  int columns = blocks(channels, block_channels);
  int across = blocks(out.width, TILE_SIDE), tiles = across * blocks(out.height, TILE_SIDE);
  Array<half> weight((i64)columns * block_channels * window.kernel_h * window.kernel_w * in.channels);
  Array<float> bias(channels);
  Array<half> result(out.elements());
  Array<double> sums((i64)in.pictures * tiles * 2 * channels);
  Conv2dTensorCoreArguments arguments = {value.view(), weight, bias, result, sums, window, out.height, out.width, channels,
                                         across, tiles};
  launch(name, arguments, tiles, columns, in.pictures);
}

void check_tensor_cores(int pictures, Window window, int padding_of_windows) {
  Shape in = {pictures, 5 + padding_of_windows, 18 + padding_of_windows, 32};
  for (int channels : {1, 33}) {
    check_tensor_core("conv2d_tensor_core_32_kernel", 32, in, window, channels);
  }
  if (window.kernel_h <= 3) {
    check_tensor_core("conv2d_tensor_core_64_kernel", 64, in, window, 65);
  }
}

void check_floats(i64 count) {
  Array<float> floats(count);
  Array<stored> numbers(count);
  launch("floats_in_kernel", FloatsIn{floats, numbers, count}, blocks(count, COPY_THREADS), 1, 1);
  launch("floats_out_kernel", FloatsOut{numbers, floats, count}, blocks(count, COPY_THREADS), 1, 1);
}
#endif

Window window_of(int kernel, int stride, int dilation, int padding, int reflect) {
  return {kernel, kernel, stride, stride, dilation, dilation, padding, padding, reflect};
}

void check_all() {
  check_elementwise({2, 3, 5, 7});
  check_elementwise({1, 9, 15, 33});
  check_attention({2, 3, 5, 7});
  check_attention({1, 9, 15, 33});
  check_trained({2, 3, 5, 7});
  check_trained({1, 9, 15, 33});
  check_norm({2, 3, 5, 7}, 1, 0);
  check_norm({1, 3, 5, 300}, 45, 1);
  check_pad({2, 4, 5, 3}, 3, 1, 2, 4, 1);
  check_pad({1, 1, 1, 40}, 0, 2, 1, 0, 0);
  check_resize({2, 3, 5, 7}, 6, 10);
  check_resize({1, 1, 1, 33}, 4, 1);
  check_box({2, 3, 5, 7}, 2);
  check_box({1, 1, 1, 33}, 1);
  check_pool({2, 3, 5, 7}, 2, 2);
  check_pool({1, 3, 4, 33}, 3, 1);
  check_rearranged({2, 3, 5, 4});
  check_rearranged({1, 2, 7, 132});
  check_levels(1);
  check_levels(1000);
  for (Window window : {window_of(3, 1, 1, 1, 1), window_of(5, 2, 1, 2, 0), window_of(2, 1, 3, 0, 0), window_of(1, 1, 1, 0, 0)}) {
    check_depthwise({2, 5, 6, 9}, window);
    check_depthwise({1, 11, 13, 64}, window);
    check_conv2d("conv2d_32_kernel", 256, 32, {2, 5, 6, 3}, window, 1, 5);
    check_conv2d("conv2d_32_kernel", 256, 32, {1, 17, 19, 16}, window, 2, 34);
    check_conv2d("conv2d_64_kernel", 128, 64, {1, 13, 11, 17}, window, 1, 65);
    check_conv2d("conv2d_64_kernel", 128, 64, {1, 5, 5, 32}, window, 2, 140);
  }
  check_conv_transpose2d({2, 3, 4, 5}, window_of(3, 2, 1, 1, 0), 1, 33);
  check_conv_transpose2d({1, 2, 1, 9}, window_of(5, 3, 1, 1, 0), 2, 4);
#ifdef FUDE_FLOAT16
  check_floats(1);
  check_floats(1000);
  check_tensor_cores(2, window_of(1, 1, 1, 0, 1), 0);
  check_tensor_cores(2, window_of(3, 1, 1, 1, 1), 0);
  check_tensor_cores(1, window_of(3, 1, 1, 0, 0), 2);
  check_tensor_cores(1, window_of(7, 1, 1, 3, 1), 0);
#endif
}

}  // namespace

int main() {
  for (bool trained : {false, true}) {
    trained_views = trained;
    for (bool last_first : {false, true}) {
      backwards = last_first;
      check_all();
    }
  }
  printf("%d launches\n", launches);
}
