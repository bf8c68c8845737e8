package dev.fude.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.architecture.Architecture;
import dev.fude.converter.architecture.TrainedTensor;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import dev.fude.painter.generator.AnimeGanV2;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The converter and the engine describe the generator apart, and must mean the same one. */
class GeneratorTablesTest {
  @Test
  void converterWritesExactlyTheTensorsThatTheGraphReads() {
    Map<String, Shape> written = new LinkedHashMap<>();
    for (TrainedTensor tensor : Architecture.ANIMEGAN_V2.tensors().values()) {
      written.put(tensor.name(), tensor.shape());
    }

    Map<String, Shape> read = AnimeGanV2.graph(ResizeRule.ASYMMETRIC, 1e-12).parameterShapes();

    assertThat(written).hasSize(77).isEqualTo(read);
  }
}
