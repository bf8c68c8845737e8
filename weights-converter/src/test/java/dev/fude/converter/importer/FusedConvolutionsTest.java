package dev.fude.converter.importer;

import static dev.fude.converter.files.OnnxParts.integers;
import static dev.fude.converter.files.OnnxParts.reals;
import static dev.fude.converter.files.OnnxParts.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.ProtoBytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Convolutions that ONNX Runtime's optimiser joined with what followed them. */
class FusedConvolutionsTest {
  @TempDir Path folder;

  private final SmallGraph graph = new SmallGraph();

  private String fused(List<String> more, ProtoBytes... activation) {
    List<String> inputs = new ArrayList<>(List.of(graph.picture(), graph.filled(0.5f, 3, 3, 1, 1)));
    inputs.addAll(more);
    List<ProtoBytes> settings = new ArrayList<>(List.of(integers("strides", 1, 1)));
    settings.addAll(List.of(activation));
    return graph.node(
        "com.microsoft.FusedConv", inputs, settings.toArray(new ProtoBytes[settings.size()]));
  }

  private List<String> ops(String output) {
    return graph.ops(folder, output).stream()
        .map(op -> op.replaceFirst("^Conv2d.*?] ", "Conv2d "))
        .toList();
  }

  @Test
  void anActivationHasTheSettingsOfItsList() {
    String leaky =
        fused(List.of(), text("activation", "LeakyRelu"), reals("activation_params", 0.25f));
    assertThat(ops(leaky)).element(1).isEqualTo("LeakyRelu[slope=0.25] [conv2d_1]");
  }

  @Test
  void bothBoundsOfAClipAreTaken() {
    String clipped =
        fused(List.of(), text("activation", "Clip"), reals("activation_params", -1, 2));
    ImportedGraph imported = graph.imported(folder, clipped);
    SmallGraph apart = new SmallGraph();
    String same =
        apart.node(
            "Clip",
            List.of(
                apart.conv(apart.picture(), 3, 3, 1),
                apart.filled(-1, new int[0]),
                apart.filled(2, new int[0])));
    ImportedGraph expected = apart.imported(folder, same);
    assertThat(imported.graph().nodes()).isEqualTo(expected.graph().nodes());
    expected
        .weights()
        .tensors()
        .forEach(
            (name, tensor) ->
                assertThat(imported.weights().tensor(name).data()).isEqualTo(tensor.data()));
  }

  @Test
  void aSummandIsAddedBeforeTheActivation() {
    String tanh = graph.node("Tanh", graph.picture());
    String sum = fused(List.of("", tanh), text("activation", "Relu"));
    assertThat(ops(sum))
        .containsExactly(
            "Tanh[] [picture]",
            "Conv2d [picture]",
            "Add[] [conv2d_1, tanh_1]",
            "LeakyRelu[slope=0.0] [add_1]");
  }

  @Test
  void aSummandAloneIsTaken() {
    String sum = fused(List.of("", graph.picture()));
    assertThat(ops(sum)).containsExactly("Conv2d [picture]", "Add[] [conv2d_1, picture]");
  }

  /** The name between the parts must not be one that the graph has. */
  @Test
  void namesOfTheGraphStay() {
    String fused = fused(List.of(), text("activation", "Tanh"));
    String same = graph.file().namedNode("Relu", fused + "'", List.of(fused));
    assertThat(graph.ops(folder, same)).hasSize(3);
  }

  @Test
  void anActivationThatNobodyKnowsIsNamed() {
    String fused = fused(List.of(), text("activation", "Erf"));
    RefusedGraphsTest.assertRefused(
        () -> graph.imported(folder, fused), "\"com.microsoft.FusedConv\"");
  }

  /** What lies between layers stays in floats here, which is said. */
  @Test
  void quantizedPicturesAreTold() {
    String scale = graph.filled(0.01f);
    String quantized = graph.node("QuantizeLinear", List.of(graph.picture(), scale));
    String real = graph.node("DequantizeLinear", List.of(quantized, scale));
    ImportedGraph imported = graph.imported(folder, graph.node("Tanh", real));
    assertThat(imported.graph().nodes()).hasSize(1);
    assertThat(imported.notes())
        .containsExactly(
            "It rounds what lies between its layers to few numbers (quantization), which Fude"
                + " passes over: programs that round give a picture that may be some grey levels"
                + " off.");
  }
}
