#!/bin/sh
# A PNG that states the usual gamma is darkened by one reader, and one that states a linear ramp is not touched.
#
# The chunk gAMA says by which exponent levels were made from light, times 100,000. Most files that have one say 45455,
# 1/2.2: made for an ordinary screen, to be shown as it is. One that says 100000 holds light itself, and an ordinary screen
# must show its 128 as about 186. Commons Imaging does the opposite: it applies the exponent as if the screen were
# linear. ImageIO ignores the chunk, which is right for the first file and wrong for the second.
#
# Seen with org.apache.commons:commons-imaging 1.0.0-alpha6, level 128 of a grey written as red, green and blue:
#   no gAMA       commons 128  imageio 128
#   gAMA 45455    commons  56  imageio 128
#   gAMA 100000   commons 128  imageio 128
# For us: it is no replacement for ImageIO when PNGs are read, and colour chunks other than iCCP are ours to obey.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>gamma</artifactId>
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

cat >Gamma.java <<'JAVA'
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.Imaging;

class Gamma {
  public static void main(String[] args) throws Exception {
    boolean same = reads("no gAMA", png(0), 128, 128);
    same &= reads("gAMA 45455", png(45_455), 56, 128);
    same &= reads("gAMA 100000", png(100_000), 128, 128);
    System.out.println(same ? "PASS: the usual gamma is darkened, linear light is not brightened" : "CHANGED: see above, and the head of this script");
    System.exit(same ? 0 : 1);
  }

  private static boolean reads(String name, byte[] png, int commons, int imageio) throws Exception {
    int byCommons = Imaging.getBufferedImage(png).getRGB(0, 0) & 255;
    int byImageio = ImageIO.read(new ByteArrayInputStream(png)).getRGB(0, 0) & 255;
    System.out.printf("%-12s commons %3d  imageio %3d%n", name, byCommons, byImageio);
    return Math.abs(byCommons - commons) <= 1 && byImageio == imageio;
  }

  /** One pixel of red, green and blue 128; 0 for no gAMA. */
  private static byte[] png(int gamma) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(1).putInt(1).put((byte) 8).put((byte) 2).array());
    if (gamma > 0) {
      chunk(out, "gAMA", ByteBuffer.allocate(4).putInt(gamma).array());
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(new byte[] {0, (byte) 128, (byte) 128, (byte) 128});
    }
    chunk(out, "IDAT", packed.toByteArray());
    chunk(out, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) crc.getValue());
  }
}
JAVA
java -Djava.awt.headless=true -cp 'lib/*' Gamma.java
