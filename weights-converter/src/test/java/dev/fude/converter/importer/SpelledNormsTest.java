package dev.fude.converter.importer;

import static dev.fude.converter.files.OnnxParts.integer;
import static dev.fude.converter.files.OnnxParts.integers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.neutral.MalformedSourceException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A norm in many nodes is one of ours, with an eps above 0 whatever the graph has. */
class SpelledNormsTest {
  private static final long[] PIXELS = {2, 3};
  private static final long[] ALL = {1, 2, 3};

  @TempDir Path folder;

  private final SmallGraph graph = new SmallGraph();

  @Test
  void instanceNormSpelledOut() {
    String mean = graph.node("ReduceMean", graph.picture(), integers("axes", 2, 3));
    String centered = graph.node("Sub", List.of(graph.picture(), mean));
    String squares = graph.node("Mul", List.of(centered, centered));
    String variance = graph.node("ReduceMean", squares, integers("axes", -1, -2));
    String sum = graph.node("Add", List.of(variance, graph.filled(1e-5f)));
    String normed = graph.node("Div", List.of(centered, graph.node("Sqrt", sum)));
    assertThat(graph.ops(folder, normed)).containsExactly("InstanceNorm[eps=1.0E-5] [picture]");
  }

  /** A mean that drops its axes, and what puts them back. */
  private String dropped(String value, long[] axes, String operator, String back) {
    String mean = graph.node("ReduceMean", value, integers("axes", axes), integer("keepdims", 0));
    return graph.node(operator, List.of(mean, back));
  }

  private String normOfDropped(long[] axes, String operator, String back) {
    String centered =
        graph.node("Sub", List.of(graph.picture(), dropped(graph.picture(), axes, operator, back)));
    String squares = graph.node("Mul", List.of(centered, centered));
    String variance = dropped(squares, axes, operator, back);
    String sum = graph.node("Add", List.of(variance, graph.filled(1e-5f)));
    return graph.node("Div", List.of(centered, graph.node("Sqrt", sum)));
  }

  @Test
  void axesThatAreReshapedBack() {
    String normed = normOfDropped(PIXELS, "Reshape", graph.list(1, 3, 1, 1));
    assertThat(graph.ops(folder, normed)).containsExactly("InstanceNorm[eps=1.0E-5] [picture]");
  }

  @Test
  void axesThatAreReshapedBackByWhatIsLeft() {
    String normed = normOfDropped(PIXELS, "Reshape", graph.list(1, -1, 1, 1));
    assertThat(graph.ops(folder, normed)).containsExactly("InstanceNorm[eps=1.0E-5] [picture]");
  }

  @Test
  void axesThatArePutBack() {
    String normed = normOfDropped(PIXELS, "Unsqueeze", graph.list(-1, 2));
    assertThat(graph.ops(folder, normed)).containsExactly("InstanceNorm[eps=1.0E-5] [picture]");
  }

  @Test
  void axesOfAllChannelsThatAreReshapedBack() {
    String normed = normOfDropped(ALL, "Reshape", graph.list(1, 1, 1, 1));
    assertThat(graph.ops(folder, normed)).containsExactly("LayerNorm[eps=1.0E-5] [picture]");
  }

  @Test
  void axesOfAllChannelsThatArePutBack() {
    String normed = normOfDropped(ALL, "Unsqueeze", graph.list(1, 2, 3));
    assertThat(graph.ops(folder, normed)).containsExactly("LayerNorm[eps=1.0E-5] [picture]");
  }

  /** As TensorFlow expands: one axis after another. */
  @Test
  void axesThatArePutBackOneByOne() {
    String mean =
        graph.node("ReduceMean", graph.picture(), integers("axes", 2, 3), integer("keepdims", 0));
    String first = graph.node("Unsqueeze", List.of(mean, graph.list(2)));
    String both = graph.node("Unsqueeze", List.of(first, graph.list(2)));
    String centered = graph.node("Sub", List.of(graph.picture(), both));
    String normed = graph.node("Div", List.of(centered, deviation(centered)));
    assertThat(graph.ops(folder, normed)).containsExactly("InstanceNorm[eps=1.0E-5] [picture]");
  }

  @ParameterizedTest
  @CsvSource({
    "0, puts other axes into a mean or sum than it was taken over",
    "1, puts other axes into a mean or sum than it was taken over",
    "3, 'names an axis twice, or one that there is not'",
    "4, 'names an axis twice, or one that there is not'",
    "-5, 'names an axis twice, or one that there is not'"
  })
  void axesElsewhereAreRefused(long axis, String reason) {
    String normed = normOfDropped(PIXELS, "Unsqueeze", graph.list(axis, 3));
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> graph.ops(folder, normed))
        .withMessageContaining(reason);
  }

  @Test
  void otherShapesOfAMeanAreRefused() {
    String normed = normOfDropped(ALL, "Reshape", graph.list(1, 1));
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> graph.ops(folder, normed))
        .withMessageContaining("reshapes a picture otherwise than norms do");
  }

  @Test
  void axesThatStayDroppedAreRefused() {
    String mean =
        graph.node("ReduceMean", graph.picture(), integers("axes", 2, 3), integer("keepdims", 0));
    String centered = graph.node("Sub", List.of(graph.picture(), mean));
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> graph.ops(folder, centered))
        .withMessageContaining("a mean or sum whose axes are dropped")
        .withMessageContaining("keepdims");
  }

  private String mean(String value) {
    return graph.node("ReduceMean", value, integers("axes", 2, 3));
  }

  private String variance(String centered) {
    return mean(graph.node("Mul", List.of(centered, centered)));
  }

  private String deviation(String centered) {
    return deviation(centered, 1e-5f);
  }

  private String deviation(String centered, float eps) {
    return graph.node("Sqrt", graph.node("Add", List.of(variance(centered), graph.filled(eps))));
  }

  /** As PyTorch's exporter spells it. */
  @Test
  void adaptiveInstanceNorm() {
    String content = graph.picture();
    String style = graph.node("Tanh", content);
    String centered = graph.node("Sub", List.of(content, mean(content)));
    String normed = graph.node("Div", List.of(centered, deviation(centered)));
    String ofStyle = deviation(graph.node("Sub", List.of(style, mean(style))));
    String scaled = graph.node("Mul", List.of(normed, ofStyle));
    assertThat(graph.ops(folder, graph.node("Add", List.of(scaled, mean(style)))))
        .containsExactly("Tanh[] [picture]", "AdaptiveInstanceNorm[eps=1.0E-5] [picture, tanh_1]");
  }

  /**
   * As tf2onnx spells it: divided and multiplied with the channels last, by reshaped deviations.
   */
  @Test
  void adaptiveInstanceNormOnItsWayThroughTwoOrders() {
    String content = graph.picture();
    String style = graph.node("Tanh", content);
    String channelsLast = graph.list(1, 1, 1, 3);
    String mean = graph.node("GlobalAveragePool", style);
    String ofStyle = deviation(graph.node("Sub", List.of(style, mean)));
    String centered = graph.node("Sub", List.of(content, mean(content)));
    String last = graph.node("Transpose", centered, integers("perm", 0, 2, 3, 1));
    String deviation = graph.node("Reshape", List.of(deviation(centered), channelsLast));
    String normed = graph.node("Div", List.of(last, deviation));
    String other = graph.node("Reshape", List.of(ofStyle, channelsLast));
    String scaled = graph.node("Mul", List.of(other, normed));
    String first = graph.node("Transpose", scaled, integers("perm", 0, 3, 1, 2));
    assertThat(graph.ops(folder, graph.node("Add", List.of(mean, first))))
        .containsExactly("Tanh[] [picture]", "AdaptiveInstanceNorm[eps=1.0E-5] [picture, tanh_1]");
  }

  /** 1e-46 is 0 as a float32 already. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-46})
  void epsThatItsNumbersMadeZeroIsTheLeastOne(double eps) {
    String centered = graph.node("Sub", List.of(graph.picture(), mean(graph.picture())));
    String normed = graph.node("Div", List.of(centered, deviation(centered, (float) eps)));
    assertLeastEps(graph.imported(folder, normed), "InstanceNorm[eps=1.0E-12]");
  }

  @Test
  void epsThatIsSmallerIsKept() {
    String centered = graph.node("Sub", List.of(graph.picture(), mean(graph.picture())));
    String normed = graph.node("Div", List.of(centered, deviation(centered, 1e-15f)));
    ImportedGraph imported = graph.imported(folder, normed);
    assertThat(imported.graph().nodes().get(0).op()).hasToString("InstanceNorm[eps=1.0E-15]");
    assertThat(imported.notes()).isEmpty();
  }

  @Test
  void normsWithoutEpsGetTheLeastOne() {
    String content = graph.picture();
    String style = graph.node("Tanh", content);
    String centered = graph.node("Sub", List.of(content, mean(content)));
    String deviation = graph.node("Sqrt", variance(centered));
    String ofStyle = graph.node("Sqrt", variance(graph.node("Sub", List.of(style, mean(style)))));
    String normed = graph.node("Div", List.of(centered, deviation));
    String scaled = graph.node("Mul", List.of(normed, ofStyle));
    assertLeastEps(
        graph.imported(folder, graph.node("Add", List.of(scaled, mean(style)))),
        "AdaptiveInstanceNorm[eps=1.0E-12]");
  }

  private static void assertLeastEps(ImportedGraph imported, String op) {
    int last = imported.graph().nodes().size() - 1;
    assertThat(imported.graph().nodes().get(last).op()).hasToString(op);
    assertThat(imported.notes())
        .containsExactly("It has an eps of 0, or one that float16 made 0; Fude adds 1e-12 there.");
  }

  /** As Keras has a norm of groups: an axis of one element beside the channels. */
  @ParameterizedTest
  @CsvSource({"1, 3, LayerNorm", "3, 1, InstanceNorm"})
  void normOfOneGroupOrOfOneChannelEach(int groups, int channels, String op) {
    String last = graph.node("Transpose", graph.picture(), integers("perm", 0, 2, 3, 1));
    String shape = graph.node("Shape", last);
    String sides = graph.node("Slice", List.of(shape, graph.list(0), graph.list(3)));
    String apart =
        graph.node("Concat", List.of(sides, graph.list(groups, channels)), integer("axis", 0));
    String grouped = graph.node("Reshape", List.of(last, apart));
    String mean = graph.node("ReduceMean", grouped, integers("axes", 1, 2, 4));
    String centered = graph.node("Sub", List.of(grouped, mean));
    String squares = graph.node("Mul", List.of(centered, centered));
    String variance = graph.node("ReduceMean", squares, integers("axes", 1, 2, 4));
    String sum = graph.node("Add", List.of(variance, graph.filled(1e-5f)));
    String normed = graph.node("Div", List.of(centered, graph.node("Sqrt", sum)));
    assertThat(graph.ops(folder, graph.node("Reshape", List.of(normed, shape))))
        .containsExactly(op + "[eps=1.0E-5] [picture]");
  }
}
