#!/bin/sh
# The clear part of a WebP comes out opaque.
#
# The pixels of a lossless WebP, and the alpha of a lossy one, may be numbers of a palette. A number that the palette
# does not have stands for 0x00000000 (RFC 9649, Color Indexing Transform). libwebp counts on it, and leaves a zero
# out that would be a palette's last colour. The reader of TwelveMonkeys, the one in pure Java, takes the last colour
# that is there instead: where a picture is clear it comes out opaque, without an error.
#
# Seen with com.twelvemonkeys.imageio:imageio-webp 3.15.0 and libwebp 1.6.0 (npm's sharp 0.34.4), a disc of 64 x 64
# pixels whose alpha fades to nothing, lossy, with effort 0 (with 4 and 6 libwebp packs this one otherwise, and both
# agree):
#   clear by libwebp: 2211 pixels, by TwelveMonkeys: 320
#   alpha of the corner: 0 and 255
# For us: lossless pixels and alpha are decoded by classes of our own (docs/decisions/0023).
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

const side = 64;

async function encode() {
  const pixels = Buffer.alloc(side * side * 4);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const alpha = Math.min(255, Math.max(0, 300 - Math.floor(((x - 32) ** 2 + (y - 32) ** 2) / 2)));
      pixels.fill(alpha ? 255 : 0, (y * side + x) * 4, (y * side + x) * 4 + 3);
      pixels[(y * side + x) * 4 + 3] = alpha;
    }
  }
  await sharp(pixels, {raw: {width: side, height: side, channels: 4}}).webp({quality: 90, effort: 0}).toFile('disc.webp');
  const read = await sharp('disc.webp').ensureAlpha().raw().toBuffer();
  fs.writeFileSync('disc.alpha', Buffer.from(read.filter((level, i) => i % 4 === 3)));
}

console.log('libwebp ' + sharp.versions.webp);
encode();
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
    BufferedImage read = ImageIO.read(new File("disc.webp"));
    byte[] reference = Files.readAllBytes(Path.of("disc.alpha"));
    int clear = 0;
    int clearHere = 0;
    for (int i = 0; i < reference.length; i++) {
      int alpha = read.getRGB(i % read.getWidth(), i / read.getWidth()) >>> 24;
      clear += reference[i] == 0 ? 1 : 0;
      clearHere += alpha == 0 ? 1 : 0;
    }
    System.out.printf("clear by libwebp: %d pixels, by TwelveMonkeys: %d%n", clear, clearHere);
    int corner = read.getRGB(0, 0) >>> 24;
    System.out.printf("alpha of the corner: %d and %d%n", reference[0] & 255, corner);
    boolean same = clear > 2 * clearHere && reference[0] == 0 && corner == 255;
    System.out.println(
        same
            ? "PASS: what the palette leaves out is opaque"
            : "CHANGED: see above, and the head of this script");
    System.exit(same ? 0 : 1);
  }
}
JAVA
java -Djava.awt.headless=true -cp 'lib/*' Compare.java
