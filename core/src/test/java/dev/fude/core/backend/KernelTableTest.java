package dev.fude.core.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.graph.Node;
import dev.fude.core.op.Add;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Op;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Tanh;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A table whose kernels are texts. */
class KernelTableTest {
  private static final KernelTable<String> TABLE =
      new KernelTable<String>("texts")
          .add(LeakyRelu.class, (op, parameters) -> "slope " + op.slope())
          .add(InstanceNorm.class, (op, parameters) -> "norm by " + parameters.keySet())
          .addSumming(Add.class, (op, parameters) -> "sum");
  private static final Weights WEIGHTS =
      new Weights(
          Map.of(),
          Map.of("node.gamma", Tensor.zeros(Shape.of(3)), "node.beta", Tensor.zeros(Shape.of(3))));

  private static Node node(Op op) {
    GraphBuilder builder = Graph.builder("in", 3);
    return builder.build(builder.add("node", op, builder.input())).nodes().get(0);
  }

  @Test
  void kernelIsMadeOfOpAndTensorsByRole() {
    assertThat(TABLE.prepare(node(new LeakyRelu(0.25f)), WEIGHTS)).isEqualTo("slope 0.25");
    assertThat(TABLE.prepare(node(new InstanceNorm(1e-5)), WEIGHTS))
        .contains(Parameter.GAMMA, Parameter.BETA);
  }

  @Test
  void tellsWhoCollectsSums() {
    assertThat(TABLE.collectsSums(new Add())).isTrue();
    assertThat(TABLE.collectsSums(new LeakyRelu(0.25f))).isFalse();
    assertThat(TABLE.collectsSums(new Tanh())).isFalse();
  }

  @Test
  void opThatIsNotThereIsRefusedInOneSentence() {
    String sentence = "Backend \"texts\" has no kernel for tanh; choose another backend.";
    assertThat(TABLE.refusal(new LeakyRelu(0.25f))).isEmpty();
    assertThat(TABLE.refusal(new Tanh())).contains(sentence);
    assertThatThrownBy(() -> TABLE.prepare(node(new Tanh()), WEIGHTS))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessage("Node \"node\" cannot run: " + sentence);
  }
}
