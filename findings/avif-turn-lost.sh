#!/bin/sh
# An AVIF that is turned lies on its side once avifdec or FFmpeg has made a PNG of it.
#
# AVIF, like HEIC, keeps the turn of the camera as a property of the picture (`irot`, and `imir` for a mirror), which ISO/IEC
# 23008-12 calls transformative: what is to be shown is the picture after it. libavif leaves it to its caller; its
# own program avifdec prints the property and writes the pixels as they were coded, into a PNG that says nothing of a
# turn. FFmpeg 6.1.1 passes over it too, though it turns a JPEG by its Exif orientation. From this PNG on nobody can
# know.
#
# Seen with libavif 0.11.1-1+deb12u1 of Debian 12 and org.bytedeco:ffmpeg (for x86-64 Linux), a picture of 64 x 32 with a
# quarter of a turn, so that 32 x 64 is right:
#   avifdec: 64x32             FFmpeg 6.1.1: 64x32             FFmpeg 8.1.2: 32x64
# For us: whoever gives an AVIF is told of FFmpeg from version 8 on, and that others lose the turn.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

apt-get -qq -o APT::Sandbox::User= download libavif-bin=0.11.1-1+deb12u1 libavif15=0.11.1-1+deb12u1 libaom3 libdav1d6 \
  libgav1-1 librav1e0 libsvtav1enc1 libyuv0 libabsl20220623 libjpeg62-turbo libpng16-16 2>apt.log \
  || { cat apt.log >&2; exit 2; }
for package in *.deb; do
  dpkg -x "$package" debian
done
for version in 6.1.1-1.5.10 8.1.2-1.5.14; do
  mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:unpack \
    -Dartifact=org.bytedeco:ffmpeg:$version:jar:linux-x86_64 -DoutputDirectory=$version
done

debian() {
  program=$1
  shift
  LD_LIBRARY_PATH=$folder/debian/usr/lib/x86_64-linux-gnu "debian/usr/bin/$program" "$@"
}
ffmpeg() {
  programs=$folder/$1/org/bytedeco/ffmpeg/linux-x86_64
  shift
  chmod +x "$programs/ffmpeg"
  LD_LIBRARY_PATH=$programs "$programs/ffmpeg" -v error -nostdin -y "$@"
}
sides() { od -An -tu1 -j16 -N8 "$1" | awk '{ print $3 * 256 + $4 "x" $7 * 256 + $8 }'; }

# A PNG of 64 x 32, red above green.
python3 - <<'PYTHON'
import struct
import zlib


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


rows = b"".join(b"\0" + bytes((255, 0, 0) if y < 16 else (0, 255, 0)) * 64 for y in range(32))
with open("upright.png", "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 32, 8, 2, 0, 0, 0)))
    file.write(chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
PYTHON

debian avifenc -s 10 --irot 1 upright.png turned.avif >/dev/null
debian avifdec turned.avif avifdec.png >avifdec.log
grep -q 'irot' avifdec.log
ffmpeg 6.1.1-1.5.10 -i turned.avif ffmpeg6.png
ffmpeg 8.1.2-1.5.14 -i turned.avif ffmpeg8.png
said="avifdec $(sides avifdec.png), FFmpeg 6.1.1 $(sides ffmpeg6.png), FFmpeg 8.1.2 $(sides ffmpeg8.png)"
echo "turned by a quarter, 32x64 is right: $said"
if [ "$said" = "avifdec 64x32, FFmpeg 6.1.1 64x32, FFmpeg 8.1.2 32x64" ]; then
  echo "PASS: the turn is lost on the way to PNG"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
