#!/bin/sh
# Pillow turns the bytes of a compressed big-endian TIFF twice: floats and wide whole numbers become others.
#
# A TIFF that begins with MM has the high byte of each number first, compressed or not (TIFF 6.0, section 2). Pillow unpacks
# compressed ones by libtiff, which gives numbers in the machine's own order, and then decodes them as if they still were
# in the file's. For unsigned numbers of 16 bits it allows for that; floats, signed numbers of 16 bits and whole numbers
# of 32 bits are turned a second time. Depth maps, heights, mattes and microscopes' pictures are of these kinds. Not
# compressed, or little-endian, they are right, and nothing is said. A test picture of 0 and -1 does not show it.
#
# Seen with Pillow 12.3.0 on x86-64, one row of three numbers, packed by Deflate (LZW is alike):
#   unsigned of 16 bits: 1 2 300       plain 1 2 300       packed 1 2 300
#   signed of 16 bits:   1 2 300       plain 1 2 300       packed 256 512 11265
#   signed of 32 bits:   1 2 300       plain 1 2 300       packed 16777216 33554432 738263040
#   floats of 32 bits:   0.25 0.5 1    plain 0.25 0.5 1    packed 4.6e-41 8.83e-44 4.6e-41
# For us: such a TIFF is read here in both orders. Whoever prepares pictures with Pillow unpacks it first by another program
# (libtiff's own `tiffcp -c none`), or looks at the range of what came.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv packages
packages/bin/pip install -q pillow==12.3.0

cat >order.py <<'PYTHON'
import struct
import zlib

from PIL import Image

SHORT, LONG = 3, 4
UNSIGNED, SIGNED, FLOAT = 1, 2, 3


def picture(order, code, kind, deflate, numbers):
    """A TIFF of one row of grey numbers; `order` is "<" or ">", `code` that of struct."""
    data = struct.pack(f"{order}{len(numbers)}{code}", *numbers)
    bits = 8 * struct.calcsize(code)
    data = zlib.compress(data) if deflate else data
    entries = [(256, SHORT, len(numbers)), (257, SHORT, 1), (258, SHORT, bits), (259, SHORT, 8 if deflate else 1),
               (262, SHORT, 1), (273, LONG, 8), (277, SHORT, 1), (278, SHORT, 1), (279, LONG, len(data)),
               (339, SHORT, kind)]
    data += bytes(len(data) % 2)
    file = {"<": b"II", ">": b"MM"}[order] + struct.pack(order + "HI", 42, 8 + len(data)) + data
    file += struct.pack(order + "H", len(entries))
    for tag, type_, value in entries:
        form, rest = ("HHIHH", (0,)) if type_ == SHORT else ("HHII", ())
        file += struct.pack(order + form, tag, type_, 1, value, *rest)
    return file + bytes(4)


def read(file, form):
    with open("picture.tif", "wb") as written:
        written.write(file)
    with Image.open("picture.tif") as image:
        return " ".join(f"{image.getpixel((x, 0)):{form}}" for x in range(image.width))


for name, code, kind, numbers in (("unsigned 16", "H", UNSIGNED, (1, 2, 300)), ("signed 16", "h", SIGNED, (1, 2, 300)),
                                  ("signed 32", "i", SIGNED, (1, 2, 300)), ("float 32", "f", FLOAT, (0.25, 0.5, 1))):
    form = ".3g" if kind == FLOAT else "d"
    for order, called in (("<", "little"), (">", "big")):
        plain, packed = (read(picture(order, code, kind, deflate, numbers), form) for deflate in (False, True))
        print(f"{name}, {called}-endian: plain {plain}, packed {packed}")
PYTHON
said=$(packages/bin/python order.py)
echo "$said"
if [ "$said" = "unsigned 16, little-endian: plain 1 2 300, packed 1 2 300
unsigned 16, big-endian: plain 1 2 300, packed 1 2 300
signed 16, little-endian: plain 1 2 300, packed 1 2 300
signed 16, big-endian: plain 1 2 300, packed 256 512 11265
signed 32, little-endian: plain 1 2 300, packed 1 2 300
signed 32, big-endian: plain 1 2 300, packed 16777216 33554432 738263040
float 32, little-endian: plain 0.25 0.5 1, packed 0.25 0.5 1
float 32, big-endian: plain 0.25 0.5 1, packed 4.6e-41 8.83e-44 4.6e-41" ]; then
  echo "PASS: numbers that libtiff put in order are put out of it"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
