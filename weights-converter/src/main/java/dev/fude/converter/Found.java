package dev.fude.converter;

import dev.fude.converter.importer.GraphImport;
import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.neutral.WeightReader;
import dev.fude.converter.pass.Passes;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.Model;
import dev.fude.model.ModelCard;
import dev.fude.model.ModelFile;
import dev.fude.model.generator.Generator;
import dev.fude.model.generator.LayerTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a source turned out to hold: a network that is written down here, or any other's graph. */
sealed interface Found permits FoundDefinition, FoundGraph, FoundModel {
  /**
   * A model of ours with a graph; a network that is written down here; else any other that the file
   * holds the graph of. A graph says what it computes; it is held against the first network alone,
   * the one whose graphs people want other settings for.
   *
   * @param source the file
   * @param reader what reads it
   * @param generators the networks that are written down
   * @param network which of the file's networks is meant, if somebody said so
   * @return what the file holds
   * @throws MalformedSourceException if it is neither
   */
  static Found in(
      Source source, WeightReader reader, List<Generator> generators, Optional<String> network) {
    NeutralModel model = reader.read(source);
    if (ModelFile.holdsGraph(model.metadata())) {
      return FoundModel.in(source, network);
    }
    List<Generator> candidates = model.ops().isEmpty() ? generators : generators.subList(0, 1);
    try {
      return Recognition.among(candidates, model, network);
    } catch (MalformedSourceException isAnother) {
      ForeignGraph graph = reader.graph(source).orElseThrow(() -> isAnother);
      if (network.isPresent()) {
        throw isAnother;
      }
      boolean isAlike = Passes.resembles(model, LayerTable.of(generators.get(0)));
      return imported(graph, isAnother, isAlike);
    }
  }

  private static Found imported(
      ForeignGraph graph, MalformedSourceException isAnother, boolean isAlike) {
    try {
      return new FoundGraph(GraphImport.of(graph));
    } catch (MalformedSourceException e) {
      // Of what is nearly a known network, what is wrong is said by that.
      throw isAlike ? isAnother : e;
    }
  }

  /** What the network is called in messages. */
  String network();

  /** The tensors, in order of computation. */
  Map<String, Tensor> tensors();

  /** What the user should know besides, one sentence each. */
  List<String> notes();

  /** What the style is called, as far as it is known. */
  String style(String sourceName);

  /** The notice to carry. */
  String license();

  /**
   * The model.
   *
   * @param told what the caller tells
   * @param card what is known of it
   */
  Model model(Told told, ModelCard card);

  /** What changes the picture, and how that is known. */
  Facts facts(Told told);
}
