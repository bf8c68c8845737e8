#!/bin/sh
# A Netpbm picture of more than 8 bits comes out of Commons Imaging as noise: its low bytes are taken, not its high ones.
#
# The head of a PGM or PPM says which number is the brightest ("maxval", 1 to 65535, netpbm's pgm(5) and ppm(5)); above 255
# each number has two bytes, the high one first. Raw developers and scanners write 65535, cameras' own bits are 1023,
# 4095 or 16383. Commons Imaging scales the numbers to 65535 and then keeps the last eight bits of each. A smooth sky
# becomes grain, a ramp becomes 256 ramps, and nothing is said. White is white and black is black, so a test picture of
# the two, or one of 8 bits whose bytes were doubled, comes out right.
#
# Seen with org.apache.commons:commons-imaging 1.0.0-alpha6; 0.1, 0.3, 0.45, 0.7 and all of the brightest number (rounded
# down), alike in PGM and PPM:
#   brightest 255:   should be 25 76 114 178 255    is  25  76 114 178 255
#   brightest 1023:  should be 25 76 115 178 255    is 134 147  28  44 255
#   brightest 4095:  should be 25 76 115 178 255    is 145 196  39  43 255
#   brightest 65535: should be 25 76 115 178 255    is 153 204  50  50 255
# For us: Netpbm pictures come here as PNG or TIFF, and Commons Imaging is not what makes them of wide ones.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>wide</artifactId>
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

cat >Wide.java <<'JAVA'
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.imaging.Imaging;

class Wide {
  private static final double[] SHARES = {0.1, 0.3, 0.45, 0.7, 1};

  public static void main(String[] args) throws Exception {
    boolean same = reads(255, List.of(25, 76, 114, 178, 255));
    same &= reads(1_023, List.of(134, 147, 28, 44, 255));
    same &= reads(4_095, List.of(145, 196, 39, 43, 255));
    same &= reads(65_535, List.of(153, 204, 50, 50, 255));
    System.out.println(same ? "PASS: of wide numbers the low byte is taken" : "CHANGED: see above, and the head of this script");
    System.exit(same ? 0 : 1);
  }

  private static boolean reads(int brightest, List<Integer> expected) throws IOException {
    List<Integer> right = new ArrayList<>();
    List<Integer> grey = new ArrayList<>();
    List<Integer> colour = new ArrayList<>();
    for (double share : SHARES) {
      int number = (int) (share * brightest);
      right.add(Math.round(255f * number / brightest));
      grey.add(level(picture("P5", 1, brightest, number)));
      colour.add(level(picture("P6", 3, brightest, number)));
    }
    System.out.printf("brightest %d: should be %s, as PGM %s, as PPM %s%n", brightest, right, grey, colour);
    return grey.equals(expected) && colour.equals(expected);
  }

  /** One pixel, all of whose samples are one number. */
  private static byte[] picture(String format, int samples, int brightest, int number) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write((format + "\n1 1\n" + brightest + "\n").getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < samples; i++) {
      if (brightest > 255) {
        bytes.write(number >> 8);
      }
      bytes.write(number);
    }
    return bytes.toByteArray();
  }

  private static int level(byte[] picture) throws IOException {
    return Imaging.getBufferedImage(picture).getRGB(0, 0) & 255;
  }
}
JAVA
java -Djava.awt.headless=true -cp 'lib/*' Wide.java
