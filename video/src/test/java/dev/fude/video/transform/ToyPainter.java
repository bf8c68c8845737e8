package dev.fude.video.transform;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.model.ChannelOrder;
import dev.fude.model.Model;
import dev.fude.model.ModelCard;
import dev.fude.model.ValueRange;
import dev.fude.model.generator.UntrainedWeights;
import dev.fude.painter.Painter;

/** A painter with a small network that nobody trained, but with a norm over the whole frame. */
public final class ToyPainter {
  private ToyPainter() {}

  /** A painter, the same each time. */
  public static Painter create() {
    Window window = Window.square(3, 1, Padding.reflect(1));
    GraphBuilder graph = Graph.builder("picture", 3);
    String value = graph.add("first", Conv2d.of(4, window), graph.input());
    value = graph.add("norm", new InstanceNorm(1e-5), value);
    value = graph.add("bend", new LeakyRelu(0.2f), value);
    value = graph.add("second", Conv2d.of(3, window), value);
    Graph whole = graph.build(graph.add("paint", new Tanh(), value));
    Model model =
        Model.of(
            whole,
            UntrainedWeights.of(whole, 5),
            ChannelOrder.RGB,
            ValueRange.SIGNED_UNIT,
            ValueRange.SIGNED_UNIT,
            ModelCard.BLANK);
    return Painter.builder().model(model).backend("scalar").threads(1).build();
  }
}
