package dev.fude.converter;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.CheckpointFile;
import dev.fude.converter.files.TorchFile;
import dev.fude.converter.graphdef.GraphDefReader;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.neutral.Source;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.Model;
import dev.fude.model.generator.AnimeGanV3;
import dev.fude.model.generator.Settings;
import dev.fude.model.generator.TrainedTensor;
import dev.fude.testkit.SharedFolder;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint of the variables that a published frozen graph was made of gives that graph. */
class PublishedVariablesTest {
  private static final Graph V3 =
      AnimeGanV3.GENERATOR.graph(Settings.of(ResizeRule.ASYMMETRIC, 1e-5));

  @TempDir Path folder;

  @Test
  void checkpointOfAnimeGanV3IsItsFrozenGraph() {
    Path frozen = SharedFolder.require("models/animeganv3/AnimeGANv3_Shinkai_37.pb");
    Model imported = Conversion.open(frozen).model();
    Map<String, Tensor> expected = underWrittenNames(imported);
    Map<String, NeutralTensor> constants = new GraphDefReader().read(Source.open(frozen)).tensors();
    CheckpointFile file = new CheckpointFile();
    for (TrainedTensor wanted :
        AnimeGanV3.GENERATOR.storedForms().get(1).table().tensors().values()) {
      // The attention's matrix is used by way of reshapes: it is taken from behind one of them.
      byte[] numbers =
          wanted.name().equals("main.External_attention.kernel")
              ? bytes(expected.get("main.External_attention.values.weights"))
              : bytes(constants.get(wanted.tensorFlowName()));
      file.variable(wanted.tensorFlowName(), CheckpointFile.FLOAT, stored(wanted), numbers);
    }

    Model converted = Conversion.open(file.write(folder, "Shinkai-37.ckpt")).model();
    assertThat(converted.network()).isEqualTo("animeganv3");
    Map<String, Tensor> tensors = converted.weights().tensors();
    assertThat(tensors.keySet()).containsExactlyElementsOf(expected.keySet());
    expected.forEach(
        (name, tensor) ->
            assertThatTensor(tensors.get(name)).as(name).isCloseTo(tensor, tolerance(name)));
  }

  /** The graph divides by the norm's deviation in single precision, a rounding more. */
  private static double tolerance(String name) {
    return name.equals("main.External_attention.Conv_1.weights") ? Math.ulp(1f) : 0;
  }

  /**
   * The tensors of a graph that is the written one, node for node, but for a bias of nothing but
   * zeros: nobody trained the norm that it comes from.
   */
  private static Map<String, Tensor> underWrittenNames(Model imported) {
    List<Node> nodes = imported.graph().nodes();
    assertThat(nodes).hasSameSizeAs(V3.nodes());
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      Map<String, String> names = nodes.get(i).parameters();
      Node written = V3.nodes().get(i);
      assertThat(written.op().kind()).isEqualTo(nodes.get(i).op().kind());
      written
          .parameters()
          .forEach(
              (role, name) ->
                  tensors.put(
                      name,
                      names.containsKey(role)
                          ? imported.weights().tensor(names.get(role))
                          : Tensor.zeros(V3.parameterShapes().get(name))));
    }
    return tensors;
  }

  /** The extents that a variable has in the original: kernels HWIO. */
  private static long[] stored(TrainedTensor wanted) {
    int[] extents = wanted.shape().extents();
    return extents.length == 4
        ? new long[] {extents[2], extents[3], extents[1], extents[0]}
        : IntStream.of(extents).asLongStream().toArray();
  }

  private static byte[] bytes(Tensor tensor) {
    return TorchFile.encoded("FloatStorage", tensor.data());
  }

  private static byte[] bytes(NeutralTensor tensor) {
    ByteBuffer data = tensor.data();
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    return bytes;
  }
}
