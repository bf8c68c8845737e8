#!/bin/sh
# Figures that move over a still background leave traces, or lose the background, in two GIF readers of Java.
#
# A frame of a GIF says what becomes of it once its time is over (GIF89a, "Disposal Method"): 1, it is left; 3, what was
# there before it is put back. A figure that moves over a background is made so: the background with 1, each place of the
# figure with 3. Programs that make GIFs small write it.
#   - animated-gif-lib's GifDecoder puts back the picture of two frames ago instead, which holds the figure of then.
#   - scrimage's AnimatedGifReader does with each frame, before it is drawn, what is meant for after it, and does not
#     count the first frame among those to put back: the figure stands on nothing.
#
# Seen with com.madgag:animated-gif-lib 1.4 and com.sksamuel.scrimage:scrimage-core 4.3.5; eight pixels, a red background,
# then green, blue and white ones at other places, frame by frame (a dot is transparent):
#   put back:  should be  rrrrrrrr rgrrrrrr rrrbrrrr rrrrrwrr
#              madgag     rrrrrrrr rgrrrrrr rrrbrrrr rgrrrwrr
#              scrimage   rrrrrrrr .g...... ...b.... .....w..
#   left:      all three  rrrrrrrr rgrrrrrr rgrbrrrr rgrbrwrr
# For us: GIFs are composed here, frame by frame, from their own words. Frames that were taken out with one of these are
# not the film that a browser shows; give the GIF itself.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>disposal</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.madgag</groupId>
      <artifactId>animated-gif-lib</artifactId>
      <version>1.4</version>
    </dependency>
    <dependency>
      <groupId>com.sksamuel.scrimage</groupId>
      <artifactId>scrimage-core</artifactId>
      <version>4.3.5</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib

cat >Disposal.java <<'JAVA'
import com.madgag.gif.fmsware.GifDecoder;
import com.sksamuel.scrimage.nio.AnimatedGifReader;
import com.sksamuel.scrimage.nio.ImageSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class Disposal {
  private static final int LEFT = 1;
  private static final int PUT_BACK = 3;
  private static final int WIDTH = 8;
  private static final int[] COLOURS = {0xff0000, 0x00ff00, 0x0000ff, 0xffffff};
  private static final Map<Integer, String> NAMES =
      Map.of(0xffff0000, "r", 0xff00ff00, "g", 0xff0000ff, "b", 0xffffffff, "w", 0, ".");
  private static final int PALETTE = 128; // colours: with 7 bits for each, a code of the packed pixels is one byte
  private static final int CLEAR = 128;
  private static final int END = 129;

  public static void main(String[] args) throws Exception {
    String left = "rrrrrrrr rgrrrrrr rgrbrrrr rgrbrwrr";
    boolean same = reads("left", LEFT, left, left);
    same &= reads("put back", PUT_BACK, "rrrrrrrr rgrrrrrr rrrbrrrr rgrrrwrr", "rrrrrrrr .g...... ...b.... .....w..");
    System.out.println(
        same ? "PASS: what was there before is not what is put back" : "CHANGED: see above, and the head of this script");
    System.exit(same ? 0 : 1);
  }

  private static boolean reads(String name, int disposal, String madgag, String scrimage) throws Exception {
    byte[] gif = gif(disposal);
    GifDecoder decoder = new GifDecoder();
    decoder.read(new ByteArrayInputStream(gif));
    String byMadgag = rows(IntStream.range(0, decoder.getFrameCount()).mapToObj(decoder::getFrame));
    String byScrimage = rows(AnimatedGifReader.read(ImageSource.of(gif)).getFrames().stream().map(frame -> frame.awt()));
    System.out.printf("%s:%n  madgag   %s%n  scrimage %s%n", name, byMadgag, byScrimage);
    return byMadgag.equals(madgag) && byScrimage.equals(scrimage);
  }

  private static String rows(Stream<BufferedImage> frames) {
    return frames.map(Disposal::row).collect(Collectors.joining(" "));
  }

  private static String row(BufferedImage frame) {
    int[] pixels = frame.getRGB(0, 0, WIDTH, 1, null, 0, WIDTH);
    return Arrays.stream(pixels).mapToObj(pixel -> NAMES.getOrDefault(pixel, "?")).collect(Collectors.joining());
  }

  /** A red row that is left, then one pixel each of green, blue and white at 1, 3 and 5. */
  private static byte[] gif(int disposal) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write("GIF89a".getBytes(StandardCharsets.US_ASCII));
    bytes(out, WIDTH, 0, 1, 0, 0xe6, 0, 0);
    for (int i = 0; i < PALETTE; i++) {
      int colour = i < COLOURS.length ? COLOURS[i] : 0;
      bytes(out, colour >> 16, colour >> 8, colour);
    }
    frame(out, LEFT, 0, new int[WIDTH]);
    for (int i = 1; i < COLOURS.length; i++) {
      frame(out, disposal, 2 * i - 1, i);
    }
    bytes(out, ';');
    return out.toByteArray();
  }

  /** Pixels of one row, from x on, shown for a tenth of a second. */
  private static void frame(ByteArrayOutputStream out, int disposal, int x, int... pixels) {
    bytes(out, 0x21, 0xf9, 4, disposal << 2, 10, 0, 0, 0);
    bytes(out, ',', x, 0, 0, 0, pixels.length, 0, 1, 0, 0);
    bytes(out, 7, pixels.length + 2, CLEAR);
    bytes(out, pixels);
    bytes(out, END, 0);
  }

  private static void bytes(ByteArrayOutputStream out, int... values) {
    for (int value : values) {
      out.write(value);
    }
  }
}
JAVA
java -Djava.awt.headless=true -cp 'lib/*' Disposal.java
