package dev.fude.converter.graphdef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.GraphDefFile;
import dev.fude.converter.files.GraphDefFile.Storage;
import dev.fude.converter.files.Hostility;
import dev.fude.converter.files.Mutations;
import dev.fude.converter.files.TensorFlowGraph;
import dev.fude.converter.files.TensorFlowNetwork;
import dev.fude.converter.files.TensorFlowNetwork.Form;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.pass.GraphFacts;
import dev.fude.converter.pass.Passes;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged graphs are converted rightly or refused, soon and in little memory. */
@Tag("one-jdk")
class HostileGraphDefTest {
  private static final long SEED = 20_273;
  private static final int MUTATIONS_OF_EACH = 2_000;
  private static final int MANY = 9_999;

  /** The versions, which no reader needs. */
  private static final int LAST_FIELD_BYTES = 5;

  private static byte[] sound(Form form, Storage storage) {
    return GraphDefFile.bytes(
        new TensorFlowNetwork(TinyNetwork.TINY)
            .form(form)
            .readThrough("Identity")
            .build(TinyNetwork.randomHalves(TinyNetwork.TINY, SEED)),
        storage);
  }

  private static boolean isAccepted(String what, byte[] content) {
    return Hostility.isAccepted(
        what,
        () -> {
          NeutralModel model = GraphDefReader.read(content);
          Passes.apply(model, TinyNetwork.TINY);
          GraphFacts.resizeRule(model);
          GraphFacts.eps(model);
        });
  }

  private static boolean isAccepted(String what, TensorFlowGraph graph) {
    return isAccepted(what, GraphDefFile.bytes(graph, Storage.FLOAT_VAL));
  }

  @ParameterizedTest
  @EnumSource(names = {"CONTENT", "HALF_VAL"})
  void cutOffAnywhere(Storage storage) {
    byte[] whole = sound(Form.PLAIN, storage);
    assertThat(isAccepted("whole", whole)).isTrue();
    for (int length = 0; length < whole.length - LAST_FIELD_BYTES; length++) {
      String what = storage + " cut to " + length;
      assertThat(isAccepted(what, Arrays.copyOf(whole, length))).as(what).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void mutatedNumbers(Storage storage) {
    assertHolds(storage.name(), sound(Form.PLAIN, storage));
  }

  @ParameterizedTest
  @EnumSource
  void mutatedOps(Form form) {
    assertHolds(form.name(), sound(form, Storage.CONTENT));
  }

  private static void assertHolds(String kind, byte[] whole) {
    Mutations.requireRefusals(
        400, kind, whole, SEED, MUTATIONS_OF_EACH, HostileGraphDefTest::isAccepted);
  }

  @Test
  void oneNumberFillsAHugeShape() {
    TensorFlowGraph graph = new TensorFlowGraph();
    graph.constant("kernel", new int[] {1 << 14, 1 << 14, 1, 1}, 1);
    graph.node("Conv2D", "conv", "kernel", "kernel");
    assertThat(isAccepted("a quarter of a gigabyte of numbers", graph)).isFalse();
  }

  @Test
  void manyConstantsAreFilledToTheLimit() {
    TensorFlowGraph graph = new TensorFlowGraph();
    for (int i = 0; i < 1_000; i++) {
      graph.constant("c" + i, new int[] {1 << 16}, 1);
      graph.node("Add", "a" + i, "c" + i);
    }
    assertThat(isAccepted("a gigabyte in small pieces", graph)).isFalse();
  }

  /** What is added but has no place in the network is looked at for zeros. */
  @Test
  void biasesAreFilledToTheLimit() {
    TensorFlowGraph graph = new TensorFlowGraph();
    graph.constant("kernel", new int[] {1, 1, 1, 1 << 16}, 1);
    graph.constant("bias", new int[] {1 << 16}, 1);
    for (int i = 0; i < 3; i++) {
      graph.node("Conv2D", "conv" + i, i == 0 ? "kernel" : "conv" + (i - 1), "kernel");
      graph.node("BiasAdd", "bias" + i, "conv" + i, "bias");
    }
    assertThat(isAccepted("large biases", graph)).isFalse();
  }

  @Test
  void chainIsLongerThanTheStack() {
    TensorFlowGraph graph = new TensorFlowGraph();
    for (int i = MANY; i > 0; i--) {
      graph.node("Identity", "n" + i, "n" + (i - 1));
    }
    graph.node("Placeholder", "n0");
    assertThat(isAccepted("long chain, last node first", graph)).isFalse();
  }

  @Test
  void circleIsLongerThanTheStack() {
    TensorFlowGraph graph = new TensorFlowGraph();
    for (int i = 0; i < MANY; i++) {
      graph.node("Identity", "n" + i, "n" + (i + 1) % MANY);
    }
    assertThat(isAccepted("long circle", graph)).isFalse();
  }

  @Test
  void nodesReadOneAnotherManyTimes() {
    TensorFlowGraph graph = new TensorFlowGraph();
    graph.node("Placeholder", "x");
    String[] inputs = new String[20_000];
    Arrays.fill(inputs, "x");
    for (int i = 0; i < 5; i++) {
      graph.node("Mul", "n" + i, inputs);
    }
    assertThat(isAccepted("many inputs", graph)).isFalse();
  }

  @Test
  void manyConvolutionsShareOneKernel() {
    TensorFlowGraph graph = new TensorFlowGraph();
    graph.constant("kernel", new int[] {1, 1, 1, 1}, 1);
    for (int i = 0; i < MANY - 1; i++) {
      graph.node("Conv2D", "n" + i, "kernel", "kernel", "kernel");
    }
    assertThat(isAccepted("many convolutions", graph)).isFalse();
  }

  /** Aa and BB have one hash code, and so have all their sequences of one length. */
  @Test
  void namesCollideInHashTables() {
    TensorFlowGraph graph = new TensorFlowGraph();
    for (int i = 0; i < 1 << 14; i++) {
      StringBuilder name = new StringBuilder();
      for (int bit = 0; bit < 14; bit++) {
        name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      graph.node("Placeholder", name.toString());
    }
    assertThat(isAccepted("colliding names", graph)).isFalse();
  }

  @Test
  void moreNodesThanAreRead() {
    byte[] node = GraphDefFile.message(output -> output.writeString(1, "n"));
    byte[] graph =
        GraphDefFile.message(
            output -> {
              for (int i = 0; i < 99_999; i++) {
                output.writeByteArray(1, node);
              }
            });
    assertThat(isAccepted("many nodes", graph)).isFalse();
  }

  @Test
  void nodeHasManyAttributes() {
    TensorFlowGraph graph = new TensorFlowGraph();
    graph.node("Conv2D", "n");
    for (int i = 0; i < 50_000; i++) {
      graph.attribute("a" + i, true);
    }
    assertThat(isAccepted("many attributes", graph)).isFalse();
  }

  @Test
  void shapeHasManyAxes() {
    TensorFlowGraph graph = new TensorFlowGraph();
    graph.constant("c", new int[MANY], 1);
    graph.node("Mul", "n", "c");
    assertThat(isAccepted("many axes of no elements", graph)).isFalse();
  }
}
