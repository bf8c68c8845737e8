package dev.fude.converter;

import dev.fude.converter.importer.ImportedGraph;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.model.ChannelOrder;
import dev.fude.model.Model;
import dev.fude.model.ModelCard;
import dev.fude.model.PictureContract;
import dev.fude.model.PictureSides;
import dev.fude.model.ValueRange;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Any network, as the graph that a file holds. What a graph cannot say, which numbers and which
 * order of channels it was trained with, is assumed unless the caller tells it.
 */
final class FoundGraph implements Found {
  /** The notice for a network of which nothing is known. */
  static final String UNKNOWN_LICENSE = "unknown: ask whoever trained the network";

  private static final String ASSUMED =
      "assumed: as most networks of pictures have it; --channels and --range of \"fude convert\""
          + " tell otherwise";
  private static final String ASSUMED_OF_BYTES =
      "assumed: as its picture is of bytes; --channels and --range of \"fude convert\" tell"
          + " otherwise";

  private final ImportedGraph imported;

  /**
   * A graph.
   *
   * @param imported the graph in our ops
   */
  FoundGraph(ImportedGraph imported) {
    this.imported = imported;
  }

  @Override
  public String network() {
    return "graph";
  }

  @Override
  public Map<String, Tensor> tensors() {
    return imported.weights().tensors();
  }

  @Override
  public List<String> notes() {
    return imported.notes();
  }

  @Override
  public String style(String sourceName) {
    return withoutEnding(sourceName);
  }

  /** What a file is called, without its ending. */
  static String withoutEnding(String sourceName) {
    int dot = sourceName.lastIndexOf('.');
    return dot > 0 ? sourceName.substring(0, dot) : sourceName;
  }

  @Override
  public String license() {
    return UNKNOWN_LICENSE;
  }

  @Override
  public Model model(Told told, ModelCard card) {
    PictureContract picture = picture(told);
    return new Model(imported.graph(), imported.weights(), picture, card, Optional.empty());
  }

  @Override
  public Facts facts(Told told) {
    String assumed = imported.ofBytes() ? ASSUMED_OF_BYTES : ASSUMED;
    String origin = told.isOfPicture() ? Known.given(told).origin() : assumed;
    return new Facts(
        Optional.empty(), Optional.empty(), Optional.of(new Known<>(picture(told), origin)));
  }

  private PictureContract picture(Told told) {
    ValueRange usual = imported.ofBytes() ? ValueRange.LEVELS : ValueRange.SIGNED_UNIT;
    return told.of(new PictureContract(ChannelOrder.RGB, usual, usual, sides()));
  }

  private PictureSides sides() {
    try {
      return PictureSides.of(imported.graph()).inMultiplesOf(imported.sideMultiple());
    } catch (InvalidWeightsException e) {
      throw new MalformedSourceException(clause(e.getMessage()), e);
    }
  }

  /** What was said of "the network", for a sentence that names its file. */
  private static String clause(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT)
        + sentence.substring(1).replaceAll("[.]$", "");
  }
}
