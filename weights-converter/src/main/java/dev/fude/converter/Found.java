package dev.fude.converter;

import dev.fude.core.tensor.Tensor;
import dev.fude.model.Model;
import dev.fude.model.ModelCard;
import java.util.List;
import java.util.Map;

/** What a source turned out to hold: a network that is written down here, or any other's graph. */
sealed interface Found permits FoundDefinition, FoundGraph {
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
