#!/bin/sh
# UTIF takes the planes of a colour TIFF for pixels: the reds alone, three to a pixel, and nothing of green and blue.
#
# A TIFF may hold all reds of a picture, then all greens, then all blues, each in strips of its own (TIFF 6.0,
# PlanarConfiguration 2; Photoshop calls it "Per Channel"). No baseline reader has to know it, but then it is to refuse the
# file, as the package tiff does. UTIF.js, with which jimp and many pages read TIFFs, fills the pixels with numbers as they
# come: the first three reds become the first pixel's red, green and blue. Its one word of it, "PlanarConfiguration 2 should
# not be used!", is printed in Node.js only where NODE_ENV is "development".
#
# Seen with utif2 4.1.0 (jimp 1.6.1 uses it) and tiff 7.1.3, Node.js 20.20.2; three rows of red, green, blue and white:
#   in pixels:                  each row ff0000 00ff00 0000ff ffffff, by both and by geotiff 3.0.5
#   in planes:                  tiff refuses, UTIF ff0000 ffff00 00ffff 0000ff and two rows of black
#   in planes, strips of a row: tiff refuses, UTIF ff0000 ff0000 000000 000000 in each row
# For us: TIFFs in planes are read here. Whoever makes pictures ready with one of these gives the TIFF itself, or turns it
# by `tiffcp -p contig` first.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . utif2@4.1.0 tiff@7.1.3 geotiff@3.0.5

cat >planes.mjs <<'JAVASCRIPT'
import { fromArrayBuffer } from "geotiff";
import { decode } from "tiff";
import UTIF from "utif2";

const COLOURS = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]];
const ROWS = 3;
const SHORT = 3;
const LONG = 4;
const IN_PIXELS = 1;
const IN_PLANES = 2;

/** The numbers of some rows of the picture, pixel by pixel or plane by plane. */
function strips(order, rows) {
  const one = order === IN_PIXELS ? [COLOURS.flat()] : [0, 1, 2].map((channel) => COLOURS.map((rgb) => rgb[channel]));
  return one.flatMap((row) => Array.from({ length: ROWS / rows }, () => Array(rows).fill(row).flat()));
}

/** An unpacked little-endian TIFF of 8 bits, its strips of so many rows. */
function picture(order, rows) {
  const parts = strips(order, rows);
  const count = parts.length;
  const bits = 8; // where the three numbers of BitsPerSample are, and behind them the strips' places and lengths
  const places = bits + 8;
  const lengths = places + 4 * count;
  const pixels = lengths + 4 * count;
  const directory = pixels + 12 * COLOURS.length * ROWS;
  const listed = (at, value) => (count === 1 ? value : at);
  const entries = [[256, SHORT, 1, COLOURS.length], [257, SHORT, 1, ROWS], [258, SHORT, 3, bits], [259, SHORT, 1, 1],
    [262, SHORT, 1, 2], [273, LONG, count, listed(places, pixels)], [277, SHORT, 1, 3], [278, SHORT, 1, rows],
    [279, LONG, count, listed(lengths, parts[0].length)], [284, SHORT, 1, order]];
  const file = Buffer.alloc(directory + 2 + 12 * entries.length + 4);
  file.write("II*\0");
  file.writeUInt32LE(directory, 4);
  [0, 1, 2].forEach((channel) => file.writeUInt16LE(8, bits + 2 * channel));
  parts.forEach((part, i) => {
    file.writeUInt32LE(pixels + i * part.length, places + 4 * i);
    file.writeUInt32LE(part.length, lengths + 4 * i);
    Buffer.from(part).copy(file, pixels + i * part.length);
  });
  file.writeUInt16LE(entries.length, directory);
  entries.forEach(([tag, type, many, value], i) => {
    const at = directory + 2 + 12 * i;
    file.writeUInt16LE(tag, at);
    file.writeUInt16LE(type, at + 2);
    file.writeUInt32LE(many, at + 4);
    file.writeUInt32LE(value, at + 8);
  });
  return file;
}

function byUtif(file) {
  const [image] = UTIF.decode(file);
  UTIF.decodeImage(file, image);
  const rgba = UTIF.toRGBA8(image);
  return (at) => [...rgba.subarray(4 * at, 4 * at + 3)];
}

async function byGeotiff(file) {
  const image = await (await fromArrayBuffer(Uint8Array.from(file).buffer)).getImage();
  const rgb = await image.readRasters({ interleave: true });
  return (at) => [...rgb.subarray(3 * at, 3 * at + 3)];
}

function byTiff(file) {
  try {
    const { data } = decode(file)[0];
    return (at) => [...data.subarray(3 * at, 3 * at + 3)];
  } catch {
    return null;
  }
}

/** The picture's rows, each colour as hexadecimal digits. */
function rows(pixel) {
  if (pixel === null) {
    return "refuses";
  }
  const hex = (at) => Buffer.from(pixel(at)).toString("hex");
  const width = COLOURS.length;
  return Array.from({ length: ROWS }, (_, y) => COLOURS.map((_, x) => hex(y * width + x)).join(" ")).join(", ");
}

for (const [name, order, tall] of [["pixels", IN_PIXELS, ROWS], ["planes", IN_PLANES, ROWS], ["planes by rows", IN_PLANES, 1]]) {
  const file = picture(order, tall);
  console.log(`${name}: geotiff ${rows(await byGeotiff(file))}`);
  console.log(`${name}: tiff ${rows(byTiff(file))}`);
  console.log(`${name}: UTIF ${rows(byUtif(file))}`);
}
JAVASCRIPT
said=$(node planes.mjs)
echo "$said"
cat >expected <<'SEEN'
pixels: geotiff ff0000 00ff00 0000ff ffffff, ff0000 00ff00 0000ff ffffff, ff0000 00ff00 0000ff ffffff
pixels: tiff ff0000 00ff00 0000ff ffffff, ff0000 00ff00 0000ff ffffff, ff0000 00ff00 0000ff ffffff
pixels: UTIF ff0000 00ff00 0000ff ffffff, ff0000 00ff00 0000ff ffffff, ff0000 00ff00 0000ff ffffff
planes: geotiff ff0000 00ff00 0000ff ffffff, ff0000 00ff00 0000ff ffffff, ff0000 00ff00 0000ff ffffff
planes: tiff refuses
planes: UTIF ff0000 ffff00 00ffff 0000ff, 000000 000000 000000 000000, 000000 000000 000000 000000
planes by rows: geotiff ff0000 00ff00 0000ff ffffff, ff0000 00ff00 0000ff ffffff, ff0000 00ff00 0000ff ffffff
planes by rows: tiff refuses
planes by rows: UTIF ff0000 ff0000 000000 000000, ff0000 ff0000 000000 000000, ff0000 ff0000 000000 000000
SEEN
if [ "$said" = "$(cat expected)" ]; then
  echo "PASS: reds are three to a pixel"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
