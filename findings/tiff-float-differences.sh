#!/bin/sh
# Two readers of big-endian TIFFs turn the bytes of floats that are stored as differences: geotiff.js and NGA's in Java.
#
# Predictor 3 of TIFF (Adobe Photoshop TIFF Technical Note 3) sorts the bytes of a row of floats by their weight, the
# highest bytes of all first, and stores the difference of each from the one before. That order is the same whatever the
# file's order of bytes is; libtiff, after undoing it, has floats in the machine's own order. geotiff.js, and mil.nga:tiff
# by the same algorithm, make little-endian floats of it, and then read these in the file's order. Little-endian files are
# right, and so are big-endian ones without the predictor. With it, levels from 0 to 1 become about 0, with some huge
# numbers of either sign, and nothing is said.
#
# Seen with geotiff 3.0.5 (Node.js 20.20.2) and mil.nga:tiff 3.0.0, alike; one row of 0 0.25 0.5 1, packed by Deflate:
#   little-endian, plain and as differences: 0 0.25 0.5 1
#   big-endian, plain:                       0 0.25 0.5 1
#   big-endian, as differences:              0 4.6e-41 8.83e-44 4.6e-41
# For us: such differences are read here in both orders. Whoever makes pictures of heights or light with one of the two
# writes the TIFF little-endian, or without a predictor.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . geotiff@3.0.5

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>floats</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>mil.nga</groupId>
      <artifactId>tiff</artifactId>
      <version>3.0.0</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib

cat >floats.mjs <<'JAVASCRIPT'
import { writeFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { fromArrayBuffer } from "geotiff";

const ROW = [0, 0.25, 0.5, 1];
const SHORT = 3;
const LONG = 4;
const DEFLATE = 8;
const DIFFERENCES_OF_FLOATS = 3;

/** The row as TIFF stores it: floats in the file's order, or the differences of their bytes sorted by weight. */
function stored(little, predictor) {
  const floats = new DataView(new ArrayBuffer(4 * ROW.length));
  if (predictor !== DIFFERENCES_OF_FLOATS) {
    ROW.forEach((number, i) => floats.setFloat32(4 * i, number, little));
    return new Uint8Array(floats.buffer);
  }
  ROW.forEach((number, i) => floats.setFloat32(4 * i, number));
  const sorted = Uint8Array.from({ length: 4 * ROW.length }, (_, at) => {
    const weight = Math.floor(at / ROW.length); // 0 is the highest
    return floats.getUint8(4 * (at % ROW.length) + weight);
  });
  return sorted.map((byte, i) => (i === 0 ? byte : byte - sorted[i - 1]));
}

/** A TIFF of one row of grey floats. */
function picture(little, predictor) {
  const pixels = deflateSync(stored(little, predictor));
  const from = 8 + pixels.length + (pixels.length % 2);
  const entries = [[256, SHORT, ROW.length], [257, SHORT, 1], [258, SHORT, 32], [259, SHORT, DEFLATE], [262, SHORT, 1],
    [273, LONG, 8], [277, SHORT, 1], [278, SHORT, 1], [279, LONG, pixels.length], [317, SHORT, predictor],
    [339, SHORT, 3]];
  const file = new DataView(new ArrayBuffer(from + 2 + 12 * entries.length + 4));
  file.setUint16(0, little ? 0x4949 : 0x4d4d);
  file.setUint16(2, 42, little);
  file.setUint32(4, from, little);
  new Uint8Array(file.buffer).set(pixels, 8);
  file.setUint16(from, entries.length, little);
  entries.forEach(([tag, type, value], i) => {
    const at = from + 2 + 12 * i;
    file.setUint16(at, tag, little);
    file.setUint16(at + 2, type, little);
    file.setUint32(at + 4, 1, little);
    if (type === SHORT) {
      file.setUint16(at + 8, value, little);
    } else {
      file.setUint32(at + 8, value, little);
    }
  });
  return file.buffer;
}

for (const little of [true, false]) {
  for (const predictor of [1, DIFFERENCES_OF_FLOATS]) {
    const name = `${little ? "little" : "big"}-${predictor}`;
    const file = picture(little, predictor);
    writeFileSync(`${name}.tif`, new Uint8Array(file));
    const image = await (await fromArrayBuffer(file)).getImage();
    const found = Array.from((await image.readRasters())[0], (number) => Number(number.toPrecision(3)));
    console.log(`geotiff, ${name}: ${found.join(" ")}`);
  }
}
JAVASCRIPT
cat >Floats.java <<'JAVA'
import java.io.File;
import java.io.IOException;
import java.util.Locale;
import mil.nga.tiff.Rasters;
import mil.nga.tiff.TiffReader;

class Floats {
  public static void main(String[] args) throws IOException {
    for (String name : new String[] {"little-1", "little-3", "big-1", "big-3"}) {
      Rasters rasters = TiffReader.readTiff(new File(name + ".tif")).getFileDirectory().readRasters();
      StringBuilder row = new StringBuilder("mil.nga:tiff, " + name + ":");
      for (int x = 0; x < rasters.getWidth(); x++) {
        row.append(' ').append(String.format(Locale.ROOT, "%.3g", rasters.getFirstPixelSample(x, 0).doubleValue()));
      }
      System.out.println(row);
    }
  }
}
JAVA
said="$(node floats.mjs)
$(java -cp 'lib/*' Floats.java)"
echo "$said"
if [ "$said" = "geotiff, little-1: 0 0.25 0.5 1
geotiff, little-3: 0 0.25 0.5 1
geotiff, big-1: 0 0.25 0.5 1
geotiff, big-3: 0 4.6e-41 8.83e-44 4.6e-41
mil.nga:tiff, little-1: 0.00 0.250 0.500 1.00
mil.nga:tiff, little-3: 0.00 0.250 0.500 1.00
mil.nga:tiff, big-1: 0.00 0.250 0.500 1.00
mil.nga:tiff, big-3: 0.00 4.60e-41 8.83e-44 4.60e-41" ]; then
  echo "PASS: floats that were put in one order are read in the other"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
