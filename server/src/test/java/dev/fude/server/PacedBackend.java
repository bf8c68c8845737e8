package dev.fude.server;

import dev.fude.core.backend.BackendSelector;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunCancelledException;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Tanh;
import dev.fude.core.plan.Capabilities;
import dev.fude.core.plan.Plan;
import dev.fude.core.plan.Planner;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import dev.fude.model.ChannelOrder;
import dev.fude.model.Model;
import dev.fude.model.ModelCard;
import dev.fude.model.ValueRange;
import dev.fude.painter.Painter;
import dev.fude.testkit.StubBackend;
import java.util.List;
import java.util.Map;

/**
 * A backend that turns colours round and takes as long for it as it is told, in fifty steps: every
 * pixel that comes out can be traced to the one that went in.
 */
public final class PacedBackend extends StubBackend {
  private static final int STEPS = 50;

  private final long nanosOfPixel;

  private PacedBackend(long nanosOfPixel) {
    super("paced");
    this.nanosOfPixel = nanosOfPixel;
  }

  /** A painter that takes so many nanoseconds for each pixel. */
  public static Painter painter(long nanosOfPixel) {
    GraphBuilder graph = Graph.builder("picture", 3);
    Graph tanh = graph.build(graph.add("paint", new Tanh(), graph.input()));
    Model model =
        Model.of(
            tanh,
            new Weights(Map.of(), Map.of()),
            ChannelOrder.RGB,
            ValueRange.SIGNED_UNIT,
            ValueRange.SIGNED_UNIT,
            ModelCard.BLANK.with(ModelCard.LICENSE, "free"));
    BackendSelector only = new BackendSelector(List.of(new PacedBackend(nanosOfPixel)));
    return Painter.builder().model(model).backend(only.select("paced")).noScratch().build();
  }

  @Override
  public PreparedGraph prepare(Graph graph, Weights weights, ExecutionOptions options) {
    return new Paced(graph, nanosOfPixel);
  }

  private record Paced(Graph graph, long nanosOfPixel) implements PreparedGraph {
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
      return input.runBy(new Turning(this, options));
    }

    @Override
    public void close() {}
  }

  private record Turning(Paced network, RunOptions options) implements RunInput.Runner {
    @Override
    public Shape output(Shape input) {
      return network.graph().inferShapes(input).get(network.graph().output());
    }

    @Override
    public Map<String, Tensor> runForAll(Tensor input) {
      long nanos = network.nanosOfPixel() * input.shape().height() * input.shape().width() / STEPS;
      for (int step = 1; step <= STEPS; step++) {
        RunCancelledException.throwIfInterrupted();
        try {
          Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        options.progress().advanced(step, STEPS);
      }
      RunCancelledException.throwIfInterrupted();
      float[] turned = input.data().clone();
      for (int i = 0; i < turned.length; i++) {
        turned[i] = -turned[i];
      }
      return Map.of(network.graph().output(), Tensor.of(input.shape(), turned));
    }
  }
}
