package dev.fude.testkit;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.InvertedResidual;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Op;
import dev.fude.core.op.Pad;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Layout;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The single operators of the reference material: inputs, trained tensors and outputs that another
 * framework computed in float64, in {@code golden/ops} of the {@link SharedFolder}.
 */
public final class GoldenOps {
  private static final String NODE = "op";

  private final Weights file;

  private GoldenOps(Weights file) {
    this.file = file;
  }

  /**
   * One operator.
   *
   * @param name the file's name
   * @param graph the operator as a graph
   * @param weights its trained tensors
   * @param input its input, NHWC
   * @param output the right output, NHWC
   */
  public record GoldenOp(String name, Graph graph, Weights weights, Tensor input, Tensor output) {}

  /**
   * Reads all of them, or skips the running test if they are missing.
   *
   * @return one for each file
   */
  public static List<GoldenOp> all() {
    Path folder = SharedFolder.require("golden/ops");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(path -> path.toString().endsWith(".safetensors"))
          .sorted()
          .map(path -> new GoldenOps(Safetensors.readWeights(path)).read(path))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private GoldenOp read(Path path) {
    Tensor input = Layout.nchwToNhwc(file.tensor("input"));
    Tensor output = Layout.nchwToNhwc(file.tensor("output"));
    Op op = op(output);
    GraphBuilder builder = Graph.builder("input", input.shape().channels());
    // The files call their tensors by the ops' own roles.
    Map<String, String> roles =
        op.parameters(input.shape().channels()).stream()
            .collect(Collectors.toMap(Parameter::role, Parameter::role));
    builder.add(NODE, op, List.of(builder.input()), roles);
    String name = path.getFileName().toString();
    return new GoldenOp(name, builder.build(NODE), file, input, output);
  }

  private Op op(Tensor output) {
    String kind = text("op");
    return switch (kind) {
      case "conv2d" -> conv2d(output);
      case "depthwise_conv2d", "separable_conv2d_depthwise" ->
          new DepthwiseConv2d(window(), hasBias());
      case "layer_norm" -> new LayerNorm(number("eps"));
      case "instance_norm" -> new InstanceNorm(number("eps"));
      case "leaky_relu" -> new LeakyRelu((float) number("alpha"));
      case "tanh" -> new Tanh();
      case "pad_reflect" -> new Pad(padding(PadMode.REFLECT));
      case "resize_bilinear" -> resize(output);
      case "inverted_residual" -> invertedResidual(output);
      default -> throw new IllegalArgumentException("No op is called \"" + kind + "\".");
    };
  }

  private Op conv2d(Tensor output) {
    return new Conv2d(output.shape().channels(), window(), integer("groups"), hasBias());
  }

  private Op resize(Tensor output) {
    ResizeRule rule = ResizeRule.of(text("mode"));
    return new ResizeBilinear(
        rule, new Resize.Size(output.shape().height(), output.shape().width()));
  }

  private Op invertedResidual(Tensor output) {
    int expansion =
        file.tensor("expand_weight").shape().extent(0)
            / file.tensor("expand_weight").shape().extent(1);
    return new InvertedResidual(
        output.shape().channels(),
        expansion,
        new LayerNorm(number("eps")),
        (float) number("alpha"),
        file.tensors().containsKey("depthwise_bias"));
  }

  private Window window() {
    int[] kernel = file.tensor("weight").shape().extents(); // OIHW
    int stride = integer("stride");
    PadMode mode = PadMode.valueOf(text("pad_mode").toUpperCase(Locale.ROOT));
    return new Window(kernel[2], kernel[3], stride, stride, 1, 1, padding(mode));
  }

  private Padding padding(PadMode mode) {
    return new Padding(
        integer("pad_top"), integer("pad_bottom"), integer("pad_left"), integer("pad_right"), mode);
  }

  private boolean hasBias() {
    return file.tensors().containsKey("bias");
  }

  private String text(String key) {
    return file.metadata(key).orElseThrow();
  }

  private int integer(String key) {
    return Integer.parseInt(text(key));
  }

  private double number(String key) {
    return Double.parseDouble(text(key));
  }
}
