package dev.fude.converter;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.neutral.WeightReader;
import dev.fude.converter.pass.Passes;
import dev.fude.converter.safetensors.SafetensorsSourceReader;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.model.ModelFile;
import dev.fude.model.generator.Generators;
import dev.fude.model.generator.LayerTable;
import java.nio.file.Path;
import java.util.Optional;

/** Which files the engine loads without a conversion. */
final class Loadable {
  private Loadable() {}

  /**
   * Looks at a file.
   *
   * @param source the file, which need not be trusted
   * @return whether it is a safetensors file that is a model's, or holds the tensors of {@link
   *     Generators#standard} alone; empty if it is nothing that is known here
   */
  static Optional<Boolean> asItIs(Path source) {
    try {
      Source opened = FormatDetector.open(source);
      WeightReader reader = FormatDetector.detect(opened);
      return Optional.of(
          reader instanceof SafetensorsSourceReader && holdsTensorsOfOurs(opened, reader));
    } catch (MalformedSourceException isOfAnotherKind) {
      return Optional.of(false);
    } catch (InvalidWeightsException isNothingKnown) {
      return Optional.empty();
    }
  }

  /** What is damaged is for the engine as well, which says where. */
  private static boolean holdsTensorsOfOurs(Source source, WeightReader reader) {
    try {
      NeutralModel file = reader.read(source);
      return ModelFile.isModel(file.metadata())
          || Passes.isExactly(file, LayerTable.of(Generators.standard()));
    } catch (InvalidWeightsException isDamaged) {
      return true;
    }
  }
}
