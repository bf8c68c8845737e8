package dev.fude.model;

import dev.fude.core.Count;
import dev.fude.core.graph.Graph;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.core.weights.Weights;
import dev.fude.model.generator.Definition;
import dev.fude.model.generator.RefusedSettingsException;
import dev.fude.model.generator.Settings;
import dev.fude.model.generator.UntrainedWeights;
import java.util.Optional;

/**
 * A network from picture to picture with all that is needed to paint with it.
 *
 * @param graph what is computed
 * @param weights the trained tensors, exactly those that the graph needs
 * @param picture what a picture must be for it
 * @param card what is known of it
 * @param definition the few words that define the graph, if it is a hand-written network's
 */
public record Model(
    Graph graph,
    Weights weights,
    PictureContract picture,
    ModelCard card,
    Optional<Definition> definition) {
  /**
   * Checks that the parts fit one another.
   *
   * @throws InvalidWeightsException if tensors are missing, superfluous, misshapen or not finite,
   *     or the network does not lead from three channels to three alone
   */
  public Model {
    requirePictures(graph);
    weights.requireExactly(graph.parameterShapes(), nameOf(definition));
    weights.requireFinite();
  }

  /**
   * A hand-written network with trained tensors.
   *
   * @param definition the network and its settings
   * @param weights its trained tensors
   * @param card what is known of it
   * @return the model, which takes numbers from -1 to 1
   * @throws InvalidWeightsException if the tensors do not fit, or a setting is missing
   */
  public static Model of(Definition definition, Weights weights, ModelCard card) {
    Graph graph = definition.graph();
    ChannelOrder channels =
        definition.generator().isBlueFirst() ? ChannelOrder.BGR : ChannelOrder.RGB;
    PictureContract picture =
        new PictureContract(
            channels, ValueRange.SIGNED_UNIT, ValueRange.SIGNED_UNIT, PictureSides.of(graph));
    return new Model(graph, weights, picture, card, Optional.of(definition));
  }

  /**
   * A hand-written network that nobody trained, for measuring.
   *
   * @param definition the network and its settings
   * @param seed the same seed gives the same tensors
   * @return the model
   */
  public static Model untrained(Definition definition, long seed) {
    ModelCard card =
        ModelCard.BLANK.with(ModelCard.STYLE, "random").with(ModelCard.SOURCE, "seed " + seed);
    return of(definition, UntrainedWeights.of(definition.graph(), seed), card);
  }

  /**
   * Any network with trained tensors.
   *
   * @param graph the network, from three channels to three
   * @param weights its trained tensors
   * @param channels the order of its channels
   * @param input the numbers that it takes
   * @param output the numbers that it gives
   * @param card what is known of it
   * @return the model
   * @throws InvalidWeightsException if the tensors do not fit, or the network gives no pictures
   */
  public static Model of(
      Graph graph,
      Weights weights,
      ChannelOrder channels,
      ValueRange input,
      ValueRange output,
      ModelCard card) {
    requirePictures(graph);
    PictureContract picture = new PictureContract(channels, input, output, PictureSides.of(graph));
    return new Model(graph, weights, picture, card, Optional.empty());
  }

  /**
   * The same tensors in a network with other settings.
   *
   * @param given settings that come before its own; may be none
   * @return this model if no settings are given
   * @throws RefusedSettingsException if settings are given and the graph is no hand-written
   *     network's
   */
  public Model with(Settings given) {
    if (given.values().isEmpty()) {
      return this;
    }
    Definition own = definition.orElseThrow(RefusedSettingsException::besideGraph);
    return of(new Definition(own.generator(), given.orElse(own.settings())), weights, card);
  }

  /**
   * The same network for pictures whose sides are multiples of a number besides.
   *
   * @param number as {@link PictureSides#inMultiplesOf} takes it
   * @return this model if its sides are such multiples already
   * @throws IllegalArgumentException if the number is out of range
   */
  public Model inMultiplesOf(int number) {
    PictureSides sides = picture.sides().inMultiplesOf(number);
    return sides.equals(picture.sides())
        ? this
        : new Model(
            graph,
            weights,
            new PictureContract(picture.channels(), picture.input(), picture.output(), sides),
            card,
            definition);
  }

  /**
   * The same pictures from a network that takes red first and numbers from -1 to 1, which is what
   * backends make of a picture's bytes.
   *
   * @return this model if it is so already
   */
  public Model forBackends() {
    return PictureAdapter.adapt(this);
  }

  /**
   * What the network is called in messages.
   *
   * @return such as {@code animeganv2}, or {@code graph} for one that only its file knows
   */
  public String network() {
    return nameOf(definition);
  }

  private static String nameOf(Optional<Definition> definition) {
    return definition.map(words -> words.generator().name()).orElse("graph");
  }

  /** The channels of a graph do not depend on the picture's size. */
  private static void requirePictures(Graph graph) {
    if (graph.outputs().size() > 1) {
      throw new InvalidWeightsException(
          String.format(
              "The network gives %d values, %s; only networks that give one picture can be painted"
                  + " with. Run it as it is (Backend.prepare), or its graph up to one of them.",
              graph.outputs().size(), graph.outputs()));
    }
    int channels = graph.channelsOf(graph.output());
    if (graph.inputChannels() != PictureContract.CHANNELS || channels != PictureContract.CHANNELS) {
      throw new InvalidWeightsException(
          String.format(
              "The network leads from %s to %d; only networks from picture to picture, from 3 to 3,"
                  + " can be painted with. %s",
              Count.of(graph.inputChannels(), "channel"), channels, PictureSides.AS_IT_IS));
    }
  }
}
