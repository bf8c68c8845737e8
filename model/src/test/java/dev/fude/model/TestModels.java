package dev.fude.model;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Padding;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.Window;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.model.generator.Definition;
import dev.fude.model.generator.Settings;
import dev.fude.model.generator.UntrainedWeights;

/** Models that nobody trained. */
public final class TestModels {
  private static final long SEED = 20_261_129;

  private TestModels() {}

  /** The hand-written network, with the settings of the port but for the rule. */
  public static Model animeGanV2(ResizeRule rule) {
    Definition definition = new Definition(AnimeGanV2.GENERATOR, Settings.of(rule, 1e-5));
    return Model.of(
        definition,
        UntrainedWeights.of(definition.graph(), SEED),
        ModelCard.BLANK.with(ModelCard.STYLE, "noise"));
  }

  /** A network that only its file knows; its names need quoting. */
  public static Model withGraph() {
    Graph graph = graph();
    return Model.of(
        graph,
        UntrainedWeights.of(graph, SEED),
        ChannelOrder.BGR,
        ValueRange.LEVELS,
        new ValueRange(-0.5f, 1.5f),
        ModelCard.BLANK.with(ModelCard.LICENSE, "free"));
  }

  private static Graph graph() {
    GraphBuilder graph = Graph.builder("a \"picture\"", 3);
    Window window = Window.square(3, 1, Padding.reflect(1));
    String value = graph.add("first\\1", Conv2d.of(8, window), graph.input());
    value = graph.add("norm", new InstanceNorm(1e-5), value);
    value = graph.add("leaky", new LeakyRelu(0.2f), value);
    return graph.build(graph.add("last", Conv2d.of(3, window), value));
  }
}
