package dev.fude.painter.picture.colour;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.joml.Matrix3d;
import org.joml.Vector3d;

/** ICC profiles for levels that are described by numbers. Source: ICC.1:2001-04 (version 2). */
final class ProfileWriter {
  private static final int HEADER = 128;
  private static final int ENTRY = 12;
  private static final int VERSION = 0x02400000;
  private static final int CURVE_POINTS = 4096;
  private static final int MOST = 65535;

  private ProfileWriter() {}

  /** Of red, green and blue. */
  static byte[] rgb(Primaries primaries, TransferCurve curve) {
    Matrix3d toXyz = primaries.toXyz();
    byte[] tone = tone(curve);
    Map<String, byte[]> tags = new LinkedHashMap<>();
    tags.put("wtpt", xyz(new Vector3d(0.9642, 1, 0.8249)));
    tags.put("rXYZ", xyz(toXyz.getColumn(0, new Vector3d())));
    tags.put("gXYZ", xyz(toXyz.getColumn(1, new Vector3d())));
    tags.put("bXYZ", xyz(toXyz.getColumn(2, new Vector3d())));
    tags.put("rTRC", tone);
    tags.put("gTRC", tone);
    tags.put("bTRC", tone);
    return profile("RGB ", tags);
  }

  /** Of grey. */
  static byte[] grey(TransferCurve curve) {
    Map<String, byte[]> tags = new LinkedHashMap<>();
    tags.put("wtpt", xyz(new Vector3d(0.9642, 1, 0.8249)));
    tags.put("kTRC", tone(curve));
    return profile("GRAY", tags);
  }

  private static byte[] xyz(Vector3d value) {
    return part(
        "XYZ ",
        out -> {
          for (int i = 0; i < 3; i++) {
            out.writeInt((int) Math.round(value.get(i) * (MOST + 1)));
          }
        });
  }

  private static byte[] tone(TransferCurve curve) {
    return part(
        "curv",
        out -> {
          out.writeInt(CURVE_POINTS);
          for (int i = 0; i < CURVE_POINTS; i++) {
            out.writeShort((int) Math.round(curve.lightOf(i / (CURVE_POINTS - 1.0)) * MOST));
          }
        });
  }

  private static byte[] profile(String space, Map<String, byte[]> tags) {
    int start = HEADER + 4 + tags.size() * ENTRY;
    int length = start + tags.values().stream().mapToInt(tag -> tag.length).sum();
    return bytes(
        out -> {
          header(out, length, space);
          out.writeInt(tags.size());
          int at = start;
          for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            ascii(out, tag.getKey());
            out.writeInt(at);
            out.writeInt(tag.getValue().length);
            at += tag.getValue().length;
          }
          for (byte[] tag : tags.values()) {
            out.write(tag);
          }
        });
  }

  private static void header(DataOutputStream out, int length, String space) throws IOException {
    out.writeInt(length);
    out.writeInt(0);
    out.writeInt(VERSION);
    ascii(out, "mntr");
    ascii(out, space);
    ascii(out, "XYZ ");
    out.write(new byte[12]);
    ascii(out, "acsp");
    out.write(new byte[28]);
    out.writeInt(0xF6D6); // D50 in units of 1/65536
    out.writeInt(0x10000);
    out.writeInt(0xD32D);
    out.write(new byte[HEADER - 80]);
  }

  private static byte[] part(String type, Writing data) {
    return bytes(
        out -> {
          ascii(out, type);
          out.writeInt(0);
          data.to(out);
        });
  }

  private static void ascii(DataOutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writing.to(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory takes everything
    }
    return bytes.toByteArray();
  }
}
