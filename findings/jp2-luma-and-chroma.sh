#!/bin/sh
# A JPEG 2000 of luma and chroma (sYCC) is shown as it lies by JAI ImageIO, and has its levels stretched by FFmpeg.
#
# The head of a JP2 names its colour space: 16 is sRGB, 18 is sYCC (ISO/IEC 15444-1, Annex I.5.3.3). sYCC is of full range: luma
# 0 is black and 255 white, chroma lies round 128, and the way to sRGB is that of JFIF (IEC 61966-2-1, Amendment 1). Pillow
# writes such a file when it saves a picture of mode YCbCr, and reads it as it should, as OpenJPEG does. JAI ImageIO gives
# luma for red and the chromas for green and blue, in a picture that calls itself RGB. FFmpeg takes the levels for those of
# films, 16 to 235, and stretches them: what is darker than 16 or brighter than 235 is lost. Neither says anything.
#
# Seen with org.bytedeco:ffmpeg 6.1.1 and 8.1.2, com.github.jai-imageio:jai-imageio-jpeg2000 1.4.0, Pillow 12.3.0 and
# imagecodecs 2026.3.6 (OpenJPEG); luma and chromas, and the pixel that was made of them:
#   8 128 128      Pillow and OpenJPEG 8 8 8          JAI ImageIO 8 128 128      FFmpeg 0 0 0
#   100 128 128    Pillow and OpenJPEG 100 100 100    JAI ImageIO 100 128 128    FFmpeg 98 98 98
#   245 128 128    Pillow and OpenJPEG 245 245 245    JAI ImageIO 245 128 128    FFmpeg 255 255 255
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

import imagecodecs
import numpy

SIDE = 8
SRGB, SYCC = 16, 18


def picture(pixel, space):
    """A lossless JP2 of one colour, its numbers in this colour space."""
    pixels = numpy.empty((SIDE, SIDE, 3), numpy.uint8)
    pixels[:] = pixel
    plain = imagecodecs.jpeg2k_encode(pixels, level=0, codecformat="jp2", reversible=True, resolutions=1, mct=False)
    box = b"colr" + bytes((1, 0, 0))  # a number, no profile
    named = box + struct.pack(">I", SRGB)
    assert plain.count(named) == 1
    return plain.replace(named, box + struct.pack(">I", space))


for name, space in (("rgb", SRGB), ("sycc", SYCC)):
    for luma in (8, 100, 245):
        with open(f"{name}-{luma}.jp2", "wb") as written:
            written.write(picture((luma, 128, 128) if space == SYCC else (luma, luma, luma), space))
PYTHON
cat >read.py <<'PYTHON'
import sys

import imagecodecs
from PIL import Image

reader, name = sys.argv[1:]
if reader == "Pillow":
    with Image.open(name) as image:
        print(*image.convert("RGB").getpixel((0, 0)))
else:
    print(*imagecodecs.imread(name)[0, 0])
PYTHON
cat >Read.java <<'JAVA'
import java.awt.Color;
import java.io.File;
import java.io.IOException;
import javax.imageio.ImageIO;

class Read {
  public static void main(String[] args) throws IOException {
    Color pixel = new Color(ImageIO.read(new File(args[0])).getRGB(0, 0));
    System.out.println(pixel.getRed() + " " + pixel.getGreen() + " " + pixel.getBlue());
  }
}
JAVA
ffmpeg() {
  programs=$folder/$1/org/bytedeco/ffmpeg/linux-x86_64
  LD_LIBRARY_PATH=$programs "$programs/ffmpeg" -v error -nostdin -i "$2" -f rawvideo -pix_fmt rgb24 - \
    | od -An -tu1 -N3 | xargs
}

packages/bin/python write.py
said=$(for file in rgb-8 rgb-100 rgb-245 sycc-8 sycc-100 sycc-245; do
  for reader in OpenJPEG Pillow; do
    echo "$file by $reader: $(packages/bin/python read.py $reader $file.jp2)"
  done
  echo "$file by JAI ImageIO: $(java -cp 'lib/*' Read.java $file.jp2)"
  echo "$file by FFmpeg 6.1.1: $(ffmpeg 6.1.1-1.5.10 $file.jp2)"
  echo "$file by FFmpeg 8.1.2: $(ffmpeg 8.1.2-1.5.14 $file.jp2)"
done)
echo "$said"
cat >expected <<'SEEN'
rgb-8 by OpenJPEG: 8 8 8
rgb-8 by Pillow: 8 8 8
rgb-8 by JAI ImageIO: 8 8 8
rgb-8 by FFmpeg 6.1.1: 8 8 8
rgb-8 by FFmpeg 8.1.2: 8 8 8
rgb-100 by OpenJPEG: 100 100 100
rgb-100 by Pillow: 100 100 100
rgb-100 by JAI ImageIO: 100 100 100
rgb-100 by FFmpeg 6.1.1: 100 100 100
rgb-100 by FFmpeg 8.1.2: 100 100 100
rgb-245 by OpenJPEG: 245 245 245
rgb-245 by Pillow: 245 245 245
rgb-245 by JAI ImageIO: 245 245 245
rgb-245 by FFmpeg 6.1.1: 245 245 245
rgb-245 by FFmpeg 8.1.2: 245 245 245
sycc-8 by OpenJPEG: 8 8 8
sycc-8 by Pillow: 8 8 8
sycc-8 by JAI ImageIO: 8 128 128
sycc-8 by FFmpeg 6.1.1: 0 0 0
sycc-8 by FFmpeg 8.1.2: 0 0 0
sycc-100 by OpenJPEG: 100 100 100
sycc-100 by Pillow: 100 100 100
sycc-100 by JAI ImageIO: 100 128 128
sycc-100 by FFmpeg 6.1.1: 98 98 98
sycc-100 by FFmpeg 8.1.2: 98 98 98
sycc-245 by OpenJPEG: 245 245 245
sycc-245 by Pillow: 245 245 245
sycc-245 by JAI ImageIO: 245 128 128
sycc-245 by FFmpeg 6.1.1: 255 255 255
sycc-245 by FFmpeg 8.1.2: 255 255 255
SEEN
if [ "$said" = "$(cat expected)" ]; then
  echo "PASS: JAI ImageIO takes luma and chroma for RGB, FFmpeg takes full range for that of films"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
