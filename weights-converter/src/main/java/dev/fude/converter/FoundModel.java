package dev.fude.converter;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.Source;
import dev.fude.core.Quoted;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.Model;
import dev.fude.model.ModelCard;
import dev.fude.model.ModelFile;
import dev.fude.model.PictureContract;
import dev.fude.model.generator.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model that was converted before, with its graph: its file says all that there is to know. */
final class FoundModel implements Found {
  private final Model model;

  private FoundModel(Model model) {
    this.model = model;
  }

  /**
   * Reads a file that holds a model's graph.
   *
   * @param source the file
   * @param network which of the file's networks is meant, if somebody said so
   * @throws MalformedSourceException if a network was named
   * @throws dev.fude.core.weights.InvalidWeightsException if it cannot be loaded
   */
  static FoundModel in(Source source, Optional<String> network) {
    network.ifPresent(
        name -> {
          throw new MalformedSourceException(
              String.format(
                  "it is a model, which holds one network and none called %s; leave out --network",
                  Quoted.name(name)));
        });
    return new FoundModel(ModelFile.read(source.storedPath(), Settings.NONE));
  }

  @Override
  public String network() {
    return model.network();
  }

  @Override
  public Map<String, Tensor> tensors() {
    return model.weights().tensors();
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public String style(String sourceName) {
    return model.card().style().orElseGet(() -> FoundGraph.withoutEnding(sourceName));
  }

  @Override
  public String license() {
    return model.card().license().orElse(FoundGraph.UNKNOWN_LICENSE);
  }

  @Override
  public Model model(Told told, ModelCard card) {
    return new Model(
        model.graph(), model.weights(), told.of(model.picture()), card, Optional.empty());
  }

  @Override
  public Facts facts(Told told) {
    PictureContract picture = told.of(model.picture());
    Known<PictureContract> known =
        told.isOfPicture() ? Known.given(picture) : Known.inWords(picture);
    return new Facts(Optional.empty(), Optional.empty(), Optional.of(known));
  }
}
