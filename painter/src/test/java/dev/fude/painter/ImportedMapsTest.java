package dev.fude.painter;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.ImportedNetwork;
import dev.fude.core.backend.Backend;
import dev.fude.core.backend.BackendSelector;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.SafetensorsFile;
import dev.fude.core.weights.StoredTensor;
import dev.fude.testkit.SharedFolder;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From a detector's graph that nobody wrote down here to the numbers that ONNX Runtime gives. */
@Tag("simd")
@Tag("one-jdk")
class ImportedMapsTest {
  /**
   * ONNX Runtime differs from itself by 3.3e-6 here, with its optimisations and without. For
   * pictures that figure is about 4e-6 of the range, and 0.05 of 255 levels the tolerance: fifty
   * times as much.
   */
  private static final double LARGEST_DIFFERENCE = 50 * 3.3e-6;

  /** Written out for another size it is the same graph, as the importer's tests show. */
  @Test
  void everyHeadOfYunetIsTheGoldenOne() {
    assertHeads(TestExecution.backend());
  }

  @Tag("slow")
  @Test
  void everyHeadOfYunetIsTheGoldenOneByTheSpecification() {
    assertHeads("scalar");
  }

  private static void assertHeads(String backend) {
    SafetensorsFile golden =
        Safetensors.read(SharedFolder.require("golden/models/yunet_bry2_320x320.safetensors"));
    ImportedNetwork network =
        ImportedNetwork.open(SharedFolder.require("models/yunet/yunet_n_dynamic.onnx"));
    Tensor photo = blueFirst(golden.tensors().get("input"));

    Map<String, Tensor> outputs = outputs(network, backend, photo);
    assertThat(network.outputs()).hasSize(12);
    network
        .outputs()
        .forEach(
            (head, value) -> {
              Tensor actual = outputs.get(value); // (1, rows, columns, values)
              Tensor cells = golden.tensors().get(head).toTensor(); // (1, cells, values)
              assertThatTensor(actual)
                  .as("%s on %s", head, backend)
                  .isCloseTo(Tensor.of(actual.shape(), cells.data()), LARGEST_DIFFERENCE);
            });
  }

  private static Map<String, Tensor> outputs(ImportedNetwork network, String name, Tensor photo) {
    Backend backend = BackendSelector.installed().select(name).backend();
    try (PreparedGraph prepared =
        backend.prepare(network.graph(), network.weights(), ExecutionOptions.allProcessors())) {
      return prepared.runForAll(photo);
    }
  }

  /** Levels from 0 to 255, as the network was trained with them. */
  private static Tensor blueFirst(StoredTensor levels) {
    Shape shape = levels.shape(); // (height, width, 3), red first
    Tensor photo = Tensor.zeros(Shape.nhwc(1, shape.extent(0), shape.extent(1), 3));
    for (int i = 0; i < photo.data().length; i++) {
      photo.data()[i] = levels.bytes()[i / 3 * 3 + 2 - i % 3] & 0xFF;
    }
    return photo;
  }
}
