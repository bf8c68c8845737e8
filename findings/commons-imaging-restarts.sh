#!/bin/sh
# A JPEG that starts anew every few blocks comes out of Commons Imaging with other levels from the first start on.
#
# Cameras and scanners set restart markers (DRI, RST0 to RST7): whoever reads may begin again behind each, for nothing
# that was counted before holds any more. A block's mean is stored as the difference from the block before, and behind a
# marker the first one is the difference from nothing (ITU-T T.81, F.2.1.3.1). Commons Imaging's decoder looks for the
# markers, and goes on with the mean that it had: what differs from middle grey is added once more at each marker. It
# says nothing. Without restarts it reads rightly.
#
# Seen with org.apache.commons:commons-imaging 1.0.0-alpha6, a flat grey of 64 x 8 pixels written by ImageIO of Java 17,
# the middle of each of the eight blocks:
#   grey 100, no restart:        commons 100 100 100 100 100 100 100 100    imageio 100, eight times
#   grey 100, before every two:  commons 100 100  72  72  44  44  16  16    imageio 100, eight times
#   grey 150, before every two:  commons 150 150 172 172 194 194 216 216    imageio 150, eight times
# For us: JPEGs are read by ImageIO, which obeys the markers. A photograph that went through Commons Imaging may have
# lost its levels before it comes here.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>restarts</artifactId>
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

cat >Restarts.java <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.apache.commons.imaging.Imaging;
import org.w3c.dom.Node;

class Restarts {
  private static final int BLOCK = 8;
  private static final int BLOCKS = 8;
  private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

  public static void main(String[] args) throws Exception {
    boolean same = reads(100, 0, 100, 100, 100, 100, 100, 100, 100, 100);
    same &= reads(100, 2, 100, 100, 72, 72, 44, 44, 16, 16);
    same &= reads(150, 2, 150, 150, 172, 172, 194, 194, 216, 216);
    System.out.println(same ? "PASS: levels run away at each restart" : "CHANGED: see above, and the head of this script");
    System.exit(same ? 0 : 1);
  }

  private static boolean reads(int grey, int interval, int... commons) throws Exception {
    byte[] jpeg = jpeg(grey, interval);
    int[] byCommons = middles(Imaging.getBufferedImage(jpeg));
    int[] byImageio = middles(ImageIO.read(new ByteArrayInputStream(jpeg)));
    System.out.printf("grey %d, restart every %d blocks: commons %s, imageio %s%n", grey, interval, row(byCommons), row(byImageio));
    int[] flat = new int[BLOCKS];
    Arrays.fill(flat, grey);
    return near(byCommons, commons) && near(byImageio, flat);
  }

  /** One grey, blocks of 8 x 8 beside each other, a restart before every so many of them; an interval of 0 is none. */
  private static byte[] jpeg(int grey, int interval) throws IOException {
    BufferedImage image = new BufferedImage(BLOCK * BLOCKS, BLOCK, BufferedImage.TYPE_BYTE_GRAY);
    int[] levels = new int[BLOCK * BLOCK * BLOCKS];
    Arrays.fill(levels, grey);
    image.getRaster().setPixels(0, 0, BLOCK * BLOCKS, BLOCK, levels);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
    if (interval > 0) {
      Node root = metadata.getAsTree(FORMAT);
      IIOMetadataNode restarts = new IIOMetadataNode("dri");
      restarts.setAttribute("interval", Integer.toString(interval));
      Node markers = root.getLastChild();
      markers.insertBefore(restarts, markers.getFirstChild());
      metadata.setFromTree(FORMAT, root);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, metadata), null);
    }
    return bytes.toByteArray();
  }

  /** The level in the middle of each block. */
  private static int[] middles(BufferedImage image) {
    return IntStream.range(0, BLOCKS).map(i -> image.getRaster().getSample(i * BLOCK + BLOCK / 2, BLOCK / 2, 0)).toArray();
  }

  private static boolean near(int[] levels, int[] expected) {
    return IntStream.range(0, BLOCKS).allMatch(i -> Math.abs(levels[i] - expected[i]) <= 1);
  }

  private static String row(int[] levels) {
    return Arrays.stream(levels).mapToObj(Integer::toString).collect(Collectors.joining(" "));
  }
}
JAVA
java -Djava.awt.headless=true -cp 'lib/*' Restarts.java
