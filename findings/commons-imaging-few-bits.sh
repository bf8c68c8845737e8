#!/bin/sh
# Of a TIFF of 16 colours Commons Imaging shows two; of a grey one of few bits it shows other greys.
#
# A number of a palette is the place of a colour; TIFF 6.0 (sections 3 and 5) has palettes of 4 bits as well as of 8, and
# what makes files of drawings small writes them. Commons Imaging first spreads every number of fewer than 8 bits over 8,
# as if it were light, and not evenly: of 4 bits, 0 1 2 3 .. 14 15 become 0 31 32 63 .. 224 255, where 0 17 34 51 .. 238
# 255 were meant. The places of colours it then cuts to their low bits, so that each even one is the first colour and each
# odd one the last. Palettes of 8 bits are right, and so is black and white; nothing is said.
#
# Seen with Commons Imaging 1.0.0-alpha6, JDK 17.0.15; a row of all numbers that 4 bits have, or 2:
#   palette, 4 bits: colours 0 15 0 15 0 15 .. 0 15    meant 0 1 2 3 4 5 .. 14 15
#   palette, 2 bits: colours 0 3 0 3                   meant 0 1 2 3
#   grey, 4 bits:    levels 0 31 32 63 64 95 .. 255    meant 0 17 34 51 68 85 .. 255
#   grey, 2 bits:    levels 0 127 128 255              meant 0 85 170 255
# For us: such TIFFs are read here as they are meant. Whoever makes drawings ready with Commons Imaging gives the TIFF
# itself, or makes one of 8 bits first.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>few</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.commons</groupId>
      <artifactId>commons-imaging</artifactId>
      <version>1.0.0-alpha6</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib

cat >Few.java <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.commons.imaging.Imaging;

class Few {
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int GREY = 1;
  private static final int PALETTE = 3;
  private static final int PIXELS = 8; // where the row of pixels begins

  public static void main(String[] args) throws IOException {
    for (int kind : new int[] {PALETTE, GREY}) {
      for (int bits : new int[] {8, 4, 2, 1}) {
        BufferedImage image = Imaging.getBufferedImage(row(kind, bits));
        StringBuilder told = new StringBuilder(kind == PALETTE ? "palette, " : "grey, ").append(bits).append(':');
        for (int x = 0; x < image.getWidth(); x++) {
          told.append(' ').append(image.getRGB(x, 0) & 0xff);
        }
        System.out.println(told);
      }
    }
  }

  /** A TIFF of one row: 0, 1, 2 and so on, to the largest number or to 15. Colour k of a palette is a blue of k. */
  private static byte[] row(int kind, int bits) {
    int width = Math.min(1 << bits, 16);
    byte[] pixels = new byte[(width * bits + 7) / 8];
    for (int x = 0; x < width; x++) {
      pixels[x * bits / 8] |= (byte) (x << (8 - bits - x * bits % 8));
    }
    int directory = PIXELS + pixels.length + pixels.length % 2;
    int colours = 1 << bits;
    int[][] entries = {
      {256, SHORT, 1, width}, {257, SHORT, 1, 1}, {258, SHORT, 1, bits}, {259, SHORT, 1, 1}, {262, SHORT, 1, kind},
      {273, LONG, 1, PIXELS}, {277, SHORT, 1, 1}, {278, SHORT, 1, 1}, {279, LONG, 1, pixels.length},
      {320, SHORT, 3 * colours, directory + 2 + 12 * 10 + 4}
    };
    int count = kind == PALETTE ? entries.length : entries.length - 1;
    ByteBuffer file = ByteBuffer.allocate(directory + 2 + 12 * entries.length + 4 + 6 * colours);
    file.put("MM".getBytes()).putShort((short) 42).putInt(directory).put(pixels).position(directory);
    file.putShort((short) count);
    for (int[] entry : Arrays.copyOf(entries, count)) {
      file.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]);
      boolean isShort = entry[1] == SHORT && entry[2] == 1;
      file.putInt(isShort ? entry[3] << 16 : entry[3]);
    }
    file.putInt(0);
    if (kind == PALETTE) {
      file.position(file.position() + 4 * colours); // no red, no green
      for (int colour = 0; colour < colours; colour++) {
        file.putShort((short) (257 * colour));
      }
    }
    return Arrays.copyOf(file.array(), file.position());
  }
}
JAVA
said=$(java -Djava.awt.headless=true -cp 'lib/*' Few.java)
echo "$said"
if [ "$said" = "palette, 8: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15
palette, 4: 0 15 0 15 0 15 0 15 0 15 0 15 0 15 0 15
palette, 2: 0 3 0 3
palette, 1: 0 1
grey, 8: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15
grey, 4: 0 31 32 63 64 95 96 127 128 159 160 191 192 223 224 255
grey, 2: 0 127 128 255
grey, 1: 0 255" ]; then
  echo "PASS: a palette of 4 bits has two colours"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
