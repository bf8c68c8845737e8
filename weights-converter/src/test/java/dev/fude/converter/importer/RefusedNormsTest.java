package dev.fude.converter.importer;

import static dev.fude.converter.files.OnnxParts.integer;
import static dev.fude.converter.files.OnnxParts.integers;
import static dev.fude.converter.importer.RefusedGraphsTest.assertRefused;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Means, sums and deviations of a picture that are no norm of ours are refused by name. */
class RefusedNormsTest {
  @TempDir Path folder;

  private final SmallGraph graph = new SmallGraph();

  private void assertRefusedWith(String output, String... words) {
    assertRefused(() -> graph.imported(folder, output), words);
  }

  @Test
  void normOfGroups() {
    String normed =
        graph.node(
            "GroupNormalization",
            List.of(graph.conv(graph.picture(), 3, 4, 1), graph.filled(1, 4), graph.filled(0, 4)),
            integer("num_groups", 2));
    assertRefusedWith(normed, "normalises 4 channels in groups");
  }

  @Test
  void normByTheStatisticsOfAnother() {
    String other = graph.node("Tanh", graph.picture());
    String mean = graph.node("ReduceMean", other, integers("axes", 2, 3));
    assertRefusedWith(
        graph.node("Sub", List.of(graph.picture(), mean)),
        "uses the mean or variance of one value for another");
  }

  /** The deviation of each channel of a picture. */
  private String deviation(String value) {
    String mean = graph.node("ReduceMean", value, integers("axes", 2, 3));
    String centered = graph.node("Sub", List.of(value, mean));
    String squares = graph.node("Mul", List.of(centered, centered));
    String variance = graph.node("ReduceMean", squares, integers("axes", 2, 3));
    return graph.node("Sqrt", graph.node("Add", List.of(variance, graph.filled(1e-5f))));
  }

  private String instanceNorm(String value) {
    return graph.node(
        "InstanceNormalization", List.of(value, graph.filled(1, 3), graph.filled(0, 3)));
  }

  @Test
  void adaptiveNormWithoutTheMeanOfItsStyle() {
    String other = graph.node("Tanh", graph.picture());
    String scaled = graph.node("Mul", List.of(instanceNorm(graph.picture()), deviation(other)));
    assertRefusedWith(graph.node("Tanh", scaled), "without the mean that belongs to it");
  }

  @Test
  void pictureTimesADeviation() {
    String other = graph.node("Tanh", graph.picture());
    assertRefusedWith(
        graph.node("Mul", List.of(graph.picture(), deviation(other))),
        "multiplies by a deviation otherwise than adaptive instance norms do");
  }

  @Test
  void deviationOfChannelsHeldAgainstColumns() {
    String other = graph.node("Tanh", graph.picture());
    String across = graph.node("Reshape", List.of(deviation(other), graph.list(1, 1, 1, 3)));
    assertRefusedWith(
        graph.node("Mul", List.of(instanceNorm(graph.picture()), across)),
        "another axis than the channels");
  }

  @Test
  void softmaxOfEachPixel() {
    assertRefusedWith(
        graph.node("Softmax", graph.picture(), integer("axis", 3)),
        "takes a softmax over other axes than all pixels");
  }

  @Test
  void sumOfPixels() {
    String sum =
        graph.node("ReduceSum", graph.picture(), integers("axes", 2, 3), integer("keepdims", 1));
    assertRefusedWith(
        graph.node("Div", List.of(graph.picture(), sum)), "sums over other axes than the channels");
  }

  private String sumWithoutItsAxis() {
    return graph.node("ReduceSum", graph.picture(), integers("axes", 1), integer("keepdims", 0));
  }

  @Test
  void sumWhoseAxisIsNotPutBack() {
    assertRefusedWith(
        graph.node("Div", List.of(graph.picture(), sumWithoutItsAxis())),
        "reads a mean or sum whose axes");
  }

  @Test
  void sumWhoseAxisIsPutElsewhere() {
    assertRefusedWith(
        graph.node("Unsqueeze", List.of(sumWithoutItsAxis(), graph.list(2))),
        "puts other axes into a mean or sum");
  }

  @Test
  void sumThatIsReshaped() {
    assertRefusedWith(
        graph.node("Reshape", List.of(sumWithoutItsAxis(), graph.list(1, 1, 1, 1))),
        "reads a mean or sum whose axes");
  }

  @Test
  void divisionByTheSumOfAnother() {
    String sum = graph.node("ReduceSum", graph.picture(), integers("axes", 1));
    String other = graph.node("Tanh", graph.picture());
    assertRefusedWith(
        graph.node("Div", List.of(other, sum)), "divides by the sum of another picture's channels");
  }

  @Test
  void meanThatIsNoNorms() {
    String mean = graph.node("ReduceMean", graph.picture(), integers("axes", 2, 3));
    assertRefusedWith(graph.node("Tanh", mean), "a mean or variance that is no norm's");
  }
}
