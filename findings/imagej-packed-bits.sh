#!/bin/sh
# ImageJ shows the packed bytes of a black and white TIFF as if they were its pixels: a line becomes noise.
#
# A black and white drawing or scan is a TIFF of 1 bit, and PackBits is what every reader has to know for it (TIFF 6.0,
# section 9: part of baseline TIFF). ImageJ unpacks PackBits and Deflate where a pixel has 8 bits or more. With 1 bit it
# reads the bytes as they lie in the file, packed, in place of rows; for what is then missing it takes zeros. Of LZW it says
# that it cannot open it; of these two it says nothing, and the picture has its right size.
#
# Seen with ImageJ 1.54p (net.imagej:ij), JDK 17.0.15, beside ImageIO of the same JDK; a line from top to bottom in column
# 5 of 16, in four rows; the first row, where # is white:
#   not packed:    ImageIO .....#..........    ImageJ .....#..........
#   PackBits:      ImageIO .....#..........    ImageJ .....###.....#..
#   Deflate:       ImageIO .....#..........    ImageJ .####...#..###..
#   PackBits, 8 bits a pixel:    both .....#..........
# For us: TIFFs of 1 bit are unpacked here. Whoever makes scans ready with ImageJ gives the TIFF itself, or unpacks it
# first, by `tiffcp -c none`.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>packed</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>net.imagej</groupId>
      <artifactId>ij</artifactId>
      <version>1.54p</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib

cat >Packed.java <<'JAVA'
import ij.io.Opener;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

class Packed {
  private static final int WIDTH = 16;
  private static final int HEIGHT = 4;
  private static final int LINE = 5; // the column of the white line, on black
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int NOT_PACKED = 1;
  private static final int DEFLATE = 8;
  private static final int PACK_BITS = 32_773;
  private static final int PIXELS = 8; // where they begin

  public static void main(String[] args) throws IOException {
    tell("1 bit, not packed", 1, NOT_PACKED);
    tell("1 bit, PackBits", 1, PACK_BITS);
    tell("1 bit, Deflate", 1, DEFLATE);
    tell("8 bits, PackBits", 8, PACK_BITS);
  }

  private static void tell(String name, int bits, int packing) throws IOException {
    Path file = Path.of("line.tif");
    Files.write(file, tiff(bits, packed(rows(bits), packing), packing));
    BufferedImage right = ImageIO.read(file.toFile());
    BufferedImage seen = new Opener().openImage(file.toString()).getBufferedImage();
    System.out.println(name + ": ImageIO " + drawn(right) + ", ImageJ " + drawn(seen));
  }

  private static byte[] rows(int bits) {
    byte[] rows = new byte[HEIGHT * WIDTH * bits / 8];
    for (int y = 0; y < HEIGHT; y++) {
      int at = (y * WIDTH + LINE) * bits;
      rows[at / 8] = (byte) (bits == 1 ? 1 << (7 - at % 8) : 255);
    }
    return rows;
  }

  private static byte[] packed(byte[] rows, int packing) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    switch (packing) {
      case PACK_BITS -> {
        packed.write(rows.length - 1); // as many bytes as they are, which is packing too
        packed.write(rows);
      }
      case DEFLATE -> {
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
          deflater.write(rows);
        }
      }
      default -> packed.write(rows);
    }
    return packed.toByteArray();
  }

  private static byte[] tiff(int bits, byte[] pixels, int packing) {
    int directory = PIXELS + pixels.length + pixels.length % 2;
    int[][] entries = {
      {256, SHORT, WIDTH}, {257, SHORT, HEIGHT}, {258, SHORT, bits}, {259, SHORT, packing}, {262, SHORT, 1},
      {273, LONG, PIXELS}, {277, SHORT, 1}, {278, SHORT, HEIGHT}, {279, LONG, pixels.length}
    };
    ByteBuffer file = ByteBuffer.allocate(directory + 2 + 12 * entries.length + 4);
    file.put("MM".getBytes()).putShort((short) 42).putInt(directory).put(pixels).position(directory);
    file.putShort((short) entries.length);
    for (int[] entry : entries) {
      file.putShort((short) entry[0]).putShort((short) entry[1]).putInt(1);
      file.putInt(entry[1] == SHORT ? entry[2] << 16 : entry[2]);
    }
    return file.array();
  }

  /** The first row. */
  private static String drawn(BufferedImage image) {
    StringBuilder row = new StringBuilder();
    for (int x = 0; x < image.getWidth(); x++) {
      row.append((image.getRGB(x, 0) & 0xff) > 127 ? '#' : '.');
    }
    return row.toString();
  }
}
JAVA
said=$(java -Djava.awt.headless=true -cp 'lib/*' Packed.java)
echo "$said"
if [ "$said" = "1 bit, not packed: ImageIO .....#.........., ImageJ .....#..........
1 bit, PackBits: ImageIO .....#.........., ImageJ .....###.....#..
1 bit, Deflate: ImageIO .....#.........., ImageJ .####...#..###..
8 bits, PackBits: ImageIO .....#.........., ImageJ .....#.........." ]; then
  echo "PASS: packed bytes are shown as pixels"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
