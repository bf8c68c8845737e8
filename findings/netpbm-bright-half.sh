#!/bin/sh
# TwelveMonkeys reads the brighter half of a PGM, PPM or PAM wrongly where white is not 255, and a white of 1 as black.
#
# A Netpbm picture says which number is white, its maxval; below 256 a number is a byte from 0 to maxval, in proportion
# (Netpbm's manual of ppm, pgm and pam). TwelveMonkeys' plugin for ImageIO brings these to 255, and takes the bytes for
# signed ones: of a maxval from 128 to 253 the numbers up to 127 are right, and those above come out darker than some
# below them. Nothing is said. 255 shows nothing, for there -56 is still the byte of 200, and up to 127 no byte is
# negative. A PAM of BLACKANDWHITE has a maxval of 1, and is not brought to 255: its white is all but black.
#
# Seen with com.twelvemonkeys.imageio:imageio-pnm 3.12.0 on JDK 17, levels of the numbers in the file:
#   PPM, white is 255:  0 100 127 128 200 255 are 0 100 127 128 200 255
#   PPM, white is 100:  0 25 50 75 99 100 are 0 63 127 191 252 255
#   PPM, white is 200:  0 100 127 128 150 200 are 0 127 161 93 121 185; PGM and PAM too
#   PAM, white is 1:    0 1 are 0 1
# For us: Netpbm's pictures are not read here. Whoever makes PNGs of them for us by ImageIO with this plugin looks first
# at what is white, or takes netpbm's own pnmtopng.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>levels</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.twelvemonkeys.imageio</groupId>
      <artifactId>imageio-pnm</artifactId>
      <version>3.12.0</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib

cat >Levels.java <<'JAVA'
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import javax.imageio.ImageIO;

class Levels {
  public static void main(String[] args) throws IOException {
    tell("PPM, 255", "P6\n2 1\n255\n", 0, 100, 127, 128, 200, 255);
    tell("PPM, 100", "P6\n2 1\n100\n", 0, 25, 50, 75, 99, 100);
    tell("PPM, 200", "P6\n2 1\n200\n", 0, 100, 127, 128, 150, 200);
    tell("PGM, 200", "P5\n6 1\n200\n", 0, 100, 127, 128, 150, 200);
    tell("PAM, 200", pam(2, 3, 200, "RGB"), 0, 100, 127, 128, 150, 200);
    tell("PAM, 1", pam(2, 1, 1, "BLACKANDWHITE"), 0, 1);
  }

  private static String pam(int width, int depth, int white, String type) {
    return String.join("\n", "P7", "WIDTH " + width, "HEIGHT 1", "DEPTH " + depth, "MAXVAL " + white, "TUPLTYPE " + type,
        "ENDHDR", "");
  }

  /** Prints the levels in the raster, as they are stored: no colour space is applied. */
  private static void tell(String name, String head, int... numbers) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(head.getBytes(StandardCharsets.US_ASCII));
    StringJoiner given = new StringJoiner(" ");
    for (int number : numbers) {
      file.write(number);
      given.add(String.valueOf(number));
    }
    Raster raster = ImageIO.read(new ByteArrayInputStream(file.toByteArray())).getRaster();
    StringJoiner found = new StringJoiner(" ");
    for (int level : raster.getPixels(0, 0, raster.getWidth(), 1, (int[]) null)) {
      found.add(String.valueOf(level));
    }
    System.out.println(name + ": " + given + " are " + found);
  }
}
JAVA
said=$(java -cp 'lib/*' Levels.java)
echo "$said"
if [ "$said" = "PPM, 255: 0 100 127 128 200 255 are 0 100 127 128 200 255
PPM, 100: 0 25 50 75 99 100 are 0 63 127 191 252 255
PPM, 200: 0 100 127 128 150 200 are 0 127 161 93 121 185
PGM, 200: 0 100 127 128 150 200 are 0 127 161 93 121 185
PAM, 200: 0 100 127 128 150 200 are 0 127 161 93 121 185
PAM, 1: 0 1 are 0 1" ]; then
  echo "PASS: bytes above 127 are taken for negative ones, and the white of 1 is left at 1"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
