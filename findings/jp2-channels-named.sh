#!/bin/sh
# Blue first, or alpha first, in a JPEG 2000: only OpenJPEG's own reader puts both right.
#
# The channels of a JP2 may be stored in any order; the box `cdef` says of each whether it is a colour and which, or alpha
# (ISO/IEC 15444-1, Annex I.5.3.6; without the box they are in the order of the colour space). OpenJPEG puts them in that
# order. Pillow, which decodes by OpenJPEG, asks it to leave the box aside, and takes the channels as they lie; so do JAI
# ImageIO and FFmpeg 6.1.1. FFmpeg 8.1.2 knows the box, but where alpha lies before the colours it leaves alpha at 0: the
# whole picture is invisible. Nothing is said, but by JAI ImageIO, which refuses alpha in the first place.
#
# Seen with Pillow 12.3.0, imagecodecs 2026.3.6 (OpenJPEG), com.github.jai-imageio:jai-imageio-jpeg2000 1.4.0 and
# org.bytedeco:ffmpeg; a pixel of red 200, green 100, blue 50, and of alpha 128 where there is any:
#   stored as            OpenJPEG       Pillow         JAI ImageIO   FFmpeg 6.1.1   FFmpeg 8.1.2
#   50 100 200           200 100 50     50 100 200     50 100 200    50 100 200     200 100 50
#   128 200 100 50       200 100 50 128 128 200 100 50 refuses       128 200 100 50 200 100 50 0
# For us: JPEG 2000 is not read here, and the sentence that says so names OpenJPEG's own opj_decompress, which is right.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv packages
packages/bin/pip install -q pillow==12.3.0 imagecodecs==2026.3.6 numpy==2.4.6
for version in 6.1.1-1.5.10 8.1.2-1.5.14; do
  mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:unpack \
    -Dartifact=org.bytedeco:ffmpeg:$version:jar:linux-x86_64 -DoutputDirectory=$version
  chmod +x $version/org/bytedeco/ffmpeg/linux-x86_64/ffmpeg
done
for jar in jai-imageio-core:1.4.0 jai-imageio-jpeg2000:1.4.0; do
  mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy \
    -Dartifact=com.github.jai-imageio:$jar -DoutputDirectory=lib
done

cat >write.py <<'PYTHON'
import struct
import sys

import imagecodecs
import numpy

COLOURS = {"R": (0, 1, 200), "G": (0, 2, 100), "B": (0, 3, 50), "A": (1, 0, 128)}  # kind, which colour, level
SIDE = 8


def box(name, content):
    return struct.pack(">I4s", 8 + len(content), name) + content


def boxes(file):
    at = 0
    while at < len(file):
        length, name = struct.unpack_from(">I4s", file, at)
        length = length or len(file) - at  # 0 is: to the end
        yield name, file[at + 8:at + length]
        at += length


def picture(order):
    """A lossless JP2 of one colour with its channels stored in this order, and a box that says so."""
    pixels = numpy.empty((SIDE, SIDE, len(order)), numpy.uint8)
    pixels[:] = [COLOURS[letter][2] for letter in order]
    plain = imagecodecs.jpeg2k_encode(pixels, level=0, codecformat="jp2", reversible=True, resolutions=1, mct=False)
    names = struct.pack(">H", len(order))
    for channel, letter in enumerate(order):
        names += struct.pack(">3H", channel, *COLOURS[letter][:2])
    file = b""
    for name, content in boxes(plain):
        if name == b"jp2h":
            kept = b"".join(box(*inner) for inner in boxes(content) if inner[0] != b"cdef")
            content = kept + box(b"cdef", names)
        file += box(name, content)
    return file


for order in sys.argv[1:]:
    with open(f"{order}.jp2", "wb") as written:
        written.write(picture(order))
PYTHON
cat >read.py <<'PYTHON'
import sys

import imagecodecs
from PIL import Image

reader, name = sys.argv[1:]
if reader == "Pillow":
    with Image.open(name) as image:
        print(*image.getpixel((0, 0)))
else:
    print(*imagecodecs.imread(name)[0, 0])
PYTHON
cat >Read.java <<'JAVA'
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;

class Read {
  public static void main(String[] args) throws IOException {
    try {
      BufferedImage image = ImageIO.read(new File(args[0]));
      Color pixel = new Color(image.getRGB(0, 0), true);
      System.out.println(pixel.getRed() + " " + pixel.getGreen() + " " + pixel.getBlue()
          + (image.getColorModel().hasAlpha() ? " " + pixel.getAlpha() : ""));
    } catch (IIOException refused) {
      System.out.println("refuses");
    }
  }
}
JAVA
# ffmpeg VERSION FILE: four levels, or three if there is no alpha.
ffmpeg() {
  programs=$folder/$1/org/bytedeco/ffmpeg/linux-x86_64
  case $2 in *A*) form=rgba count=4 ;; *) form=rgb24 count=3 ;; esac
  LD_LIBRARY_PATH=$programs "$programs/ffmpeg" -v error -nostdin -i "$2" -f rawvideo -pix_fmt $form - \
    | od -An -tu1 -N$count | xargs
}

packages/bin/python write.py RGB BGR RGBA ARGB
said=$(for order in RGB BGR RGBA ARGB; do
  for reader in OpenJPEG Pillow; do
    echo "$order by $reader: $(packages/bin/python read.py $reader $order.jp2)"
  done
  echo "$order by JAI ImageIO: $(java -cp 'lib/*' Read.java $order.jp2)"
  echo "$order by FFmpeg 6.1.1: $(ffmpeg 6.1.1-1.5.10 $order.jp2)"
  echo "$order by FFmpeg 8.1.2: $(ffmpeg 8.1.2-1.5.14 $order.jp2)"
done)
echo "$said"
cat >expected <<'SEEN'
RGB by OpenJPEG: 200 100 50
RGB by Pillow: 200 100 50
RGB by JAI ImageIO: 200 100 50
RGB by FFmpeg 6.1.1: 200 100 50
RGB by FFmpeg 8.1.2: 200 100 50
BGR by OpenJPEG: 200 100 50
BGR by Pillow: 50 100 200
BGR by JAI ImageIO: 50 100 200
BGR by FFmpeg 6.1.1: 50 100 200
BGR by FFmpeg 8.1.2: 200 100 50
RGBA by OpenJPEG: 200 100 50 128
RGBA by Pillow: 200 100 50 128
RGBA by JAI ImageIO: 200 100 50 128
RGBA by FFmpeg 6.1.1: 200 100 50 128
RGBA by FFmpeg 8.1.2: 200 100 50 128
ARGB by OpenJPEG: 200 100 50 128
ARGB by Pillow: 128 200 100 50
ARGB by JAI ImageIO: refuses
ARGB by FFmpeg 6.1.1: 128 200 100 50
ARGB by FFmpeg 8.1.2: 200 100 50 0
SEEN
if [ "$said" = "$(cat expected)" ]; then
  echo "PASS: OpenJPEG's own reader alone puts both blue first and alpha first right"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
