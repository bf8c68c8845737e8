package dev.fude.model;

/**
 * What a picture must be for a network, and what the network makes of it.
 *
 * @param channels the order of the channels, of input and output
 * @param input the numbers that the network takes
 * @param output the numbers that it gives
 * @param sides which sides it takes, and how large the result is
 */
public record PictureContract(
    ChannelOrder channels, ValueRange input, ValueRange output, PictureSides sides) {
  /** The channels of a picture. */
  public static final int CHANNELS = 3;

  /**
   * Red first, and numbers from -1 to 1 on both ends, as AnimeGANv2 has it.
   *
   * @param sides which sides the network takes
   * @return the contract
   */
  public static PictureContract signed(PictureSides sides) {
    return new PictureContract(
        ChannelOrder.RGB, ValueRange.SIGNED_UNIT, ValueRange.SIGNED_UNIT, sides);
  }

  /**
   * Whether backends' own conversion between bytes and numbers is what the network wants.
   *
   * @return true for red first and numbers from -1 to 1 on both ends
   */
  public boolean isSigned() {
    return equals(signed(sides));
  }
}
