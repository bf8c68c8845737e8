package dev.fude.spark;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Small photographs made on the spot, and files that are none. */
final class TestPictures {
  private static final int SIDE = 64;
  private static final int TILES = 8;

  private TestPictures() {}

  /** A coarse pattern, another for each seed. */
  static void write(Path file, int seed) throws IOException {
    write(file, seed, SIDE);
  }

  static void write(Path file, int seed, int side) throws IOException {
    int[] colours = new Random(seed).ints(TILES * TILES).toArray();
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.setRGB(x, y, colours[y * TILES / side * TILES + x * TILES / side]);
      }
    }
    Files.createDirectories(file.getParent());
    String name = file.toString();
    ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile());
  }

  /** Photographs in subfolders: PNG and JPEG, some with blanks and letters beyond ASCII. */
  static void writeMany(Path folder, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      String name = "day " + i % 5 + "/\u00e9t\u00e9 " + i + (i % 2 == 0 ? ".png" : ".jpg");
      write(folder.resolve(name), i);
    }
  }

  /** Files that are called like photographs: empty, cut short, a text. */
  static void writeBroken(Path folder, int count) throws IOException {
    Path sound = folder.resolve("sound.png");
    write(sound, 1);
    byte[] whole = Files.readAllBytes(sound);
    Files.delete(sound);
    for (int i = 0; i < count; i++) {
      byte[] content =
          switch (i % 3) {
            case 0 -> new byte[0];
            case 1 -> Arrays.copyOf(whole, whole.length / 2);
            default -> "no picture".getBytes(StandardCharsets.UTF_8);
          };
      Files.write(folder.resolve("broken" + i + ".png"), content);
    }
  }

  /** A PNG that says of itself to be large. Nobody should come to its pixels. */
  static void writeLarge(Path file, int side) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(side);
    fields.writeInt(side);
    fields.write(new byte[] {8, 2, 0, 0, 0}); // 8 bits, red, green and blue
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream png = new DataOutputStream(bytes);
    png.writeLong(0x89504E470D0A1A0AL);
    chunk(png, "IHDR", header.toByteArray());
    chunk(png, "IDAT", new byte[16]);
    chunk(png, "IEND", new byte[0]);
    Files.write(file, bytes.toByteArray());
  }

  private static void chunk(DataOutputStream png, String type, byte[] data) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(type.getBytes(StandardCharsets.US_ASCII));
    sum.update(data);
    png.writeInt(data.length);
    png.write(type.getBytes(StandardCharsets.US_ASCII));
    png.write(data);
    png.writeInt((int) sum.getValue());
  }
}
