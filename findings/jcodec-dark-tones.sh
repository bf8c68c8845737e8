#!/bin/sh
# A film that JCodec writes is darker when JCodec reads it.
#
# H.264 without a label means limited range: luma 16 is black and 235 is white. The encoder fills the whole range, from about
# 0 to 240, and writes no label that says so; every reader, its own among them, then takes 16 for black. What lay
# below is one black, dark tones sink, and bright ones are lifted.
#
# Seen with org.jcodec:jcodec-javase 0.2.5, one grey frame each, luma as decoded, and the grey that comes back:
#   grey 0: luma 1, back 0        grey 16: luma 14, back 0       grey 32: luma 30, back 16
#   grey 64: luma 59, back 50     grey 128: luma 121, back 122   grey 235: luma 222, back 240
# For us: no films through it, although it is the one H.264 encoder in pure Java.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>range</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.jcodec</groupId>
      <artifactId>jcodec-javase</artifactId>
      <version>0.2.5</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib

cat >Greys.java <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.Arrays;
import org.jcodec.api.FrameGrab;
import org.jcodec.api.awt.AWTSequenceEncoder;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.common.model.Picture;
import org.jcodec.common.model.Rational;
import org.jcodec.scale.AWTUtil;

class Greys {
  private static final int[] GREYS = {0, 16, 32, 64, 128, 235};
  private static final int SIZE = 64;
  private static final int PLANE_OFFSET = 128; // planes hold signed bytes

  public static void main(String[] args) throws Exception {
    File film = new File("greys.mp4");
    write(film);
    int[] luma = new int[GREYS.length];
    int[] back = new int[GREYS.length];
    FrameGrab frames = FrameGrab.createFrameGrab(NIOUtils.readableChannel(film));
    for (int i = 0; i < GREYS.length; i++) {
      Picture frame = frames.getNativeFrame();
      luma[i] = frame.getPlaneData(0)[0] + PLANE_OFFSET;
      back[i] = AWTUtil.toBufferedImage(frame).getRGB(0, 0) & 255;
      System.out.printf("grey %d: luma %d, back %d%n", GREYS[i], luma[i], back[i]);
    }
    boolean wholeRange = luma[0] < 8 && luma[1] < 17;
    boolean darker = back[1] <= 2 && back[2] < 20 && back[3] < 58;
    System.out.println(wholeRange && darker ? "PASS: dark tones sink, black and 16 are one" : "CHANGED: see above, and the head of this script");
    System.exit(wholeRange && darker ? 0 : 1);
  }

  private static void write(File film) throws Exception {
    try (SeekableByteChannel out = NIOUtils.writableChannel(film)) {
      AWTSequenceEncoder encoder = new AWTSequenceEncoder(out, Rational.R(25, 1));
      for (int grey : GREYS) {
        int[] pixels = new int[SIZE * SIZE];
        Arrays.fill(pixels, grey * 0x010101);
        BufferedImage frame = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_3BYTE_BGR);
        frame.setRGB(0, 0, SIZE, SIZE, pixels, 0, SIZE);
        encoder.encodeImage(frame);
      }
      encoder.finish();
    }
  }
}
JAVA
java -Djava.awt.headless=true -cp 'lib/*' Greys.java
