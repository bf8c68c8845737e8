package dev.fude.converter.tflite;

import dev.fude.converter.neutral.NeutralOp.Kind;
import dev.fude.converter.tensorflow.TensorFlowResize;
import dev.fude.core.op.ResizeRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An operator of a TensorFlow Lite graph.
 *
 * @param code its number in the schema's enum {@code BuiltinOperator}
 * @param inputs indices of the tensors it reads; -1 for one left out
 * @param outputs indices of the tensors it computes
 * @param table the schema's table {@code Operator}
 */
record TfliteOperator(int code, List<Integer> inputs, List<Integer> outputs, FlatTable table) {
  private static final int ADD = 0;
  private static final int CONV_2D = 3;
  private static final int DEPTHWISE_CONV_2D = 4;
  private static final int DEQUANTIZE = 6;
  private static final int MUL = 18;
  private static final int RESIZE_BILINEAR = 23;
  private static final int SUB = 41;
  private static final int SQRT = 75;
  private static final int RSQRT = 76;
  private static final int RESIZE_NEAREST_NEIGHBOR = 97;
  private static final int QUANTIZE = 114;

  private static final int BUILTIN_OPTIONS = 4;
  private static final int ALIGN_CORNERS = 2;
  private static final int HALF_PIXEL_CENTERS = 3;

  Kind kind() {
    return switch (code) {
      case ADD -> Kind.ADD;
      case CONV_2D -> Kind.CONVOLUTION;
      case DEPTHWISE_CONV_2D -> Kind.DEPTHWISE_CONVOLUTION;
      case MUL -> Kind.MULTIPLY;
      case RESIZE_BILINEAR, RESIZE_NEAREST_NEIGHBOR -> Kind.RESIZE;
      case SUB -> Kind.SUBTRACT;
      case SQRT, RSQRT -> Kind.ROOT;
      default -> Kind.OTHER;
    };
  }

  /** Whether the output is the input's values, written with other numbers. */
  boolean isConversion() {
    boolean convertsNumbers = code == DEQUANTIZE || code == QUANTIZE;
    return convertsNumbers && inputs.size() == 1 && outputs.size() == 1;
  }

  /** Whether the interpreter rounds a picture of floats before it convolves it with integers. */
  boolean roundsWhatItReads(TfliteGraph graph) {
    return TfliteOps.isConvolution(code)
        && inputs.size() > 1
        && inputs.get(0) >= 0
        && inputs.get(1) >= 0
        && !graph.tensor(inputs.get(0)).isWhole()
        && graph.tensor(inputs.get(1)).isWhole();
  }

  /** Where a bilinear enlargement looks. */
  Optional<ResizeRule> resizeRule() {
    if (code != RESIZE_BILINEAR) {
      return Optional.empty();
    }
    Optional<FlatTable> options = table.table(BUILTIN_OPTIONS);
    boolean alignCorners = options.isPresent() && options.get().bool(ALIGN_CORNERS);
    boolean halfPixel = options.isPresent() && options.get().bool(HALF_PIXEL_CENTERS);
    return TensorFlowResize.rule(alignCorners, halfPixel);
  }

  /** What it was made of, as {@link TfliteOps} has it. */
  String op() {
    return TfliteOps.op(code);
  }

  /** What it is set to, under TensorFlow's names. */
  Map<String, Object> settings() {
    return table.table(BUILTIN_OPTIONS).map(this::settings).orElse(Map.of());
  }

  private Map<String, Object> settings(FlatTable options) {
    Map<String, Object> settings = TfliteOps.settings(code, options);
    boolean hasBias = TfliteOps.isConvolution(code) && inputs.size() > 2 && inputs.get(2) >= 0;
    if (hasBias) {
      settings.put("fused_ops", "BiasAdd");
    }
    return settings;
  }

  /** The activation fused into it, as an op, or the empty text. */
  String activation() {
    return table
        .table(BUILTIN_OPTIONS)
        .map(options -> TfliteOps.activation(code, options))
        .orElse("");
  }

  /** Along which axis it joins what it reads, if it does that. */
  Optional<Long> joinedAxis() {
    return table.table(BUILTIN_OPTIONS).flatMap(options -> TfliteOps.joinedAxis(code, options));
  }
}
