#!/bin/sh
# image-js puts the tiles of a colour TIFF together as if a pixel had one number.
#
# A TIFF in tiles stores each tile like a small picture of its own: TileWidth x TileLength pixels, each of SamplesPerPixel
# numbers side by side (TIFF 6.0, sections 6 and 15). Scans of slides, satellites' pictures and much of what vips and GDAL
# write are like that. The `tiff` package, by which image-js reads them, takes as many numbers of a tile as the tile has
# pixels, and gives each pixel one of them as its red. Grey tiles are right. Of RGB every tile shows the upper third of
# itself, stretched, with red, green and blue side by side where red should be; green and blue are 0, nothing is thrown,
# and the sides and the kind of colours are right.
#
# Seen with image-js 1.7.0 and tiff 7.1.3, Node.js 20.20.2: 32 x 32 pixels in one strip or in four tiles of 16 x 16, not
# compressed, each pixel grey 200, or red 200, green 100, blue 50:
#   grey, in a strip and in tiles: every pixel 200
#   RGB in a strip: every pixel 200 100 50
#   RGB in tiles:   344 pixels 200 0 0, 340 pixels 100 0 0, 340 pixels 50 0 0
# For us: tiles are read here. Whoever makes pictures small with Node.js before they come here gives the TIFF itself.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . image-js@1.7.0 tiff@7.1.3

cat >tiles.mjs <<'JAVASCRIPT'
import { decode } from "image-js";

const SIDE = 32;
const TILE = 16;
const SHORT = 3;
const LONG = 4;

/** A TIFF without compression whose pixels all have these levels, in one strip or in tiles. */
function picture(levels, tiled) {
  const parts = tiled ? (SIDE / TILE) ** 2 : 1;
  const bytesOfPart = (SIDE * SIDE * levels.length) / parts;
  const pixels = Buffer.alloc(SIDE * SIDE * levels.length);
  for (let i = 0; i < pixels.length; i++) {
    pixels[i] = levels[i % levels.length];
  }
  const from = 8 + pixels.length; // of the arrays that do not fit into their entries
  const offsets = Array.from({ length: parts }, (_, i) => 8 + i * bytesOfPart);
  const arrays = [...offsets, ...offsets.map(() => bytesOfPart)];
  const numbers = (at) => (parts === 1 ? arrays[at] : from + 4 * at);
  const directory = from + 4 * arrays.length + 6;
  const where = tiled
    ? [[322, SHORT, 1, TILE], [323, SHORT, 1, TILE], [324, LONG, parts, numbers(0)], [325, LONG, parts, numbers(parts)]]
    : [[273, LONG, 1, numbers(0)], [278, SHORT, 1, SIDE], [279, LONG, 1, numbers(1)]];
  const bits = levels.length === 1 ? 8 : from + 4 * arrays.length;
  const entries = [[256, SHORT, 1, SIDE], [257, SHORT, 1, SIDE], [258, SHORT, levels.length, bits], [259, SHORT, 1, 1],
    [262, SHORT, 1, levels.length === 1 ? 1 : 2], [277, SHORT, 1, levels.length], ...where].sort((a, b) => a[0] - b[0]);
  const head = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  head.writeUInt32LE(directory, 4);
  const tail = Buffer.alloc(4 * arrays.length + 6 + 2 + 12 * entries.length + 4);
  arrays.forEach((number, i) => tail.writeUInt32LE(number, 4 * i));
  [8, 8, 8].forEach((number, i) => tail.writeUInt16LE(number, 4 * arrays.length + 2 * i));
  let at = 4 * arrays.length + 6;
  tail.writeUInt16LE(entries.length, at);
  at += 2;
  for (const [tag, type, count, value] of entries) {
    tail.writeUInt16LE(tag, at);
    tail.writeUInt16LE(type, at + 2);
    tail.writeUInt32LE(count, at + 4);
    tail.writeUInt32LE(value, at + 8);
    at += 12;
  }
  return Buffer.concat([head, pixels, tail]);
}

/** Prints the different pixels of the picture that was read, the most frequent first. */
function tell(levels, tiled) {
  const image = decode(picture(levels, tiled));
  const counts = new Map();
  for (let i = 0; i < image.size; i++) {
    const pixel = image.getPixelByIndex(i).join(" ");
    counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  }
  const told = [...counts].sort((a, b) => b[1] - a[1]).map(([pixel, count]) => `${pixel} (${count} times)`);
  console.log(`${image.colorModel} ${tiled ? "in tiles" : "in a strip"}: ${told.join(", ")}`);
}

for (const levels of [[200], [200, 100, 50]]) {
  tell(levels, false);
  tell(levels, true);
}
JAVASCRIPT
said=$(node tiles.mjs)
echo "$said"
if [ "$said" = "GREY in a strip: 200 (1024 times)
GREY in tiles: 200 (1024 times)
RGB in a strip: 200 100 50 (1024 times)
RGB in tiles: 200 0 0 (344 times), 100 0 0 (340 times), 50 0 0 (340 times)" ]; then
  echo "PASS: a pixel of a tile has one number of its three"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
