package dev.fude.painter;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.Progress;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.graph.Graph;
import dev.fude.core.plan.Capabilities;
import dev.fude.core.plan.Plan;
import dev.fude.core.plan.Planner;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import dev.fude.testkit.StubBackend;
import java.util.Map;

/**
 * A backend that gives back the network's input, for testing what happens around the network: every
 * pixel that comes out can be traced to the one that went in.
 */
public final class EchoBackend extends StubBackend {
  /** For {@link java.util.ServiceLoader}. */
  public EchoBackend() {
    super("echo");
  }

  @Override
  public PreparedGraph prepare(Graph graph, Weights weights, ExecutionOptions options) {
    return new Echo(graph);
  }

  private record Echo(Graph graph) implements PreparedGraph {
    @Override
    public Plan plan(Shape input) {
      return Planner.plan(graph, input, Capabilities.NONE);
    }

    @Override
    public long bytesNeeded(Shape input) {
      return plan(input).slotBytes();
    }

    @Override
    public <T> T run(RunInput<T> input, RunOptions options) {
      return input.runBy(new Echoing(graph, options.progress()));
    }

    @Override
    public void close() {}
  }

  private record Echoing(Graph graph, Progress progress) implements RunInput.Runner {
    @Override
    public Shape output(Shape input) {
      return graph.inferShapes(input).get(graph.output());
    }

    @Override
    public Map<String, Tensor> runForAll(Tensor input) {
      Shape output = output(input.shape());
      if (!output.equals(input.shape())) {
        throw new AssertionError("The network would return " + output + " for " + input.shape());
      }
      progress.advanced(1, 1);
      return Map.of(graph.output(), Tensor.of(output, input.data().clone()));
    }
  }
}
