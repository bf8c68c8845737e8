package dev.fude.converter.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.neutral.KernelLayout;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.core.weights.DType;
import dev.fude.model.generator.Framework;
import dev.fude.model.generator.LayerTable;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A training state is searched for a network; anything else must be the network. */
class LeaveOutTest {
  private static final LayerTable TINY = TinyNetwork.TINY;

  private final Map<String, NeutralTensor> variables = new LinkedHashMap<>();

  LeaveOutTest() {
    TINY.tensors().values().forEach(tensor -> add(tensor.tensorFlowName()));
  }

  private void add(String name) {
    variables.put(name, NeutralTensor.dense(DType.I8, new int[0], ByteBuffer.allocate(1)));
  }

  private NeutralModel trainingState() {
    return NeutralModel.trainingState(
        Framework.TENSORFLOW, KernelLayout.HWIO, variables, List.of("Read with care."));
  }

  private List<String> notes() {
    NeutralModel left = LeaveOut.apply(trainingState(), TINY);
    assertThat(left.tensors()).hasSize(8);
    assertThat(left.isTrainingState()).isTrue();
    return left.notes();
  }

  @Test
  void weightsAloneNeedNoNote() {
    assertThat(notes()).containsExactly("Read with care.");
  }

  @Test
  void othersAreListed() {
    add("beta1_power");
    add("vgg/conv\n");
    assertThat(notes())
        .containsExactly(
            "Read with care.", "Ignored 2 of 10 variables: \"beta1_power\"; \"vgg/conv?\".");
  }

  @Test
  void longListsAreCut() {
    for (int i = 0; i < 12; i++) {
      add("vgg/conv" + i);
    }
    assertThat(notes())
        .contains(
            "Ignored 12 of 20 variables: \"vgg/conv0\"; \"vgg/conv1\"; \"vgg/conv2\";"
                + " \"vgg/conv3\"; \"vgg/conv4\"; 7 more.");
  }

  @Test
  void whatAnOptimizerKeepsIsCounted() {
    add("net/A/Conv/weights/Adam");
    add("net/A/Conv/weights/Adam_1");
    add("vgg/conv");
    add("vgg/conv/Momentum");
    add("/");
    assertThat(notes())
        .contains(
            "Ignored 5 of 13 variables: \"vgg/conv\"; \"/\";"
                + " 3 kept for other variables, such as \"net/A/Conv/weights/Adam\".");
  }

  @Test
  void nothingIsLeftOutWhereAWeightIsMissing() {
    add("other");
    variables.remove("net/B/w");
    NeutralModel model = trainingState();
    assertThat(LeaveOut.apply(model, TINY)).isSameAs(model);
  }

  @Test
  void nothingIsLeftOutOfAnythingElse() {
    add("other");
    NeutralModel model =
        NeutralModel.tensors(Framework.TENSORFLOW, KernelLayout.HWIO, variables, List.of());
    assertThat(LeaveOut.apply(model, TINY)).isSameAs(model);
    assertThat(Passes.notes(model, TINY)).isEmpty();
  }

  @Test
  void portsNamesAreKnownToo() {
    variables.remove("net/B/w");
    add("b.conv.weight");
    add("other");
    assertThat(notes()).hasSize(2);
  }
}
