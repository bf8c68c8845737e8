package dev.fude.painter.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;

/** Picture files that state what their colours are, made by the book of each format. */
final class StatedFiles {
  private static final int IHDR_END = 33;

  /** 8 x 4 pixels of grey 128, lossless; made by libwebp. */
  static final byte[] GREY_WEBP =
      Base64.getDecoder().decode("UklGRh4AAABXRUJQVlA4TBEAAAAvB8AAAAdQwAIWsP+BiOh/AAA=");

  private StatedFiles() {}

  /** An Exif segment whose only directory leads over Exif's to one of interoperability. */
  static byte[] withInterop(byte[] jpeg, String index) {
    ByteBuffer exif = ByteBuffer.allocate(6 + 8 + 3 * 18);
    exif.put("Exif\0\0MM\0*".getBytes(ISO_8859_1)).putInt(8);
    exif.putShort((short) 1).putShort((short) 0x8769).putShort((short) 4).putInt(1).putInt(26);
    exif.putInt(0);
    exif.putShort((short) 1).putShort((short) 0xA005).putShort((short) 4).putInt(1).putInt(44);
    exif.putInt(0);
    exif.putShort((short) 1).putShort((short) 1).putShort((short) 2).putInt(4);
    exif.put(index.getBytes(ISO_8859_1)).put((byte) 0).putInt(0);
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + 4 + exif.capacity());
    file.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (2 + exif.capacity()));
    return file.put(exif.array()).put(jpeg, 2, jpeg.length - 2).array();
  }

  static byte[] png(BufferedImage image, byte[]... chunks) throws IOException {
    byte[] png = TestPictures.encode(image, "png");
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(png, 0, IHDR_END);
    for (byte[] chunk : chunks) {
      file.write(chunk);
    }
    file.write(png, IHDR_END, png.length - IHDR_END);
    return file.toByteArray();
  }

  static byte[] chunk(String type, byte[] data) {
    return TestPictures.pngChunk(type, data);
  }

  static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    Arrays.stream(values).forEach(bytes::putInt);
    return bytes.array();
  }

  static byte[] packed(byte[] profile) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.write(new byte[] {'p', 0, 0});
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
      deflater.write(profile);
    }
    return data.toByteArray();
  }

  static byte[] profilePart(int number, byte[] data) throws IOException {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    int length = 2 + 14 + data.length;
    part.write(new byte[] {(byte) 0xFF, (byte) 0xE2, (byte) (length >> 8), (byte) length});
    part.write("ICC_PROFILE\0".getBytes(ISO_8859_1));
    part.write(new byte[] {(byte) number, 2});
    part.write(data);
    return part.toByteArray();
  }

  /** The file with its first directory written anew at the end, with a profile. */
  static byte[] withTiffProfile(byte[] tiff, byte[] profile) {
    ByteOrder order = tiff[0] == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer old = ByteBuffer.wrap(tiff).order(order);
    int at = old.getInt(4);
    int count = old.getShort(at);
    int directory = tiff.length + profile.length;
    directory += directory & 1;
    ByteBuffer file = ByteBuffer.allocate(directory + 2 + 12 * (count + 1) + 4).order(order);
    file.put(tiff).put(profile).putInt(4, directory).position(directory);
    file.putShort((short) (count + 1)).put(tiff, at + 2, 12 * count);
    file.putShort((short) 34675).putShort((short) 7).putInt(profile.length).putInt(tiff.length);
    return file.putInt(0).array();
  }

  static byte[] bmp(BufferedImage image, byte[] profile) {
    int row = (3 * image.getWidth() + 3) / 4 * 4;
    int pixels = row * image.getHeight();
    ByteBuffer file = ByteBuffer.allocate(14 + 124 + pixels + profile.length);
    file.order(ByteOrder.LITTLE_ENDIAN).put((byte) 'B').put((byte) 'M').putInt(file.capacity());
    file.putInt(0).putInt(14 + 124).putInt(124).putInt(image.getWidth()).putInt(image.getHeight());
    file.putShort((short) 1).putShort((short) 24).putInt(0).putInt(pixels);
    file.position(14 + 56).put("DEBM".getBytes(ISO_8859_1));
    file.putInt(14 + 112, 124 + pixels).putInt(14 + 116, profile.length);
    for (int y = 0; y < image.getHeight(); y++) {
      file.position(14 + 124 + row * (image.getHeight() - 1 - y));
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        file.put((byte) rgb).put((byte) (rgb >> 8)).put((byte) (rgb >> 16));
      }
    }
    return file.position(14 + 124 + pixels).put(profile).array();
  }

  static byte[] webp(byte[] profile) {
    int pixels = GREY_WEBP.length - 12;
    int padded = profile.length + (profile.length & 1);
    ByteBuffer file = ByteBuffer.allocate(12 + 18 + 8 + padded + pixels);
    file.order(ByteOrder.LITTLE_ENDIAN).put("RIFF".getBytes(ISO_8859_1));
    file.putInt(file.capacity() - 8).put("WEBPVP8X".getBytes(ISO_8859_1)).putInt(10).putInt(0x20);
    file.put(new byte[] {7, 0, 0, 3, 0, 0}).put("ICCP".getBytes(ISO_8859_1));
    file.putInt(profile.length).put(profile).position(12 + 18 + 8 + padded);
    return file.put(GREY_WEBP, 12, pixels).array();
  }
}
