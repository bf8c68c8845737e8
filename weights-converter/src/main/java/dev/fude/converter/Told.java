package dev.fude.converter;

import dev.fude.core.op.ResizeRule;
import dev.fude.model.ChannelOrder;
import dev.fude.model.PictureContract;
import dev.fude.model.ValueRange;
import dev.fude.model.generator.RefusedSettingsException;
import java.util.Optional;

/**
 * What the caller tells of a network because he knows better than the file.
 *
 * @param resizeRule where its enlargements look
 * @param normEps what its norms add to the variance
 * @param channels the order of its channels
 * @param input the numbers that it takes
 * @param output the numbers that it gives
 */
record Told(
    Optional<ResizeRule> resizeRule,
    Optional<Double> normEps,
    Optional<ChannelOrder> channels,
    Optional<ValueRange> input,
    Optional<ValueRange> output) {
  static final Told NOTHING =
      new Told(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  Told withResize(ResizeRule rule) {
    return new Told(Optional.of(rule), normEps, channels, input, output);
  }

  Told withEps(double eps) {
    return new Told(resizeRule, Optional.of(eps), channels, input, output);
  }

  Told withChannels(ChannelOrder order) {
    return new Told(resizeRule, normEps, Optional.of(order), input, output);
  }

  Told withRanges(ValueRange taken, ValueRange given) {
    return new Told(resizeRule, normEps, channels, Optional.of(taken), Optional.of(given));
  }

  /**
   * The contract of a graph's pictures, with what is told of it.
   *
   * @param usual what it is where nothing is told
   * @throws RefusedSettingsException if resize rule or eps are told, which a graph says itself
   */
  PictureContract of(PictureContract usual) {
    if (resizeRule.isPresent() || normEps.isPresent()) {
      throw RefusedSettingsException.besideGraph();
    }
    return new PictureContract(
        channels.orElse(usual.channels()),
        input.orElse(usual.input()),
        output.orElse(usual.output()),
        usual.sides());
  }

  boolean isOfPicture() {
    return channels.isPresent() || input.isPresent();
  }
}
