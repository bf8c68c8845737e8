package dev.fude.painter;

import static dev.fude.testkit.TensorAssert.assertThatTensor;

import dev.fude.converter.Conversion;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.SafetensorsFile;
import dev.fude.core.weights.Weights;
import dev.fude.model.Model;
import dev.fude.model.ModelCard;
import dev.fude.model.generator.AnimeGanV1;
import dev.fude.model.generator.AnimeGanV3;
import dev.fude.model.generator.CartoonGan;
import dev.fude.model.generator.Definition;
import dev.fude.model.generator.Settings;
import dev.fude.testkit.SharedFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that are written down by hand paint what PyTorch paints with the same tensors. */
@Tag("simd")
@Tag("one-jdk")
class HandWrittenPictureTest {
  /** Of a level, as {@link ImportedPictureTest} has it. */
  private static final double LEVELS = 0.05;

  static Stream<Arguments> goldens() {
    Settings halfPixel = Settings.NONE.withResize(ResizeRule.HALF_PIXEL);
    Definition v1 = new Definition(AnimeGanV1.ofWidth(12), halfPixel);
    Definition v3 = new Definition(AnimeGanV3.ofWidth(12), halfPixel.withNormEps(1e-5));
    Definition cartoonGan = new Definition(CartoonGan.ofWidth(8), Settings.NONE.withNormEps(1e-9));
    return Stream.of(
        Arguments.of("animegan_v1_seed1", v1, "models/random/golden_animegan_v1_seed1_64x48"),
        Arguments.of("animegan_v1_seed1", v1, "golden/models/animegan_v1_seed1_v3_48_168x120"),
        Arguments.of(
            "animeganv3_base_seed1", v3, "models/random/golden_animeganv3_base_seed1_64x48"),
        Arguments.of(
            "animeganv3_base_seed1", v3, "golden/models/animeganv3_base_seed1_v3_48_168x120"),
        Arguments.of("cartoongan_seed1", cartoonGan, "models/random/golden_cartoongan_seed1_64x48"),
        Arguments.of("cartoongan_seed1", cartoonGan, "golden/models/cartoongan_seed1_bry2_128x96"));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void pictureIsTheGoldenOne(String network, Definition definition, String golden) {
    SafetensorsFile file = Safetensors.read(SharedFolder.require(golden + ".safetensors"));
    Model imported =
        Conversion.open(SharedFolder.require("models/random/" + network + "_opset17.onnx")).model();
    Weights weights = underOurNames(imported, definition.graph().expanded());
    Model model = Model.of(definition, weights, ModelCard.BLANK);

    try (Painter painter = Painter.builder().model(model).exact(true).build()) {
      Tensor picture = painter.run(ImportedPictureTest.signed(file.tensors().get("input")));
      assertThatTensor(ImportedPictureTest.levels(picture, model.picture().output()))
          .as("%s of %s", network, golden)
          .isCloseTo(
              ImportedPictureTest.levels(
                  file.tensors().get("output").toTensor(), model.picture().output()),
              LEVELS);
    }
  }

  /** The tensors of a graph that is the same node for node. */
  private static Weights underOurNames(Model imported, Graph written) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    List<Node> theirs = imported.graph().nodes();
    for (int i = 0; i < theirs.size(); i++) {
      Map<String, String> names = theirs.get(i).parameters();
      written
          .nodes()
          .get(i)
          .parameters()
          .forEach((role, name) -> tensors.put(name, imported.weights().tensor(names.get(role))));
    }
    return new Weights(Map.of(), tensors);
  }
}
