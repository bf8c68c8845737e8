package dev.fude.painter;

import dev.fude.converter.Conversion;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import dev.fude.model.Model;
import dev.fude.model.ModelCard;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.model.generator.Definition;
import dev.fude.model.generator.Settings;
import dev.fude.testkit.SeededTensors;
import dev.fude.testkit.SharedFolder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Models of AnimeGANv2: a trained one, and others that nobody trained. */
final class TestModels {
  private TestModels() {}

  /** The model that the golden files were computed with. */
  static Model trained() {
    return Conversion.open(SharedFolder.require("weights/hayao.pt")).model();
  }

  /** All zero: enough where nothing is computed. */
  static Model zero(ResizeRule rule) {
    Definition definition = definition(rule);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    definition
        .graph()
        .parameterShapes()
        .forEach((name, shape) -> tensors.put(name, Tensor.zeros(shape)));
    return noise(definition, tensors);
  }

  /** Drawn so that the norms keep the numbers in range. */
  static Model random(ResizeRule rule, long seed) {
    Definition definition = definition(rule);
    return noise(definition, SeededTensors.weights(definition.graph(), seed).tensors());
  }

  private static Definition definition(ResizeRule rule) {
    return new Definition(AnimeGanV2.GENERATOR, Settings.of(rule, 1e-5));
  }

  private static Model noise(Definition definition, Map<String, Tensor> tensors) {
    ModelCard card = ModelCard.BLANK.with(ModelCard.STYLE, "noise");
    return Model.of(definition, new Weights(Map.of(), tensors), card);
  }
}
