package dev.fude.painter.picture.decode;

import dev.fude.painter.picture.colour.Chromaticity;
import dev.fude.painter.picture.colour.ColourProfile;
import dev.fude.painter.picture.colour.Primaries;
import dev.fude.painter.picture.colour.TransferCurve;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.InflaterInputStream;

/** What the chunks of a PNG say of its colours. */
final class PngColours {
  private static final int MOST_PROFILE_BYTES = 1 << 24;
  private static final double UNIT = 100_000;

  /** 1/2.2: the usual gamma, by which sRGB is meant. */
  private static final double USUAL_GAMMA = 0.45455;

  private static final double GAMMA_TOLERANCE = 0.005;
  private static final double CHROMATICITY_TOLERANCE = 0.002;

  private PngColours() {}

  /**
   * The profile in an iCCP chunk: a name, a zero, the method 0, and packed bytes.
   *
   * @throws IllegalArgumentException if it cannot be unpacked, or is huge
   */
  static byte[] unpackedProfile(byte[] chunk) {
    int name = 0;
    while (name < chunk.length && chunk[name] != 0) {
      name++;
    }
    int start = name + 2;
    if (start >= chunk.length) {
      throw new IllegalArgumentException("the profile is broken");
    }
    try (InflaterInputStream packed =
        new InflaterInputStream(new ByteArrayInputStream(chunk, start, chunk.length - start))) {
      byte[] profile = packed.readNBytes(MOST_PROFILE_BYTES);
      if (packed.read() >= 0) {
        throw new IllegalArgumentException("the profile is larger than any");
      }
      return profile;
    } catch (IOException e) {
      throw new IllegalArgumentException("the profile is broken", e);
    }
  }

  /**
   * Colours by the code points of a cICP chunk. Source: ITU-T H.273, tables 2 and 3.
   *
   * @throws IllegalArgumentException if they are none that pictures have
   */
  static ColourProfile ofCodes(byte[] chunk) {
    if (chunk.length < 4 || chunk[2] != 0) {
      throw new IllegalArgumentException("its cICP chunk is not one of RGB");
    }
    Primaries primaries = primaries(chunk[0]);
    TransferCurve curve = curve(chunk[1]);
    boolean wholeRange = chunk[3] != 0;
    boolean srgb = primaries.equals(Primaries.BT709) && curve == TransferCurve.SRGB && wholeRange;
    return srgb
        ? ColourProfile.NONE
        : ColourProfile.of(primaries, wholeRange ? curve : curve.ofNarrowRange());
  }

  private static Primaries primaries(int code) {
    return switch (code) {
      case 1 -> Primaries.BT709;
      case 5 -> Primaries.BT470_BG;
      case 6, 7 -> Primaries.SMPTE_170M;
      case 9 -> Primaries.BT2020;
      case 12 -> Primaries.DISPLAY_P3;
      default -> throw new IllegalArgumentException("primaries " + code + " are not known here");
    };
  }

  private static TransferCurve curve(int code) {
    return switch (code) {
      case 1, 6, 14, 15 -> TransferCurve.BT709;
      case 4 -> TransferCurve.power(2.2);
      case 5 -> TransferCurve.power(2.8);
      case 8 -> TransferCurve.LINEAR;
      case 13 -> TransferCurve.SRGB;
      case 16 -> TransferCurve.PQ;
      case 18 -> TransferCurve.HLG;
      default -> throw new IllegalArgumentException("curve " + code + " is not known here");
    };
  }

  /**
   * Colours by the numbers of the chunks gAMA and cHRM.
   *
   * @param gamma the exponent by which levels were made of light, or null
   * @param chromaticities of white, red, green and blue, or null
   * @throws IllegalArgumentException if they make no sense
   */
  static ColourProfile ofNumbers(byte[] gamma, byte[] chromaticities) {
    try {
      double exponent = gamma == null ? USUAL_GAMMA : unsigned(ByteBuffer.wrap(gamma));
      Primaries primaries =
          chromaticities == null ? Primaries.BT709 : primaries(ByteBuffer.wrap(chromaticities));
      boolean usual = Math.abs(exponent - USUAL_GAMMA) < GAMMA_TOLERANCE;
      if (usual && isSrgb(primaries)) {
        return ColourProfile.NONE;
      }
      if (!(exponent > 0.05 && exponent < 5)) {
        throw new IllegalArgumentException("its gamma is " + exponent);
      }
      return ColourProfile.of(
          primaries, usual ? TransferCurve.SRGB : TransferCurve.power(1 / exponent));
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a chunk is cut short", e);
    }
  }

  private static Primaries primaries(ByteBuffer numbers) {
    Chromaticity white = chromaticity(numbers);
    Chromaticity red = chromaticity(numbers);
    Chromaticity green = chromaticity(numbers);
    return new Primaries(red, green, chromaticity(numbers), white);
  }

  private static Chromaticity chromaticity(ByteBuffer numbers) {
    return new Chromaticity(unsigned(numbers), unsigned(numbers));
  }

  private static double unsigned(ByteBuffer numbers) {
    return Integer.toUnsignedLong(numbers.getInt()) / UNIT;
  }

  private static boolean isSrgb(Primaries primaries) {
    return near(primaries.white(), Primaries.BT709.white())
        && near(primaries.red(), Primaries.BT709.red())
        && near(primaries.green(), Primaries.BT709.green())
        && near(primaries.blue(), Primaries.BT709.blue());
  }

  private static boolean near(Chromaticity a, Chromaticity b) {
    return Math.abs(a.x() - b.x()) < CHROMATICITY_TOLERANCE
        && Math.abs(a.y() - b.y()) < CHROMATICITY_TOLERANCE;
  }
}
