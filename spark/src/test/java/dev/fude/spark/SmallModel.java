package dev.fude.spark;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.core.weights.DType;
import dev.fude.model.ChannelOrder;
import dev.fude.model.Model;
import dev.fude.model.ModelCard;
import dev.fude.model.ModelFile;
import dev.fude.model.ValueRange;
import dev.fude.model.generator.UntrainedWeights;
import java.nio.file.Path;

/** A network that paints at once, so that the tests are about all the rest. */
final class SmallModel {
  private static final int CHANNELS = 4;
  private static final long SEED = 5;

  private SmallModel() {}

  static Path write(Path folder) {
    Window window = Window.square(3, 1, Padding.reflect(1));
    GraphBuilder graph = Graph.builder("picture", 3);
    String value = graph.add("first", Conv2d.of(CHANNELS, window), graph.input());
    value = graph.add("norm", new InstanceNorm(1e-5), value);
    value = graph.add("second", Conv2d.of(3, window), value);
    Graph whole = graph.build(graph.add("paint", new Tanh(), value));
    Model model =
        Model.of(
            whole,
            UntrainedWeights.of(whole, SEED),
            ChannelOrder.RGB,
            ValueRange.SIGNED_UNIT,
            ValueRange.SIGNED_UNIT,
            ModelCard.BLANK.with(ModelCard.STYLE, "small"));
    Path file = folder.resolve("small.safetensors");
    ModelFile.write(file, model, DType.F32, true);
    return file;
  }
}
