package dev.fude.painter.picture.colour;

import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/** What a file says of its levels: nothing, an ICC profile, or numbers that amount to one. */
public interface ColourProfile {
  /** Nothing is said: the levels are sRGB, as in most files. */
  ColourProfile NONE = (image, notices) -> image;

  /**
   * States the colour space of decoded pixels.
   *
   * @param image as the decoder gave it
   * @param notices told in a sentence why the profile cannot be obeyed, if so
   * @return the same levels with the colour space that is stated; the image itself if that is sRGB
   */
  BufferedImage attach(BufferedImage image, Consumer<String> notices);

  /**
   * An ICC profile.
   *
   * @param icc as the file holds it; it need not be sound
   * @return the profile
   */
  static ColourProfile ofIcc(byte[] icc) {
    return ofIcc(icc, NONE);
  }

  /**
   * An ICC profile beside something less exact.
   *
   * @param icc as the file holds it; it need not be sound
   * @param otherwise what counts if the profile is of no use
   * @return the profile
   */
  static ColourProfile ofIcc(byte[] icc, ColourProfile otherwise) {
    return (image, notices) -> obey(image, icc, otherwise, notices);
  }

  /**
   * Levels that are described by numbers.
   *
   * @param primaries of the colours; greys do without
   * @param curve of every channel
   * @return the profile
   * @throws IllegalArgumentException if the primaries do not span a space of colours
   */
  static ColourProfile of(Primaries primaries, TransferCurve curve) {
    byte[] rgb = ProfileWriter.rgb(primaries, curve);
    return (image, notices) ->
        obey(image, ProfiledImage.isGrey(image) ? ProfileWriter.grey(curve) : rgb, NONE, notices);
  }

  /**
   * How colours are taken whose exact statement cannot be obeyed.
   *
   * @param otherwise what counts in its place
   * @return the end of a sentence about a file's colours
   */
  static String takenFor(ColourProfile otherwise) {
    return otherwise == NONE
        ? "they are taken for sRGB; if they look wrong, save it anew by a program that shows them"
            + " right."
        : "what else it says of them is obeyed.";
  }

  private static BufferedImage obey(
      BufferedImage image, byte[] icc, ColourProfile otherwise, Consumer<String> notices) {
    try {
      return ProfiledImage.of(image, icc);
    } catch (IllegalArgumentException e) {
      notices.accept(
          String.format(
              "the profile of its colours is not obeyed (%s); %s",
              e.getMessage(), takenFor(otherwise)));
      return otherwise.attach(image, notices);
    }
  }
}
