package dev.fude.video.y4m;

import dev.fude.video.FilmColour;

/**
 * A film's colours as numbers. Source: ITU-R BT.601-7, BT.709-6, BT.2020-2.
 *
 * @param red red's weight in luma
 * @param blue blue's weight in luma
 * @param lumaFloor black's luma
 * @param lumaSpan from black's luma to white's
 * @param chromaSpan from the least chroma to the most, round 128
 */
record YuvCode(double red, double blue, int lumaFloor, int lumaSpan, int chromaSpan) {
  static YuvCode of(FilmColour colour) {
    return switch (colour.matrix()) {
      case BT601 -> of(0.299, 0.114, colour.fullRange());
      case BT709 -> of(0.2126, 0.0722, colour.fullRange());
      case BT2020 -> of(0.2627, 0.0593, colour.fullRange());
    };
  }

  private static YuvCode of(double red, double blue, boolean fullRange) {
    return fullRange
        ? new YuvCode(red, blue, 0, 255, 255)
        : new YuvCode(red, blue, 16, 235 - 16, 240 - 16);
  }

  /** Green's weight in luma. */
  double green() {
    return 1 - red - blue;
  }
}
