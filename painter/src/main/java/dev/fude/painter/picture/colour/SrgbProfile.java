package dev.fude.painter.picture.colour;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An ICC profile that says sRGB in 480 bytes, for files that have no shorter word for it: software
 * that shows pictures without a profile as the screen happens to be would show them too bright on a
 * wide-gamut screen. The JDK's own profile takes thousands of bytes, because it spells the curve
 * out; here it is the formula. Whoever cannot read this version of ICC falls back to sRGB as well.
 *
 * <p>Source: ICC.1:2010 (version 4.3) for the layout, IEC 61966-2-1 for the colours.
 */
public final class SrgbProfile {
  private static final int HEADER = 128;
  private static final int VERSION = 0x04300000;
  private static final int FORMULA_WITH_LINEAR_PART = 3;

  /** D50, the white of profiles. */
  private static final double[] WHITE = {0.9642, 1, 0.8249};

  // The primaries as X, Y, Z under that white, by Bradford's adaptation from D65.
  private static final double[] RED = {0.436066, 0.222488, 0.013916};
  private static final double[] GREEN = {0.385147, 0.716873, 0.097076};
  private static final double[] BLUE = {0.143066, 0.060608, 0.714096};

  /** Bradford's adaptation itself, row by row. */
  private static final double[] ADAPTATION = {
    1.047811, 0.022887, -0.050127, 0.029542, 0.990484, -0.017049, -0.009234, 0.015044, 0.752132
  };

  /** Level v to light: ((v + 0.055) / 1.055) ^ 2.4, and v / 12.92 below 0.04045. */
  private static final double[] CURVE = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};

  private static final byte[] BYTES = make();

  private SrgbProfile() {}

  /**
   * The profile.
   *
   * @return its bytes; a fresh copy
   */
  public static byte[] bytes() {
    return BYTES.clone();
  }

  private static byte[] make() {
    Tags tags = new Tags();
    tags.add(text("sRGB"), "desc");
    tags.add(text("CC0"), "cprt");
    tags.add(numbers("XYZ ", WHITE), "wtpt");
    tags.add(numbers("XYZ ", RED), "rXYZ");
    tags.add(numbers("XYZ ", GREEN), "gXYZ");
    tags.add(numbers("XYZ ", BLUE), "bXYZ");
    tags.add(numbers("sf32", ADAPTATION), "chad");
    tags.add(curve(), "rTRC", "gTRC", "bTRC");
    return tags.profile();
  }

  /** A text in one language, padded to 36 bytes. */
  private static byte[] text(String text) {
    ByteBuffer tag = ByteBuffer.allocate(36).put(ascii("mluc")).putInt(0);
    tag.putInt(1).putInt(12).put(ascii("enUS")).putInt(2 * text.length()).putInt(28);
    return tag.put(text.getBytes(StandardCharsets.UTF_16BE)).array();
  }

  private static byte[] numbers(String type, double[] values) {
    ByteBuffer tag = ByteBuffer.allocate(8 + 4 * values.length).put(ascii(type)).putInt(0);
    return putFixed(tag, values).array();
  }

  private static byte[] curve() {
    ByteBuffer tag = ByteBuffer.allocate(12 + 4 * CURVE.length).put(ascii("para")).putInt(0);
    tag.putShort((short) FORMULA_WITH_LINEAR_PART).putShort((short) 0);
    return putFixed(tag, CURVE).array();
  }

  /** Numbers with 16 binary places. */
  private static ByteBuffer putFixed(ByteBuffer to, double[] values) {
    for (double value : values) {
      to.putInt((int) Math.round(value * 65536));
    }
    return to;
  }

  private static byte[] ascii(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  /** The profile's head, the table of its tags, and what they hold; curves may share it. */
  private static final class Tags {
    private static final int COUNT = 10;

    private final ByteBuffer table = ByteBuffer.allocate(4 + 12 * COUNT).putInt(COUNT);
    private final ByteBuffer data = ByteBuffer.allocate(1024);

    void add(byte[] content, String... names) {
      for (String name : names) {
        table.put(ascii(name)).putInt(HEADER + table.capacity() + data.position());
        table.putInt(content.length);
      }
      data.put(content);
    }

    byte[] profile() {
      int size = HEADER + table.capacity() + data.position();
      ByteBuffer profile = ByteBuffer.allocate(size);
      profile.putInt(size).putInt(0).putInt(VERSION);
      profile.put(ascii("mntr")).put(ascii("RGB ")).put(ascii("XYZ "));
      profile.putShort((short) 2026).putShort((short) 1).putShort((short) 1); // a fixed date
      profile.position(36).put(ascii("acsp"));
      putFixed(profile.position(68), WHITE);
      profile.position(HEADER).put(table.array()).put(data.array(), 0, data.position());
      return profile.array();
    }
  }
}
