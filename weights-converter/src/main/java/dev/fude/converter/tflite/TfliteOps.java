package dev.fude.converter.tflite;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What TensorFlow Lite's operators are called in TensorFlow, and where the schema has what they are
 * set to.
 *
 * <p>Source: {@code BuiltinOperator} and the tables of options in {@code schema.fbs}, version 3;
 * the numbers are their values' and fields'.
 */
final class TfliteOps {
  private static final int ADD = 0;
  private static final int AVERAGE_POOL_2D = 1;
  private static final int CONCATENATION = 2;
  private static final int CONV_2D = 3;
  private static final int DEPTHWISE_CONV_2D = 4;
  private static final int DEPTH_TO_SPACE = 5;
  private static final int MAX_POOL_2D = 17;
  private static final int MUL = 18;
  private static final int RESIZE_BILINEAR = 23;
  private static final int SPACE_TO_DEPTH = 26;
  private static final int MEAN = 40;
  private static final int SUB = 41;
  private static final int DIV = 42;
  private static final int SQUEEZE = 43;
  private static final int STRIDED_SLICE = 45;
  private static final int CAST = 53;
  private static final int TRANSPOSE_CONV = 67;
  private static final int SUM = 74;
  private static final int PACK = 83;
  private static final int RESIZE_NEAREST_NEIGHBOR = 97;
  private static final int LEAKY_RELU = 98;
  private static final int MIRROR_PAD = 100;

  private static final Map<Integer, String> OPS =
      Map.ofEntries(
          Map.entry(ADD, "AddV2"),
          Map.entry(AVERAGE_POOL_2D, "AvgPool"),
          Map.entry(CONCATENATION, "ConcatV2"),
          Map.entry(CONV_2D, "Conv2D"),
          Map.entry(DEPTHWISE_CONV_2D, "DepthwiseConv2dNative"),
          Map.entry(DEPTH_TO_SPACE, "DepthToSpace"),
          Map.entry(6, "Identity"), // DEQUANTIZE: the same in other numbers
          Map.entry(8, "Floor"),
          Map.entry(14, "Sigmoid"),
          Map.entry(MAX_POOL_2D, "MaxPool"),
          Map.entry(MUL, "Mul"),
          Map.entry(19, "Relu"),
          Map.entry(21, "Relu6"),
          Map.entry(22, "Reshape"),
          Map.entry(RESIZE_BILINEAR, "ResizeBilinear"),
          Map.entry(25, "Softmax"),
          Map.entry(SPACE_TO_DEPTH, "SpaceToDepth"),
          Map.entry(28, "Tanh"),
          Map.entry(34, "Pad"),
          Map.entry(39, "Transpose"),
          Map.entry(MEAN, "Mean"),
          Map.entry(SUB, "Sub"),
          Map.entry(DIV, "RealDiv"),
          Map.entry(SQUEEZE, "Squeeze"),
          Map.entry(STRIDED_SLICE, "StridedSlice"),
          Map.entry(CAST, "Cast"),
          Map.entry(54, "Prelu"),
          Map.entry(55, "Maximum"),
          Map.entry(57, "Minimum"),
          Map.entry(59, "Neg"),
          Map.entry(60, "PadV2"),
          Map.entry(65, "Slice"),
          Map.entry(TRANSPOSE_CONV, "Conv2DBackpropInput"),
          Map.entry(69, "Tile"),
          Map.entry(70, "ExpandDims"),
          Map.entry(SUM, "Sum"),
          Map.entry(75, "Sqrt"),
          Map.entry(76, "Rsqrt"),
          Map.entry(77, "Shape"),
          Map.entry(78, "Pow"),
          Map.entry(PACK, "Pack"),
          Map.entry(90, "FloorDiv"),
          Map.entry(92, "Square"),
          Map.entry(94, "Fill"),
          Map.entry(95, "FloorMod"),
          Map.entry(96, "Range"),
          Map.entry(RESIZE_NEAREST_NEIGHBOR, "ResizeNearestNeighbor"),
          Map.entry(LEAKY_RELU, "LeakyRelu"),
          Map.entry(99, "SquaredDifference"),
          Map.entry(MIRROR_PAD, "MirrorPad"),
          Map.entry(104, "Ceil"),
          Map.entry(111, "Elu"),
          Map.entry(114, "QUANTIZE"), // which TensorFlow has no op for
          Map.entry(117, "HardSwish"),
          Map.entry(126, "BatchMatMul"));

  /** The enum {@code ActivationFunctionType}; the others are no network's here. */
  private static final Map<Integer, String> ACTIVATIONS =
      Map.of(0, "", 1, "Relu", 2, "Relu1", 3, "Relu6", 4, "Tanh");

  private TfliteOps() {}

  /** TensorFlow's name of an operator; of one that is not known its number. */
  static String op(int code) {
    return OPS.getOrDefault(code, "builtin operator " + code);
  }

  static boolean isConvolution(int code) {
    return code == CONV_2D || code == DEPTHWISE_CONV_2D;
  }

  /** What an operator is set to, under TensorFlow's names; may be added to. */
  static Map<String, Object> settings(int code, FlatTable options) {
    Map<String, Object> settings = new HashMap<>();
    switch (code) {
      case CONV_2D -> window(settings, options, 4);
      case DEPTHWISE_CONV_2D -> window(settings, options, 5);
      case TRANSPOSE_CONV -> strides(settings, options);
      case AVERAGE_POOL_2D, MAX_POOL_2D -> {
        strides(settings, options);
        settings.put("ksize", ofPicture(options.int32(4), options.int32(3)));
      }
      case MEAN, SUM -> settings.put("keep_dims", options.bool(0));
      case LEAKY_RELU -> settings.put("alpha", options.real32(0));
      case DEPTH_TO_SPACE, SPACE_TO_DEPTH -> settings.put("block_size", (long) options.int32(0));
      case MIRROR_PAD -> settings.put("mode", options.int8(0) == 0 ? "REFLECT" : "SYMMETRIC");
      case RESIZE_BILINEAR -> flags(settings, options, 2, 3);
      case RESIZE_NEAREST_NEIGHBOR -> flags(settings, options, 0, 1);
      case PACK -> settings.put("axis", (long) options.int32(1));
      case CAST -> settings.put("DstT", TfliteTensor.isWhole(options.int8(1)));
      case SQUEEZE ->
          settings.put("squeeze_dims", TfliteTensor.longs(options.ints(0, TfliteTensor.MAX_RANK)));
      case STRIDED_SLICE -> {
        settings.put("begin_mask", (long) options.int32(0));
        settings.put("end_mask", (long) options.int32(1));
        settings.put("ellipsis_mask", (long) options.int32(2));
        settings.put("new_axis_mask", (long) options.int32(3));
        settings.put("shrink_axis_mask", (long) options.int32(4));
      }
      default -> {}
    }
    return settings;
  }

  private static void window(Map<String, Object> settings, FlatTable options, int dilationW) {
    strides(settings, options);
    // 1 is the default, which is left out and reads as 0.
    settings.put(
        "dilations",
        ofPicture(
            Math.max(1, options.int32(dilationW + 1)), Math.max(1, options.int32(dilationW))));
  }

  private static void strides(Map<String, Object> settings, FlatTable options) {
    settings.put("padding", options.int8(0) == 0 ? "SAME" : "VALID");
    settings.put("strides", ofPicture(options.int32(2), options.int32(1)));
  }

  /** (batch, rows, columns, channels). */
  private static long[] ofPicture(int rows, int columns) {
    return new long[] {1, rows, columns, 1};
  }

  private static void flags(
      Map<String, Object> settings, FlatTable options, int alignCorners, int halfPixelCenters) {
    settings.put("align_corners", options.bool(alignCorners));
    settings.put("half_pixel_centers", options.bool(halfPixelCenters));
  }

  /** The activation fused into an operator, as TensorFlow's op; the empty text for none. */
  static String activation(int code, FlatTable options) {
    int field =
        switch (code) {
          case ADD, SUB, MUL, DIV -> 0;
          case CONCATENATION -> 1;
          case CONV_2D, TRANSPOSE_CONV -> 3;
          case DEPTHWISE_CONV_2D -> 4;
          case AVERAGE_POOL_2D, MAX_POOL_2D -> 5;
          default -> -1;
        };
    int activation = field < 0 ? 0 : options.int8(field);
    return ACTIVATIONS.getOrDefault(activation, "activation " + activation);
  }

  /** Along which axis an operator joins what it reads. */
  static Optional<Long> joinedAxis(int code, FlatTable options) {
    return code == CONCATENATION ? Optional.of((long) options.int32(0)) : Optional.empty();
  }
}
