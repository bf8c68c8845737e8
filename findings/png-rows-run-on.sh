#!/bin/sh
# UPNG.js and image-js let the rows of a PNG of few bits run on: what is upright leans over, and nothing is said.
#
# A PNG of 1, 2 or 4 bits has several pixels in a byte, and each row begins with a byte of its own: bits that the width
# leaves over are unused (PNG, third edition, 7.2). Line drawings are grey of 1 bit, and pngquant, oxipng and zopflipng make
# palettes of 4 bits and fewer. UPNG.js 2.1.0 reads such rows of a palette rightly, and those of grey as if a row began
# where the one before ended. image-js 1.7.0, by fast-png 8.0.0, does the same with palettes. Each row is off by the unused
# bits of all above it. Widths that fill their bytes, as test pictures' mostly do, show nothing.
#
# Seen with upng-js 2.1.0, image-js 1.7.0 (fast-png 8.0.0) and pngjs 7.0.0, Node.js 20.20.2: the columns of an upright white
# line in column 5, in four rows:
#   grey, 1 bit, 16 wide:     pngjs 5 5 5 5    UPNG 5 5 5 5
#   grey, 1 bit, 13 wide:     pngjs 5 5 5 5    UPNG 5 8 11 none
#   grey, 4 bits, 13 wide:    pngjs 5 5 5 5    UPNG 5 6 7 8
#   palette, 1 bit, 16 wide:  pngjs 5 5 5 5    UPNG 5 5 5 5    image-js 5 5 5 5
#   palette, 1 bit, 13 wide:  pngjs 5 5 5 5    UPNG 5 5 5 5    image-js 5 8 11 none
#   palette, 4 bits, 13 wide: pngjs 5 5 5 5    UPNG 5 5 5 5    image-js 5 6 7 8
# For us: PNGs of all depths are read here. Whoever makes line drawings ready with Node.js gives the PNG itself.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . upng-js@2.1.0 image-js@1.7.0 fast-png@8.0.0 pngjs@7.0.0

cat >rows.mjs <<'JAVASCRIPT'
import { crc32, deflateSync } from "node:zlib";
import { decode } from "image-js";
import { PNG } from "pngjs";
import UPNG from "upng-js";

const ROWS = 4;
const LINE = 5; // the column of the white line, on black
const GREY = 0;
const PALETTE = 3;

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name), data]);
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(data.length);
  numbers.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([numbers.subarray(0, 4), body, numbers.subarray(4)]);
}

/** A black PNG with a white line from top to bottom; each row begins with the filter 0, and in a byte of its own. */
function picture(kind, bits, width) {
  const row = Buffer.alloc(1 + Math.ceil((width * bits) / 8));
  const brightest = kind === GREY ? 2 ** bits - 1 : 1;
  row[1 + Math.floor((LINE * bits) / 8)] = brightest << (8 - bits - ((LINE * bits) % 8));
  const head = Buffer.from([0, 0, 0, width, 0, 0, 0, ROWS, bits, kind, 0, 0, 0]);
  const palette = kind === PALETTE ? [chunk("PLTE", Buffer.from([0, 0, 0, 255, 255, 255]))] : [];
  const pixels = deflateSync(Buffer.concat(Array(ROWS).fill(row)));
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), ...palette,
    chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

function byPngjs(file) {
  const { data } = PNG.sync.read(file);
  return (at) => data[4 * at];
}

function byUpng(file) {
  const data = new Uint8Array(UPNG.toRGBA8(UPNG.decode(Uint8Array.from(file).buffer))[0]);
  return (at) => data[4 * at];
}

function byImageJs(file) {
  const image = decode(file);
  return (at) => image.getPixelByIndex(at)[0];
}

/** The columns that are not black, of each row. */
function columns(level, width) {
  const rows = Array.from({ length: ROWS }, (_, y) => {
    const white = Array.from({ length: width }, (_, x) => x).filter((x) => level(y * width + x) > 0);
    return white.join("+") || "none";
  });
  return rows.join(" ");
}

function tell(kind, bits, width, readers) {
  const file = picture(kind, bits, width);
  const told = Object.entries(readers).map(([name, read]) => `${name} ${columns(read(file), width)}`);
  console.log(`${kind === GREY ? "grey" : "palette"}, ${bits}, ${width} wide: ${told.join(", ")}`);
}

for (const [bits, width] of [[1, 16], [1, 13], [2, 13], [4, 13]]) {
  tell(GREY, bits, width, { pngjs: byPngjs, UPNG: byUpng });
  tell(PALETTE, bits, width, { pngjs: byPngjs, UPNG: byUpng, "image-js": byImageJs });
}
JAVASCRIPT
said=$(node rows.mjs)
echo "$said"
if [ "$said" = "grey, 1, 16 wide: pngjs 5 5 5 5, UPNG 5 5 5 5
palette, 1, 16 wide: pngjs 5 5 5 5, UPNG 5 5 5 5, image-js 5 5 5 5
grey, 1, 13 wide: pngjs 5 5 5 5, UPNG 5 8 11 none
palette, 1, 13 wide: pngjs 5 5 5 5, UPNG 5 5 5 5, image-js 5 8 11 none
grey, 2, 13 wide: pngjs 5 5 5 5, UPNG 5 8 11 none
palette, 2, 13 wide: pngjs 5 5 5 5, UPNG 5 5 5 5, image-js 5 8 11 none
grey, 4, 13 wide: pngjs 5 5 5 5, UPNG 5 6 7 8
palette, 4, 13 wide: pngjs 5 5 5 5, UPNG 5 5 5 5, image-js 5 6 7 8" ]; then
  echo "PASS: a row begins where the one before ended"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
