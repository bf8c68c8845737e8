#!/bin/sh
# The one transparent level of a grey PNG of few bits stays opaque in ImageIO, and of 2 and 4 bits in Pillow.
#
# A grey PNG may name one level that is transparent, in a tRNS chunk: a number "of the same range as the samples", from 0
# to 3 of 2 bits (PNG, third edition, 11.3.1.1). ImageIO brings samples of 1, 2 and 4 bits to 8 and compares these with the
# number as it stands in the file: level 1 of 2 bits has become 85 and is not 1, so nothing is transparent, and nothing is
# said. Only level 0 is the same either way. Pillow does so with 2 and 4 bits. Scans, stamps and line drawings whose paper
# was made transparent then cover what lies under them.
#
# Seen with Java 17 and 25 and Pillow 12.3.0; every level once, in one row, of which the first, the second or the last is
# transparent; those that are:
#   1 bit:   ImageIO 0, none, none    Pillow 0, 1, 1
#   2 bits:  ImageIO 0, none, none    Pillow 0, none, none
#   4 bits:  ImageIO 0, none, none    Pillow 0, none, none
#   8 bits:  both 0, 1, 255
# For us: the decoder is handed the level in eight bits (PngPicture).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet pillow==12.3.0

cat >make.py <<'PYTHON'
import struct
import zlib

from PIL import Image


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def picture(bits, transparent):
    """Every level once, in one row."""
    levels = 2**bits
    numbers = "".join(f"{level:0{bits}b}" for level in range(levels)).ljust(8, "0")
    row = b"\0" + int(numbers, 2).to_bytes(len(numbers) // 8, "big")  # of no filter
    header = struct.pack(">IIBBBBB", levels, 1, bits, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"tRNS", struct.pack(">H", transparent)), (b"IDAT", zlib.compress(row)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(name, data) for name, data in chunks)


for bits in 1, 2, 4, 8:
    seen = []
    for transparent in 0, 1, 2**bits - 1:
        name = f"{bits}-{transparent}.png"
        with open(name, "wb") as file:
            file.write(picture(bits, transparent))
        image = Image.open(name).convert("RGBA")
        found = [level for level in range(2**bits) if image.getpixel((level, 0))[3] == 0]
        seen.append(" ".join(map(str, found)) or "none")
    print(f"Pillow {bits}:", ", ".join(seen))
PYTHON
venv/bin/python make.py | tee seen

cat >Read.java <<'JAVA'
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

class Read {
  public static void main(String[] args) throws Exception {
    for (int bits : new int[] {1, 2, 4, 8}) {
      List<String> seen = new ArrayList<>();
      for (int transparent : new int[] {0, 1, (1 << bits) - 1}) {
        var image = ImageIO.read(new File(bits + "-" + transparent + ".png"));
        String found =
            IntStream.range(0, 1 << bits)
                .filter(level -> image.getRGB(level, 0) >>> 24 == 0)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
        seen.add(found.isEmpty() ? "none" : found);
      }
      System.out.println("ImageIO " + bits + ": " + String.join(", ", seen));
    }
  }
}
JAVA
java -Djava.awt.headless=true Read.java | tee -a seen

cat >expected <<'TEXT'
Pillow 1: 0, 1, 1
Pillow 2: 0, none, none
Pillow 4: 0, none, none
Pillow 8: 0, 1, 255
ImageIO 1: 0, none, none
ImageIO 2: 0, none, none
ImageIO 4: 0, none, none
ImageIO 8: 0, 1, 255
TEXT
if cmp -s seen expected; then
  echo "PASS: a transparent level of grey of few bits stays opaque"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
