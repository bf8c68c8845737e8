#!/bin/sh
# A picture that is made smaller moves: to the one side in one resampler of Java, to the other in another.
#
# A pixel is an area, and what stands for it lies in its middle: pixel i of the smaller picture belongs at
# (i + 0.5) * factor - 0.5 of the larger one. Java 2D, Pillow, and PyTorch's and TensorFlow's resizes for pictures have it
# there. ResampleOp of TwelveMonkeys takes i * factor with Lanczos, Mitchell and most of its filters: half as wide, it shows
# what lies half a pixel to the left, a quarter as wide, one and a half. java-image-scaling, which also calls its class
# ResampleOp, takes (i + 0.5) * factor: half a pixel to the right at every width. Rows move like columns. Nothing looks
# wrong until the picture is laid on another, or a network's result on its reference.
#
# Seen with com.twelvemonkeys.common:common-image 3.15.0 and com.mortennobel:java-image-scaling 0.8.6, both with Lanczos,
# and drawImage of Java 17, bilinear: a ramp of 60 columns, and how far to the right of where it belongs each result was
# taken, in columns of the ramp:
#   60 to 30: Java 2D 0.00, TwelveMonkeys -0.50, java-image-scaling 0.50
#   60 to 20: Java 2D 0.00, TwelveMonkeys -1.00, java-image-scaling 0.50
#   60 to 15: Java 2D 0.00, TwelveMonkeys -1.50, java-image-scaling 0.50
#   60 to 45: Java 2D 0.00, TwelveMonkeys -0.16, java-image-scaling 0.50
# For us: no resize through either; photographs that a program made smaller with one of them are compared with pictures
# of the same program only.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>resamplers</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.twelvemonkeys.common</groupId>
      <artifactId>common-image</artifactId>
      <version>3.15.0</version>
    </dependency>
    <dependency>
      <groupId>com.mortennobel</groupId>
      <artifactId>java-image-scaling</artifactId>
      <version>0.8.6</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib

cat >Beside.java <<'JAVA'
import com.twelvemonkeys.image.ResampleOp;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

class Beside {
  private static final int WIDTH = 60;
  private static final int HEIGHT = 32;
  private static final int STEP = 4; // levels from one column to the next, so that quarters of columns are told apart

  public static void main(String[] args) {
    boolean same = reads(30, -0.5, 0.5);
    same &= reads(20, -1, 0.5);
    same &= reads(15, -1.5, 0.5);
    same &= reads(45, -0.17, 0.5);
    System.out.println(same ? "PASS: the one takes columns too far left, the other too far right" : "CHANGED: see above, and the head of this script");
    System.exit(same ? 0 : 1);
  }

  private static boolean reads(int width, double twelveMonkeys, double imageScaling) {
    double byJava = beside(drawn(width));
    double byTwelveMonkeys = beside(new ResampleOp(width, HEIGHT, ResampleOp.FILTER_LANCZOS).filter(ramp(), null));
    double byImageScaling = beside(new com.mortennobel.imagescaling.ResampleOp(width, HEIGHT).filter(ramp(), null));
    System.out.printf(
        "%d to %d: Java 2D %.2f, TwelveMonkeys %.2f, java-image-scaling %.2f%n",
        WIDTH, width, byJava, byTwelveMonkeys, byImageScaling);
    return near(byJava, 0) && near(byTwelveMonkeys, twelveMonkeys) && near(byImageScaling, imageScaling);
  }

  private static boolean near(double pixels, double expected) {
    return Math.abs(pixels - expected) < 0.05;
  }

  /** Each column is a step brighter than the one to its left. */
  private static BufferedImage ramp() {
    BufferedImage ramp = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < WIDTH; x++) {
      for (int y = 0; y < HEIGHT; y++) {
        ramp.setRGB(x, y, STEP * x * 0x010101);
      }
    }
    return ramp;
  }

  private static BufferedImage drawn(int width) {
    BufferedImage result = new BufferedImage(width, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = result.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(ramp(), 0, 0, width, HEIGHT, null);
    graphics.dispose();
    return result;
  }

  /** How far to the right of where it should lie the middle half of a picture was taken, in pixels of the ramp. */
  private static double beside(BufferedImage result) {
    int width = result.getWidth();
    double sum = 0;
    for (int x = width / 4; x < width - width / 4; x++) {
      double column = (result.getRGB(x, HEIGHT / 2) & 255) / (double) STEP;
      sum += column - ((x + 0.5) * WIDTH / width - 0.5);
    }
    return sum / (width - 2 * (width / 4));
  }
}
JAVA
java -Djava.awt.headless=true -cp 'lib/*' Beside.java
