#!/bin/sh
# Greys of 12 and 14 bits in a TIFF become noise in Java's ImageIO.
#
# TIFF 6.0 packs samples of any number of bits; cameras for microscopes, machines and medicine write 12 and 14.
# Since Java 9 ImageIO has a TIFF reader. It makes 16 bits of such samples, brought to the whole range, and so are the
# numbers in the image's raster. But the image's colour model still has the file's number of bits, and takes the lowest
# of each number for its level. So whatever draws, converts or writes the image (getRGB, drawImage, ColorConvertOp,
# ImageIO.write to JPEG) has noise, without an error. 8 and 16 bits are right.
#
# Seen with Java 17.0.15 and 25.0.3, a ramp of 64 greys in each file; what getRGB gives of every tenth:
#   8 bits: 0 110 152 183 208 230 249
#   16 bits: 0 111 153 183 209 230 250
#   12 bits: 0 194 80 206 111 218 134
#   14 bits: 0 209 142 244 194 116 232
# (Java's greys are linear, hence 110 for 40.) The raster's numbers are right in all of them.
# For us: levels are made of the raster's numbers, never of its colours, for every depth (docs/pictures.md).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >Ramp.java <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.StringJoiner;
import javax.imageio.ImageIO;

class Ramp {
  private static final int WIDTH = 64;

  public static void main(String[] args) throws Exception {
    boolean sound = rises(8) && rises(16);
    boolean noise = !rises(12) && !rises(14);
    System.out.println("Java " + System.getProperty("java.version"));
    System.out.println(
        sound && noise
            ? "PASS: greys of 12 and 14 bits do not rise with what is stored"
            : "CHANGED: see above, and the head of this script");
    System.exit(sound && noise ? 0 : 1);
  }

  /** Whether the ramp's colours rise as its numbers do, of which every tenth is printed. */
  private static boolean rises(int bits) throws Exception {
    File file = new File("ramp" + bits + ".tif");
    Files.write(file.toPath(), tiff(bits));
    BufferedImage image = ImageIO.read(file);
    StringJoiner colours = new StringJoiner(" ", bits + " bits: ", "");
    boolean rises = true;
    for (int x = 0; x < WIDTH; x++) {
      int stored = image.getRaster().getSample(x, 0, 0);
      int before = x == 0 ? 0 : image.getRaster().getSample(x - 1, 0, 0);
      if (stored < before) {
        throw new IllegalStateException("the raster's numbers do not rise");
      }
      rises &= x == 0 || grey(image, x) >= grey(image, x - 1);
      if (x % 10 == 0) {
        colours.add("" + grey(image, x));
      }
    }
    System.out.println(colours);
    return rises;
  }

  private static int grey(BufferedImage image, int x) {
    return image.getRGB(x, 0) & 255;
  }

  /** One row, black is zero, not compressed, big-endian; samples are packed with the highest bit first. */
  private static byte[] tiff(int bits) {
    int[][] entries = {
      {256, WIDTH}, {257, 1}, {258, bits}, {259, 1}, {262, 1}, {273, 8}, {277, 1}, {278, 1}, {279, WIDTH * bits / 8}
    };
    ByteBuffer file = ByteBuffer.allocate(8 + WIDTH * bits / 8 + 2 + 12 * entries.length + 4);
    file.putShort((short) 0x4D4D).putShort((short) 42).putInt(8 + WIDTH * bits / 8);
    for (int x = 0, held = 0, count = 0; x < WIDTH; x++) {
      held = held << bits | x * ((1 << bits) - 1) / (WIDTH - 1);
      for (count += bits; count >= 8; count -= 8) {
        file.put((byte) (held >> count - 8));
      }
      held &= (1 << count) - 1;
    }
    file.putShort((short) entries.length);
    for (int[] entry : entries) {
      file.putShort((short) entry[0]).putShort((short) 3).putInt(1).putShort((short) entry[1]).putShort((short) 0);
    }
    return file.array();
  }
}
JAVA
java -Djava.awt.headless=true Ramp.java
