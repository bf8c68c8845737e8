package dev.fude.converter;

import dev.fude.core.op.ResizeRule;
import java.util.Locale;

/** The same trained generator in the formats that people publish, from the reference material. */
enum Sample {
  TFLITE(
      "animeganv2_hayao_256x256_integer_quant.tflite",
      "TensorFlow Lite",
      ResizeRule.ASYMMETRIC,
      1e-12,
      Origin.GRAPH),
  CHECKPOINT(
      "tf_checkpoint/Hayao-99.ckpt.index",
      "TensorFlow checkpoint",
      ResizeRule.ASYMMETRIC,
      1e-12,
      Origin.TENSORFLOW),
  FROZEN_GRAPH("hayao.pb", "TensorFlow frozen graph", ResizeRule.ASYMMETRIC, 1e-12, Origin.GRAPH),
  TENSORFLOW_JS("tfjs/model.json", "TensorFlow.js", ResizeRule.ASYMMETRIC, 1e-12, Origin.GRAPH),
  ONNX("hayao_half_pixel.onnx", "ONNX", ResizeRule.HALF_PIXEL, 1e-5, Origin.GRAPH),
  PYTORCH_ZIP("hayao.pt", "PyTorch (zip)", ResizeRule.ALIGN_CORNERS, 1e-5, Origin.PYTORCH),
  PYTORCH_LEGACY(
      "hayao_legacy_format.pt", "PyTorch (legacy)", ResizeRule.ALIGN_CORNERS, 1e-5, Origin.PYTORCH);

  /** Constants that the list above may use. */
  private static final class Origin {
    static final String GRAPH = "read from the graph";
    static final String TENSORFLOW = "assumed: the TensorFlow original's default";
    static final String PYTORCH = "assumed: the PyTorch port's default";
  }

  private final String name;
  private final String format;
  private final ResizeRule rule;
  private final double eps;
  private final String origin;

  Sample(String name, String format, ResizeRule rule, double eps, String origin) {
    this.name = name;
    this.format = format;
    this.rule = rule;
    this.eps = eps;
    this.origin = origin;
  }

  /** Where it is in the reference material. */
  String path() {
    return "weights/" + name;
  }

  String format() {
    return format;
  }

  /** The style, which a path of other words does not tell. */
  String style() {
    return name.toLowerCase(Locale.ROOT).contains("hayao") ? "hayao" : "unknown";
  }

  ResizeRule rule() {
    return rule;
  }

  double eps() {
    return eps;
  }

  /** How rule and eps are known. */
  String origin() {
    return origin;
  }
}
