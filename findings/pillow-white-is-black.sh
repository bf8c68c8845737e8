#!/bin/sh
# Pillow makes the white of a colour JPEG 2000 picture of more than 8 bits black, and its opaque pixels invisible.
#
# Pictures of satellites, of slides and of cinemas are JPEG 2000 of 10, 12 or 16 bits. Pillow has no colour of more than
# 8 bits, and makes numbers smaller by rounding: it halves and doubles, and adds one where the last bit that is cut off
# was set. What is nearer to 256 than to 255, the upper half of the last step, becomes 256, and that is 0 in a byte. So
# every channel that is saturated turns to 0: white is black, a white rim is a hole, full red is no red, and an alpha that
# says opaque says invisible. All below is right, and nothing is said. Grey of one channel is kept in 16 bits and is right,
# but for 9 bits; grey with alpha is like colour.
#
# Seen with pillow 12.3.0 on files written, and read beside it, by OpenJPEG in imagecodecs 2026.3.6; numbers and levels:
#   8 bits, RGB:     0 128 255 are 0 128 255
#   12 bits, RGB:    0 2048 4087 4088 4095 are 0 128 255 0 0
#   16 bits, RGB:    0 32768 65407 65408 65535 are 0 128 255 0 0
#   16 bits, alpha:  65407 and 65535 are 255 and 0
# For us: JPEG 2000 is not read here, and the sentence that says so names OpenJPEG's own opj_decompress, which is right.
# Whoever makes PNGs of it by Pillow looks at the brightest pixels first.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv packages
packages/bin/pip install -q pillow==12.3.0 imagecodecs==2026.3.6 numpy==2.4.6

cat >white.py <<'PYTHON'
import io

import imagecodecs
import numpy
from PIL import Image

CHANNELS = {"grey": 1, "grey with alpha": 2, "RGB": 3, "RGBA": 4}


def picture(bits, channels, numbers):
    """A lossless JPEG 2000 file of one row, all channels of a pixel alike."""
    row = numpy.array(numbers, numpy.uint8 if bits == 8 else numpy.uint16).reshape(1, -1, 1).repeat(channels, 2)
    pixels = row[..., 0] if channels == 1 else row
    file = imagecodecs.jpeg2k_encode(pixels, level=0, codecformat="jp2", bitspersample=bits, reversible=True,
                                     resolutions=1, mct=False)
    assert (imagecodecs.jpeg2k_decode(file) == pixels).all()
    return file


def last(image, x):
    """A pixel's only level, or its last one: alpha, where there is alpha."""
    pixel = image.getpixel((x, 0))
    return pixel[-1] if isinstance(pixel, tuple) else pixel


for bits in (8, 9, 12, 16):
    white, half = 2**bits - 1, 2**bits // 512
    numbers = [0, (white + 1) // 2, white - half, white - half + 1, white] if bits > 8 else [0, 128, 255]
    for name, channels in CHANNELS.items():
        with Image.open(io.BytesIO(picture(bits, channels, numbers))) as image:
            levels = " ".join(str(last(image, x)) for x in range(image.width))
            print(f"{bits} bits, {name}: {' '.join(map(str, numbers))} are {levels} of {image.mode}")
PYTHON
said=$(packages/bin/python white.py)
echo "$said"
cat >expected <<'SEEN'
8 bits, grey: 0 128 255 are 0 128 255 of L
8 bits, grey with alpha: 0 128 255 are 0 128 255 of LA
8 bits, RGB: 0 128 255 are 0 128 255 of RGB
8 bits, RGBA: 0 128 255 are 0 128 255 of RGBA
9 bits, grey: 0 256 510 511 511 are 0 128 255 0 0 of L
9 bits, grey with alpha: 0 256 510 511 511 are 0 128 255 0 0 of LA
9 bits, RGB: 0 256 510 511 511 are 0 128 255 0 0 of RGB
9 bits, RGBA: 0 256 510 511 511 are 0 128 255 0 0 of RGBA
12 bits, grey: 0 2048 4087 4088 4095 are 0 32768 65392 65408 65520 of I;16
12 bits, grey with alpha: 0 2048 4087 4088 4095 are 0 128 255 0 0 of LA
12 bits, RGB: 0 2048 4087 4088 4095 are 0 128 255 0 0 of RGB
12 bits, RGBA: 0 2048 4087 4088 4095 are 0 128 255 0 0 of RGBA
16 bits, grey: 0 32768 65407 65408 65535 are 0 32768 65407 65408 65535 of I;16
16 bits, grey with alpha: 0 32768 65407 65408 65535 are 0 128 255 0 0 of LA
16 bits, RGB: 0 32768 65407 65408 65535 are 0 128 255 0 0 of RGB
16 bits, RGBA: 0 32768 65407 65408 65535 are 0 128 255 0 0 of RGBA
SEEN
if [ "$said" = "$(cat expected)" ]; then
  echo "PASS: what rounds to 256 becomes 0"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
