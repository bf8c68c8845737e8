#!/bin/sh
# Pillow and FFmpeg make the white of a JPEG 2000 picture of 1, 2 or 4 bits a grey: of black and white, 128.
#
# A component of n bits has the numbers 0 to 2^n - 1 (ISO/IEC 15444-1, Ssiz, and BPC of the file's head), and the last of
# them is white in both greyscale and sRGB. Scans of text are kept with 1 bit, maps and masks with 1 to 4. Both readers
# give 8 bits for these, and fill up with zeros at the right instead of bringing the highest number to the highest level:
# what has 1 bit comes out half as bright, a mask covers half. Of 12 bits, brought to 16, the same way loses a 4096th, and
# nobody sees it. The reader of JAI ImageIO is right.
#
# Seen with Pillow 12.3.0, org.bytedeco:ffmpeg 6.1.1 and 8.1.2, com.github.jai-imageio:jai-imageio-jpeg2000 1.4.0, on
# files written by OpenJPEG in imagecodecs 2026.3.6; numbers, and levels of both Pillow and FFmpeg:
#   1 bit:   0 1 are 0 128                 2 bits:  0 1 2 3 are 0 64 128 192
#   4 bits:  0 1 7 8 15 are 0 16 112 128 240
# For us: JPEG 2000 is not read here, and the sentence that says so names OpenJPEG's own opj_decompress, which is right.
# Whoever has such PNGs already stretches them: a level of n bits is to be taken times 255 / (256 - 2^(8 - n)).
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
import imagecodecs
import numpy

for name, bits in (("grey", 1), ("grey", 2), ("grey", 4), ("rgb", 1), ("rgb", 4)):
    row = numpy.arange(2**bits, dtype=numpy.uint8)[None]
    pixels = numpy.stack([row] * 3, -1) if name == "rgb" else row
    file = imagecodecs.jpeg2k_encode(pixels, level=0, codecformat="jp2", bitspersample=bits, reversible=True,
                                     resolutions=1, mct=False)
    assert (imagecodecs.jpeg2k_decode(file) == pixels).all()
    with open(f"{name}-{bits}.jp2", "wb") as written:
        written.write(file)
PYTHON
cat >by_pillow.py <<'PYTHON'
import sys

from PIL import Image

with Image.open(sys.argv[1]) as image:
    pixels = [image.getpixel((x, 0)) for x in range(image.width)]
    print(*(pixel[0] if isinstance(pixel, tuple) else pixel for pixel in pixels))
PYTHON
cat >ByImageIo.java <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import javax.imageio.ImageIO;

class ByImageIo {
  public static void main(String[] args) throws IOException {
    BufferedImage image = ImageIO.read(new File(args[0]));
    for (int x = 0; x < image.getWidth(); x++) {
      System.out.print((image.getRGB(x, 0) >> 16 & 255) + " ");
    }
    System.out.println();
  }
}
JAVA

by_ffmpeg() {
  programs=$folder/$1/org/bytedeco/ffmpeg/linux-x86_64
  LD_LIBRARY_PATH=$programs "$programs/ffmpeg" -v error -nostdin -i "$2" -f rawvideo -pix_fmt rgb24 - \
    | od -v -An -tu1 -w3 | awk '{ print $1 }'
}
# tell FILE READER: the levels that the reader gives.
tell() { echo "$1 by $2: $("$2" "$1" | xargs)"; }
pillow() { packages/bin/python by_pillow.py "$1"; }
ffmpeg_6() { by_ffmpeg 6.1.1-1.5.10 "$1"; }
ffmpeg_8() { by_ffmpeg 8.1.2-1.5.14 "$1"; }
image_io() { java -cp 'lib/*' ByImageIo.java "$1"; }

packages/bin/python write.py
said=$(for file in grey-1.jp2 grey-2.jp2 grey-4.jp2 rgb-1.jp2 rgb-4.jp2; do
  for reader in pillow ffmpeg_6 ffmpeg_8 image_io; do
    tell $file $reader
  done
done)
echo "$said"
cat >expected <<'SEEN'
grey-1.jp2 by pillow: 0 128
grey-1.jp2 by ffmpeg_6: 0 128
grey-1.jp2 by ffmpeg_8: 0 128
grey-1.jp2 by image_io: 0 255
grey-2.jp2 by pillow: 0 64 128 192
grey-2.jp2 by ffmpeg_6: 0 64 128 192
grey-2.jp2 by ffmpeg_8: 0 64 128 192
grey-2.jp2 by image_io: 0 85 170 255
grey-4.jp2 by pillow: 0 16 32 48 64 80 96 112 128 144 160 176 192 208 224 240
grey-4.jp2 by ffmpeg_6: 0 16 32 48 64 80 96 112 128 144 160 176 192 208 224 240
grey-4.jp2 by ffmpeg_8: 0 16 32 48 64 80 96 112 128 144 160 176 192 208 224 240
grey-4.jp2 by image_io: 0 17 34 51 68 85 102 119 136 153 170 187 204 221 238 255
rgb-1.jp2 by pillow: 0 128
rgb-1.jp2 by ffmpeg_6: 0 128
rgb-1.jp2 by ffmpeg_8: 0 128
rgb-1.jp2 by image_io: 0 255
rgb-4.jp2 by pillow: 0 16 32 48 64 80 96 112 128 144 160 176 192 208 224 240
rgb-4.jp2 by ffmpeg_6: 0 16 32 48 64 80 96 112 128 144 160 176 192 208 224 240
rgb-4.jp2 by ffmpeg_8: 0 16 32 48 64 80 96 112 128 144 160 176 192 208 224 240
rgb-4.jp2 by image_io: 0 17 34 51 68 85 102 119 136 153 170 187 204 221 238 255
SEEN
if [ "$said" = "$(cat expected)" ]; then
  echo "PASS: white of n bits is 256 - 2^(8 - n) of 255"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
