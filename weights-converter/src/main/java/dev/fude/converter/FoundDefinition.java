package dev.fude.converter;

import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.pass.GraphFacts;
import dev.fude.converter.pass.Passes;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import dev.fude.model.Model;
import dev.fude.model.ModelCard;
import dev.fude.model.generator.Definition;
import dev.fude.model.generator.Generator;
import dev.fude.model.generator.RefusedSettingsException;
import dev.fude.model.generator.Settings;
import dev.fude.model.generator.StoredForm;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A network that is written down here, with a file's tensors. What the file says of rule and eps is
 * judged when it is asked for: the caller may know better.
 */
final class FoundDefinition implements Found {
  private final Generator generator;
  private final NeutralModel model;
  private final Map<String, Tensor> tensors;
  private final List<String> notes;
  private final Metadata metadata;

  /**
   * Holds a file against a network.
   *
   * @param generator the network
   * @param form how the file keeps its tensors
   * @param file what was read
   * @param network which one of several in the file is meant, if the user said so
   * @throws dev.fude.converter.neutral.MalformedSourceException if the tensors are not exactly the
   *     network's
   */
  FoundDefinition(
      Generator generator, StoredForm form, NeutralModel file, Optional<String> network) {
    this.generator = generator;
    model = Passes.chosen(file, form.table(), network);
    tensors = Passes.apply(model, form);
    notes = Passes.notes(model, form.table());
    metadata = new Metadata(model.metadata());
  }

  @Override
  public String network() {
    return generator.name();
  }

  @Override
  public Map<String, Tensor> tensors() {
    return tensors;
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  @Override
  public String style(String sourceName) {
    String lower = sourceName.toLowerCase(Locale.ROOT);
    return metadata
        .style()
        .or(() -> generator.styles().stream().filter(lower::contains).findFirst())
        .orElse("unknown");
  }

  @Override
  public String license() {
    return metadata.license().orElse(generator.license());
  }

  @Override
  public Model model(Told told, ModelCard card) {
    requireNothingOfPicture(told);
    Definition definition = new Definition(generator, settings(told));
    return Model.of(definition, new Weights(Map.of(), tensors), card);
  }

  private Settings settings(Told told) {
    Settings settings = Settings.NONE;
    Optional<Known<ResizeRule>> rule = resizeRule(told);
    if (rule.isPresent()) {
      settings = settings.withResize(rule.get().value());
    }
    Optional<Known<Double>> eps = normEps(told);
    return eps.isPresent() ? settings.withNormEps(eps.get().value()) : settings;
  }

  @Override
  public Facts facts(Told told) {
    requireNothingOfPicture(told);
    return new Facts(resizeRule(told), normEps(told), Optional.empty());
  }

  private Optional<Known<ResizeRule>> resizeRule(Told told) {
    if (!isOfDefaults(Settings.RESIZE)) {
      told.resizeRule()
          .map(Settings.NONE::withResize)
          .ifPresent(settings -> settings.requireNoResize(generator.name()));
      return Optional.empty();
    }
    return told.resizeRule()
        .map(Known::given)
        .or(() -> Known.read(GraphFacts.resizeRule(model), metadata.resizeRule()))
        .or(() -> assumed(Settings.RESIZE, Settings::resizeRule));
  }

  private Optional<Known<Double>> normEps(Told told) {
    return told.normEps()
        .map(Known::given)
        .or(() -> Known.read(GraphFacts.eps(model), metadata.normEps()))
        .or(() -> assumed(Settings.NORM_EPS, Settings::normEps));
  }

  private <T> Optional<Known<T>> assumed(String key, Function<Settings, T> setting) {
    return isOfDefaults(key)
        ? Optional.of(Known.assumed(setting.apply(defaults().settings()), defaults().origin()))
        : Optional.empty();
  }

  private boolean isOfDefaults(String key) {
    return defaults().settings().values().containsKey(key);
  }

  private Generator.Defaults defaults() {
    return generator.defaults().get(model.framework());
  }

  private void requireNothingOfPicture(Told told) {
    if (told.isOfPicture()) {
      throw new RefusedSettingsException(
          String.format(
              "The file holds %s, of which channel order and range are known; leave them out.",
              generator.name()));
    }
  }
}
