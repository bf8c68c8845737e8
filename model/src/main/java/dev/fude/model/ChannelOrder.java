package dev.fude.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** In which order a network's three channels are. */
public enum ChannelOrder {
  /** Red, green, blue. */
  RGB,

  /** Blue, green, red, as OpenCV reads pictures. */
  BGR;

  /**
   * The order's name in model files.
   *
   * @return {@code rgb} or {@code bgr}
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Which channel of this order is red, green or blue.
   *
   * @param colour 0 for red, 1 for green, 2 for blue
   * @return the index of its channel
   */
  public int channelOf(int colour) {
    return this == RGB ? colour : 2 - colour;
  }

  static Optional<ChannelOrder> of(String id) {
    return Stream.of(values()).filter(order -> order.id().equals(id)).findFirst();
  }
}
