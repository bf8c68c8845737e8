package dev.fude.model.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.tensor.Shape;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayerTableTest {
  private static final LayerTable GENERATOR = LayerTable.of(AnimeGanV2.GENERATOR);

  @Test
  void generatorHasAsManyTensorsAndNumbersAsPublished() {
    assertThat(GENERATOR.tensors()).hasSize(77);
    assertThat(
            GENERATOR.tensors().values().stream()
                .mapToLong(tensor -> tensor.shape().elements())
                .sum())
        .isEqualTo(2_143_552);
  }

  @Test
  void namesAreUniqueInBothConventions() {
    Set<String> names = new HashSet<>();
    for (TrainedTensor tensor : GENERATOR.tensors().values()) {
      assertThat(names.add(tensor.name())).as(tensor.name()).isTrue();
      assertThat(names.add(tensor.tensorFlowName())).as(tensor.tensorFlowName()).isTrue();
    }
  }

  @Test
  void everyLayerBeginsWithItsKernel() {
    assertThat(GENERATOR.layers()).hasSize(25);
    for (Layer layer : GENERATOR.layers()) {
      assertThat(layer.kernel().role().isKernel()).isTrue();
      assertThat(layer.tensors().stream().filter(tensor -> tensor.role().isKernel())).hasSize(1);
    }
  }

  @Test
  void namesOfTheAwkwardOnes() {
    assertNamed("block_a.1.1.weight", "A/Conv_1/weights", 64, 32, 3, 3);
    assertNamed("block_e.2.2.bias", "E/LayerNorm_2/beta", 32);
    assertNamed("block_c.5.1.weight", "C/Conv_1/weights", 128, 256, 3, 3);
    assertNamed("block_c.1.layers.0.1.weight", "C/r1/Conv/weights", 256, 128, 1, 1);
    assertNamed("block_c.3.layers.1.1.weight", "C/r3/r3/w", 512, 1, 3, 3);
    assertNamed("block_c.3.layers.1.1.bias", "C/r3/r3/bias", 512);
    assertNamed("block_c.3.layers.1.2.weight", "C/r3/1/gamma", 512);
    assertNamed("block_c.3.layers.3.bias", "C/r3/2/beta", 256);
    assertNamed("out_layer.0.weight", "out_layer/Conv/weights", 3, 32, 1, 1);
  }

  private static void assertNamed(String name, String tensorFlowName, int... extents) {
    TrainedTensor tensor = GENERATOR.tensors().get(name);
    assertThat(tensor).as(name).isNotNull();
    assertThat(tensor.tensorFlowName()).isEqualTo("generator/G_MODEL/" + tensorFlowName);
    assertThat(tensor.shape()).isEqualTo(Shape.of(extents));
  }
}
