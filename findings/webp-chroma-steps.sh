#!/bin/sh
# Two WebP decoders, one file, different pictures.
#
# Lossy WebP keeps colour at half the resolution. How a reader brings it back is not laid down: libwebp, which nearly all
# programs use, interpolates ("fancy upsampling"); the reader of TwelveMonkeys, the one in pure Java, repeats each value
# four times. Both are right, and at coloured edges they are dozens of levels apart. Grey pictures are the same to a level.
#
# Seen with com.twelvemonkeys.imageio:imageio-webp 3.15.0 and libwebp 1.6.0 (npm's sharp 0.34.4):
#   colours: differ by up to 69 levels, 7332 of 18432 samples by more than 2
#   greys: differ by up to 0 levels
# For us: a photograph in WebP is painted from slightly coarser colours than a browser shows, and a test that compares
# WebP pixels between decoders needs greys, or a tolerance by region.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>webp</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.twelvemonkeys.imageio</groupId>
      <artifactId>imageio-webp</artifactId>
      <version>3.15.0</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib
npm install --silent --no-audit --no-fund sharp@0.34.4

cat >encode.cjs <<'JS'
const fs = require('fs');
const sharp = require('sharp');

const width = 96, height = 64;

async function encode(name, even, odd) {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = ((x >> 3) + (y >> 3)) % 2 ? odd : even;
      colour.forEach((level, channel) => (pixels[(y * width + x) * 3 + channel] = level));
    }
  }
  await sharp(pixels, {raw: {width, height, channels: 3}}).webp({quality: 90}).toFile(name + '.webp');
  fs.writeFileSync(name + '.rgb', await sharp(name + '.webp').removeAlpha().raw().toBuffer());
}

console.log('libwebp ' + sharp.versions.webp);
encode('colours', [30, 60, 200], [220, 30, 40]).then(() => encode('greys', [40, 40, 40], [210, 210, 210]));
JS
node encode.cjs

cat >Compare.java <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

class Compare {
  public static void main(String[] args) throws Exception {
    int colours = largest("colours");
    int greys = largest("greys");
    boolean same = colours > 30 && greys <= 2;
    System.out.println(same ? "PASS: coloured edges differ, greys do not" : "CHANGED: see above, and the head of this script");
    System.exit(same ? 0 : 1);
  }

  private static int largest(String name) throws Exception {
    BufferedImage read = ImageIO.read(new File(name + ".webp"));
    byte[] reference = Files.readAllBytes(Path.of(name + ".rgb"));
    int largest = 0;
    int many = 0;
    for (int i = 0; i < reference.length; i++) {
      int pixel = i / 3;
      int rgb = read.getRGB(pixel % read.getWidth(), pixel / read.getWidth());
      int difference = Math.abs((rgb >> 16 - 8 * (i % 3) & 255) - (reference[i] & 255));
      largest = Math.max(largest, difference);
      many += difference > 2 ? 1 : 0;
    }
    System.out.printf(
        "%s: differ by up to %d levels, %d of %d samples by more than 2%n", name, largest, many, reference.length);
    return largest;
  }
}
JAVA
java -Djava.awt.headless=true -cp 'lib/*' Compare.java
