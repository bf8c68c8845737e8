package dev.fude.converter.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import dev.fude.model.generator.AnimeGanV1;
import dev.fude.model.generator.AnimeGanV3;
import dev.fude.model.generator.CartoonGan;
import dev.fude.model.generator.Generator;
import dev.fude.model.generator.Settings;
import dev.fude.testkit.SharedFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written down by hand is what others' exports compute, node for node. */
class HandWrittenNetworksTest {
  /** The exports of PyTorch: fewer channels than published, and its resize rule. */
  static Stream<Arguments> exports() {
    Settings halfPixel = Settings.NONE.withResize(ResizeRule.HALF_PIXEL);
    return Stream.of("opset12", "opset17")
        .flatMap(
            opset ->
                Stream.of(
                    Arguments.of("animegan_v1_seed1_" + opset, AnimeGanV1.ofWidth(12), halfPixel),
                    Arguments.of(
                        "animeganv3_base_seed1_" + opset,
                        AnimeGanV3.ofWidth(12),
                        halfPixel.withNormEps(1e-5)),
                    Arguments.of(
                        "cartoongan_seed1_" + opset,
                        CartoonGan.ofWidth(8),
                        Settings.NONE.withNormEps(1e-9))));
  }

  @ParameterizedTest
  @MethodSource("exports")
  void writtenGraphIsTheImportedOne(String name, Generator generator, Settings settings) {
    Graph imported =
        ImportedNetworkTest.imported(SharedFolder.require("models/random/" + name + ".onnx"))
            .graph();
    Graph written = generator.graph(settings).expanded();
    assertThat(ImportedNetworkTest.lines(written))
        .containsExactlyElementsOf(ImportedNetworkTest.lines(imported));
    assertThat(shapes(written)).containsExactlyElementsOf(shapes(imported));
  }

  private static List<Shape> shapes(Graph graph) {
    Map<String, Shape> byName = graph.parameterShapes();
    List<Shape> shapes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      node.parameters().values().forEach(tensor -> shapes.add(byName.get(tensor)));
    }
    return shapes;
  }
}
