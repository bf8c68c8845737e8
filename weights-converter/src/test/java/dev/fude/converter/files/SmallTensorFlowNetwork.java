package dev.fude.converter.files;

import java.util.Map;

/**
 * A network of a few layers that is whole, in TensorFlow's formats: a mirrored convolution with a
 * layer norm that is spelled out, a depthwise one with a bias, one that halves with SAME padding, a
 * resize to twice as large, and the hyperbolic tangent.
 */
public final class SmallTensorFlowNetwork {
  private static final int CHANNELS = 4;
  private static final int SIDE = 16; // of what the TensorFlow Lite file takes

  private SmallTensorFlowNetwork() {}

  /**
   * The network as a graph of TensorFlow.
   *
   * @return the graph
   */
  public static TensorFlowGraph graph() {
    TensorFlowGraph graph = new TensorFlowGraph();
    String photo = graph.node("Placeholder", "photo");
    graph.attribute("shape", new int[] {1, -1, -1, 3});
    String paddings = graph.pairs("paddings", 0, 0, 1, 1, 1, 1, 0, 0);
    String padded = graph.node("MirrorPad", "pad", photo, paddings);
    graph.attribute("mode", "REFLECT");
    String kernel = graph.constant("a/w", new int[] {3, 3, 3, CHANNELS}, numbers(108));
    String a = conv(graph, "Conv2D", "a", 1, "VALID", padded, graph.node("Identity", "r", kernel));
    String normed = norm(graph, a);
    String leaky = graph.node("LeakyRelu", "leaky", normed);
    graph.attribute("alpha", 0.25f);
    String filters = graph.constant("b/w", new int[] {3, 3, CHANNELS, 1}, numbers(36));
    String b = conv(graph, "DepthwiseConv2dNative", "b", 1, "SAME", leaky, filters);
    String bias = graph.constant("b/b", new int[] {CHANNELS}, numbers(CHANNELS));
    String biased = graph.node("BiasAdd", "b/add", b, bias);
    String halving = graph.constant("c/w", new int[] {3, 3, CHANNELS, 3}, numbers(108));
    String c = conv(graph, "Conv2D", "c", 2, "SAME", biased, halving);
    graph.node("Tanh", "painted", enlarged(graph, c));
    return graph;
  }

  private static String conv(
      TensorFlowGraph graph,
      String op,
      String name,
      long stride,
      String padding,
      String picture,
      String kernel) {
    String conv = graph.node(op, name, picture, kernel);
    graph.attribute("strides", new long[] {1, stride, stride, 1});
    graph.attribute("padding", padding);
    return conv;
  }

  /** x * scale + (beta - mean * scale), as tf.nn.batch_normalization has it. */
  private static String norm(TensorFlowGraph graph, String x) {
    String axes = graph.integers("axes", 1, 2, 3);
    String mean = graph.node("Mean", "mean", x, axes);
    graph.attribute("keep_dims", true);
    String squares =
        graph.node("SquaredDifference", "squares", graph.node("StopGradient", "s", mean), x);
    String variance = graph.node("Mean", "variance", squares, axes);
    graph.attribute("keep_dims", true);
    String eps = graph.constant("eps", new int[0], 1e-5f);
    String root = graph.node("Rsqrt", "root", graph.node("AddV2", "sum", variance, eps));
    String gamma = graph.constant("gamma", new int[] {CHANNELS}, numbers(CHANNELS));
    String beta = graph.constant("beta", new int[] {CHANNELS}, numbers(CHANNELS));
    String scale = graph.node("Mul", "scale", root, gamma);
    String shift = graph.node("Sub", "shift", beta, graph.node("Mul", "m", mean, scale));
    return graph.node("AddV2", "normed", graph.node("Mul", "scaled", x, scale), shift);
  }

  private static String enlarged(TensorFlowGraph graph, String picture) {
    String shape = graph.node("Shape", "shape", picture);
    String two = graph.constant("two", new int[0], 2);
    graph.integers("1", 1);
    graph.integers("2", 2);
    graph.integers("3", 3);
    String size = graph.node("Pack", "size", side(graph, shape, 1), side(graph, shape, 2));
    String sizes = graph.node("Mul", "twice", size, graph.node("Cast", "whole", two));
    String resized = graph.node("ResizeBilinear", "resized", picture, sizes);
    graph.attribute("half_pixel_centers", true);
    return resized;
  }

  private static String side(TensorFlowGraph graph, String shape, int axis) {
    String side = graph.node("StridedSlice", "side" + axis, shape, "" + axis, "" + (axis + 1), "1");
    graph.attribute("shrink_axis_mask", 1L);
    return side;
  }

  /**
   * The same as a TensorFlow Lite file, of pictures of 16 x 16.
   *
   * @return the file
   */
  public static TfliteFile lite() {
    TfliteFile file = new TfliteFile();
    int photo = file.value("serving_default_photo:0", 1, SIDE, SIDE, 3);
    int paddings = ints(file, "paddings", new int[] {4, 2}, 0, 0, 1, 1, 1, 1, 0, 0);
    int padded = file.operator(100, Map.of(0, (byte) 0), file.value("pad"), photo, paddings);
    int kernel = reals(file, "a/w", outermost(numbers(108), CHANNELS), CHANNELS, 3, 3, 3);
    int a = file.operator(3, window(1, 1), file.value("a"), padded, kernel);
    int leaky = file.operator(98, Map.of(0, 0.25f), file.value("leaky"), norm(file, a));
    int filters = reals(file, "b/w", numbers(36), 1, 3, 3, CHANNELS);
    int bias = reals(file, "b/b", numbers(CHANNELS), CHANNELS);
    int b = file.operator(4, window(0, 1), file.value("b"), leaky, filters, bias);
    int halving = reals(file, "c/w", outermost(numbers(108), 3), 3, 3, 3, CHANNELS);
    int c = file.operator(3, window(0, 2), file.value("c"), b, halving);
    int size = ints(file, "size", new int[] {2}, SIDE, SIDE);
    Map<Integer, Byte> halfPixel = Map.of(3, (byte) 1);
    int resized = file.operator(23, halfPixel, file.value("resized"), c, size);
    return file.ends(photo, file.operator(28, file.value("StatefulPartitionedCall:0"), resized));
  }

  private static int norm(TfliteFile file, int x) {
    Map<Integer, Byte> keeps = Map.of(0, (byte) 1);
    int axes = ints(file, "axes", new int[] {3}, 1, 2, 3);
    int mean = file.operator(40, keeps, file.value("mean"), x, axes);
    int squares = file.operator(99, file.value("squares"), x, mean);
    int variance = file.operator(40, keeps, file.value("variance"), squares, axes);
    int sum =
        file.operator(0, file.value("sum"), variance, reals(file, "eps", new float[] {1e-5f}));
    int root = file.operator(76, file.value("root"), sum);
    int gamma = reals(file, "gamma", numbers(CHANNELS), CHANNELS);
    int beta = reals(file, "beta", numbers(CHANNELS), CHANNELS);
    int scale = file.operator(18, file.value("scale"), root, gamma);
    int shift =
        file.operator(
            41, file.value("shift"), beta, file.operator(18, file.value("m"), mean, scale));
    int scaled = file.operator(18, file.value("scaled"), x, scale);
    return file.operator(0, file.value("normed"), scaled, shift);
  }

  /** Padding (0 is SAME) and strides. */
  private static Map<Integer, Number> window(int padding, int stride) {
    return Map.of(0, (byte) padding, 1, stride, 2, stride);
  }

  private static int ints(TfliteFile file, String name, int[] shape, float... numbers) {
    byte[] bytes = TorchFile.encoded("LongStorage", numbers);
    return file.constant(name, TfliteFile.INT64, shape, bytes, null);
  }

  private static int reals(TfliteFile file, String name, float[] numbers, int... shape) {
    byte[] bytes = TorchFile.encoded("FloatStorage", numbers);
    return file.constant(name, TfliteFile.FLOAT32, shape, bytes, null);
  }

  /** HWIO numbers as OHWI ones. */
  private static float[] outermost(float[] hwio, int outChannels) {
    float[] ohwi = new float[hwio.length];
    int taps = hwio.length / outChannels;
    for (int i = 0; i < hwio.length; i++) {
      ohwi[i % outChannels * taps + i / outChannels] = hwio[i];
    }
    return ohwi;
  }

  /** Eighths, which any kind of number holds exactly. */
  private static float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (1 + i % 7) / 8f;
    }
    return numbers;
  }
}
