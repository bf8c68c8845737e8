package dev.fude.painter.picture.decode;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a JPEG's frame header says.
 *
 * @param process the marker's last digit: how the pixels are coded
 * @param bits of a level
 * @param rows 0 if they are told after the first scan
 * @param columns how many
 * @param ids of the channels
 */
record JpegFrame(int process, int bits, int rows, int columns, int[] ids) {
  /** What libjpeg takes, which is the JDK's decoder; the format would allow 35 more. */
  private static final int LONGEST_SIDE = 65500;

  private static final int PROGRESSIVE = 2;
  private static final int LOSSLESS = 3;
  private static final int FIRST_ARITHMETIC = 9;
  private static final int LOSSLESS_ARITHMETIC = 11;

  private static final String BY_LIBJPEG =
      "convert it with `djpeg IN > OUT.ppm` (libjpeg-turbo 3) and `magick OUT.ppm OUT.png`";

  /**
   * A frame header.
   *
   * @param marker 0xC0 to 0xCF
   * @param data what follows the length
   * @throws RefusedPictureException if it says nonsense, or is of a sort that is not read
   */
  static JpegFrame of(int marker, byte[] data) throws RefusedPictureException {
    int channels = data.length > 5 ? data[5] & 0xFF : 0;
    if (channels == 0 || data.length < 6 + 3 * channels) {
      throw new RefusedPictureException(
          "is damaged: its frame header is cut short; use a sound copy.");
    }
    int[] ids = new int[channels];
    for (int i = 0; i < channels; i++) {
      ids[i] = data[6 + 3 * i] & 0xFF;
    }
    int rows = (data[1] & 0xFF) << 8 | data[2] & 0xFF;
    int columns = (data[3] & 0xFF) << 8 | data[4] & 0xFF;
    JpegFrame frame = new JpegFrame(marker & 0xF, data[0] & 0xFF, rows, columns, ids);
    frame.requireReadable();
    return frame;
  }

  private void requireReadable() throws RefusedPictureException {
    if (process == LOSSLESS || process == LOSSLESS_ARITHMETIC) {
      throw refused("a lossless JPEG", BY_LIBJPEG);
    }
    if (process >= FIRST_ARITHMETIC) {
      throw refused(
          "a JPEG with arithmetic coding",
          "make an ordinary one of it, without loss, with `jpegtran IN > OUT.jpg` (libjpeg-turbo)");
    }
    if (process > LOSSLESS) {
      throw refused("a hierarchical JPEG", "save it as an ordinary JPEG");
    }
    if (bits != 8) {
      throw refused("a JPEG of " + bits + " bits a channel", BY_LIBJPEG);
    }
    if (channels() == 2 || channels() > 4) {
      throw refused("a JPEG of " + channels() + " channels", "save it as RGB");
    }
  }

  /**
   * Refuses sides that the decoder does not take.
   *
   * @param allRows as they were told at last
   * @throws RefusedPictureException if one is too long
   */
  void requireSides(int allRows) throws RefusedPictureException {
    if (Math.max(columns, allRows) > LONGEST_SIDE) {
      throw refused(
          String.format(
              Locale.ROOT,
              "a JPEG of %d x %d pixels, with a side above %,d",
              columns,
              allRows,
              LONGEST_SIDE),
          "convert it with `ffmpeg -i IN OUT.png`");
    }
  }

  private static RefusedPictureException refused(String sort, String cure) {
    return new RefusedPictureException(
        String.format("is %s, a kind that is not read here; %s.", sort, cure));
  }

  boolean isProgressive() {
    return process == PROGRESSIVE;
  }

  int channels() {
    return ids.length;
  }

  /** Whether the channels are named R, G and B. */
  boolean isNamedRgb() {
    return Arrays.equals(ids, new int[] {'R', 'G', 'B'});
  }
}
