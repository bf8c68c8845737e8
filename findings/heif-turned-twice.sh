#!/bin/sh
# heif-convert turns the picture upright, and leaves the word that it is not.
#
# A telephone's HEIC (and an AVIF made of its JPEG) says the camera's turn twice: as a property of the picture (`irot`),
# which a reader must obey, and in Exif, which is there for information; ISO/IEC 23008-12 has a reader ignore the latter.
# A JPEG has only Exif. libheif obeys the property, so the pixels that heif-convert writes are upright; Exif goes along as
# it was. Whoever obeys it, as every viewer does with a JPEG, turns the picture a second time. An orientation of 1 would
# have been right. A file whose Exif says a turn and that has no property (heif-enc writes such) comes out right, so
# that one test picture of the wrong kind shows nothing.
#
# Seen with libheif-examples 1.15.1-1+deb12u1 and libavif-bin 0.11.1-1+deb12u1 of Debian 12, a JPEG of 64 x 32 of
# orientation 6, which is seen as 32 x 64:
#   as AVIF (turned by property and Exif) and back: pixels 32x64, orientation 6, seen as 64x32
#     (a HEIC with both, which had its property added by hand: the same)
#   as HEIC of heif-enc (Exif alone) and back: pixels 64x32, orientation 6, seen as 32x64
# For us: the orientation of a JPEG is obeyed. Whoever gives a HEIC is told of `heif-convert`, and to look at the turn.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

apt-get -qq -o APT::Sandbox::User= download libheif-examples=1.15.1-1+deb12u1 libheif1=1.15.1-1+deb12u1 libde265-0 \
  libx265-199 libnuma1 libavif-bin=0.11.1-1+deb12u1 libavif15=0.11.1-1+deb12u1 libaom3 libdav1d6 libgav1-1 librav1e0 \
  libsvtav1enc1 libyuv0 libabsl20220623 libjpeg62-turbo libjpeg-turbo-progs libpng16-16 2>apt.log \
  || { cat apt.log >&2; exit 2; }
for package in *.deb; do
  dpkg -x "$package" .
done

debian() {
  program=$1
  shift
  LD_LIBRARY_PATH=$folder/usr/lib/x86_64-linux-gnu "usr/bin/$program" "$@"
}

# A JPEG of 64 x 32 with an Exif segment that has one entry, the orientation 6.
python3 - <<'PYTHON'
with open("photo.ppm", "wb") as file:
    file.write(b"P6 64 32 255\n" + bytes((255, 0, 0)) * 1024 + bytes((0, 255, 0)) * 1024)
PYTHON
debian cjpeg -outfile plain.jpg photo.ppm
python3 - <<'PYTHON'
import struct

tiff = b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, 0x112, 3, 1, 6, 0, 0)
exif = b"Exif\0\0" + tiff
plain = open("plain.jpg", "rb").read()
with open("photo.jpg", "wb") as file:
    file.write(plain[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + plain[2:])
PYTHON

# tell FILE: sides of a JPEG's pixels, its orientation, and the sides that are seen.
tell() {
  python3 - "$1" <<'PYTHON'
import struct
import sys

data = open(sys.argv[1], "rb").read()
at, orientation = 2, 1
while data[at + 1] not in (0xC0, 0xC1, 0xC2):
    length = struct.unpack_from(">H", data, at + 2)[0]
    segment = data[at + 4 : at + 2 + length]
    if data[at + 1] == 0xE1 and segment.startswith(b"Exif\0\0"):
        tiff = segment[6:]
        order = ">" if tiff.startswith(b"MM") else "<"
        first = struct.unpack_from(order + "I", tiff, 4)[0]
        for i in range(struct.unpack_from(order + "H", tiff, first)[0]):
            tag, _, _, value = struct.unpack_from(order + "HHIH", tiff, first + 2 + 12 * i)
            orientation = value if tag == 0x112 else orientation
    at += 2 + length
height, width = struct.unpack_from(">HH", data, at + 5)
seen = (height, width) if orientation >= 5 else (width, height)
print(f"pixels {width}x{height}, orientation {orientation}, seen as {seen[0]}x{seen[1]}")
PYTHON
}

debian avifenc -s 10 photo.jpg photo.avif >/dev/null
debian heif-enc photo.jpg -o photo.heic >/dev/null
debian heif-convert photo.avif avif.jpg >/dev/null
debian heif-convert photo.heic heic.jpg >/dev/null
given=$(tell photo.jpg)
avif=$(tell avif.jpg)
heic=$(tell heic.jpg)
echo "the photo: $given"
echo "property and Exif: $avif"
echo "Exif alone: $heic"
if [ "$given/$avif/$heic" = "pixels 64x32, orientation 6, seen as 32x64/pixels 32x64, orientation 6, seen as 64x32/pixels \
64x32, orientation 6, seen as 32x64" ]; then
  echo "PASS: a turn that is said twice is done twice"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
