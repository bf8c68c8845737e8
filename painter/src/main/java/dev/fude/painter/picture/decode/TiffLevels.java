package dev.fude.painter.picture.decode;

import dev.fude.painter.picture.colour.Lab;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * Levels of 16 bits from samples of every kind, one row at a time.
 *
 * <p>Whole numbers span from black to white over their whole range, those with a sign as well;
 * floating-point numbers from 0 to 1, and what is outside is cut off. Colours in Lab are brought to
 * sRGB.
 */
final class TiffLevels {
  private static final int MOST = 65_535;

  private final TiffSamples kind;
  private final Raster stored; // (height, width, samples of a pixel), bits as they are stored
  private final int bands;
  private boolean cutOff;

  /**
   * Samples.
   *
   * @param kind what they are
   * @param stored the bits as whole numbers, as many as the kind has
   * @throws RefusedPictureException if there are others
   */
  TiffLevels(TiffSamples kind, Raster stored) throws IOException {
    this.kind = kind;
    this.stored = stored;
    bands = stored.getNumBands();
    int[] seen = kind.seen();
    if (DataBuffer.getDataTypeSize(stored.getTransferType()) != kind.bits()
        || bands <= seen[seen.length - 1]) {
      throw new RefusedPictureException(
          "is a TIFF whose samples are not as its head says; use a sound copy.");
    }
  }

  /** Whether some were above white; known when they have been read. */
  boolean areCutOff() {
    return cutOff;
  }

  /**
   * The samples that are seen: (height, width, colours and alpha), colours not multiplied by it.
   */
  WritableRaster read() {
    int width = stored.getWidth();
    int[] seen = kind.seen();
    WritableRaster levels =
        Raster.createInterleavedRaster(
            DataBuffer.TYPE_USHORT, width, stored.getHeight(), seen.length, null);
    int[] row = new int[width * bands];
    int[] out = new int[width * seen.length];
    for (int y = 0; y < stored.getHeight(); y++) {
      stored.getPixels(0, y, width, 1, row);
      sumUp(row);
      toLevels(row);
      for (int i = 0; i < out.length; i++) {
        out[i] = row[i / seen.length * bands + seen[i % seen.length]];
      }
      if (kind.areMultipliedByAlpha()) {
        divide(out, seen.length);
      }
      levels.setPixels(0, y, width, 1, out);
    }
    return levels;
  }

  /** Puts the numbers in the place of their differences, which begin anew with each tile. */
  private void sumUp(int[] row) {
    if (!kind.areDifferences()) {
      return;
    }
    int tile = Math.min(stored.getWidth(), kind.tileWidth()) * bands;
    for (int from = 0; from < row.length; from += tile) {
      int to = Math.min(row.length, from + tile);
      if (kind.areDifferencesOfBytes()) {
        sumUpBytes(row, from, to);
      } else {
        for (int i = from + bands; i < to; i++) {
          row[i] += row[i - bands];
        }
      }
    }
  }

  /** The highest bytes of all numbers came first, then the next; each its distance from another. */
  private void sumUpBytes(int[] row, int from, int to) {
    int count = to - from;
    int size = kind.bits() / Byte.SIZE;
    byte[] bytes = new byte[count * size];
    for (int i = 0; i < bytes.length; i++) {
      int place = kind.order() == ByteOrder.BIG_ENDIAN ? size - 1 - i % size : i % size;
      bytes[i] = (byte) (row[from + i / size] >> Byte.SIZE * place);
    }
    for (int i = bands; i < bytes.length; i++) {
      bytes[i] += bytes[i - bands];
    }
    for (int i = 0; i < count; i++) {
      int number = 0;
      for (int place = 0; place < size; place++) {
        number = number << Byte.SIZE | bytes[place * count + i] & 0xFF;
      }
      row[from + i] = number;
    }
  }

  private void toLevels(int[] row) {
    for (int i = 0; i < row.length; i++) {
      boolean isColour = i % bands < kind.colours();
      if (!isColour || !kind.areLab()) {
        int level = kind.areFloats() ? ofFloat(row[i]) : ofWhole(row[i], kind.areSigned());
        row[i] = isColour && kind.areWhiteFromZero() ? MOST - level : level;
      } else if (i % bands == 0) {
        ofLab(row, i);
      }
    }
  }

  private int ofWhole(int bits, boolean signed) {
    int fromLeast = signed ? bits ^ 1 << kind.bits() - 1 : bits;
    return switch (kind.bits()) {
      case Byte.SIZE -> (fromLeast & 0xFF) * 257;
      case Short.SIZE -> fromLeast & 0xFFFF;
      default -> fromLeast >>> Short.SIZE;
    };
  }

  private int ofFloat(int bits) {
    float number = kind.bits() == Short.SIZE ? ofHalf(bits) : Float.intBitsToFloat(bits);
    cutOff |= number > 1;
    return Math.round(Math.min(1, Math.max(0, number)) * MOST); // what is no number becomes 0
  }

  /** A number of 16 bits. Source: IEEE 754-2008, binary16. */
  private static float ofHalf(int bits) {
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    float size =
        switch (exponent) {
          case 0 -> Math.scalb((float) fraction, -24);
          case 0x1F -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb(0x400 + (float) fraction, exponent - 25);
        };
    return (bits & 0x8000) == 0 ? size : -size;
  }

  /**
   * Lightness from 0 to 100 over the whole range; hues in units, or in 256ths of them. Source: TIFF
   * 6.0, section 23; TIFF Technical Note 4 for what begins at the middle.
   */
  private void ofLab(int[] row, int at) {
    boolean bytes = kind.bits() == Byte.SIZE;
    boolean fromMiddle = kind.areLabFromTheMiddle();
    int white = bytes ? 0xFF : fromMiddle ? 0xFF00 : 0xFFFF;
    double lightness = 100.0 * (row[at] & (bytes ? 0xFF : 0xFFFF)) / white;
    double[] hue = new double[2];
    for (int i = 0; i < hue.length; i++) {
      int number = fromMiddle ? row[at + 1 + i] ^ 1 << kind.bits() - 1 : row[at + 1 + i];
      hue[i] = bytes ? (byte) number : (short) number / 256.0;
    }
    Lab.toSrgb(lightness, hue[0], hue[1], row, at);
  }

  /** Alpha is the last sample of a pixel. */
  private static void divide(int[] row, int samples) {
    for (int i = 0; i < row.length; i++) {
      int alpha = row[i / samples * samples + samples - 1];
      if (i % samples < samples - 1 && alpha > 0) {
        row[i] = (int) Math.min(MOST, ((long) row[i] * MOST + alpha / 2) / alpha);
      }
    }
  }
}
