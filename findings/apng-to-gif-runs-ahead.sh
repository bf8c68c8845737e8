#!/bin/sh
# An animated PNG that apng2gif turns into a GIF runs ahead: every picture's time is cut off, not rounded, and what was
# cut off is forgotten.
#
# A GIF counts time in hundredths of a second, an animated PNG in any fraction. A film of 24 pictures a second has 4.17
# hundredths a picture; written as 4 and sometimes 5 it keeps its length, which is what FFmpeg does. apng2gif writes 4
# every time, and 3 for the 3.34 of NTSC: a minute of such film ends six seconds early, and no longer fits its sound.
#
# Seen with apng2gif 1.8 of Debian 12 (1.8-4), a second of pictures each; hundredths of a second in all:
#   24 pictures of 1/24 second: 96
#   30 pictures of 1001/30000 second: 90 (100.1 would be right)
# For us: times that a format cannot say are rounded on the film's clock and not picture by picture, and a film's length
# is compared after it was converted.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

apt-get -qq -o APT::Sandbox::User= download apng2gif=1.8-4 2>apt.log || { cat apt.log >&2; exit 2; }
dpkg -x apng2gif_*.deb .

# draw NAME PICTURES NUMERATOR DENOMINATOR: squares of 8 x 8, each of another colour.
draw() {
  python3 - "$@" <<'PYTHON'
import struct
import sys
import zlib


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def pixels(colour):
    return zlib.compress((b"\0" + bytes(colour) * 8) * 8)


count, numerator, denominator = map(int, sys.argv[2:])
number = 0
with open(sys.argv[1], "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n")
    file.write(chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)))
    file.write(chunk(b"acTL", struct.pack(">II", count, 0)))
    for i in range(count):
        file.write(chunk(b"fcTL", struct.pack(">IIIIIHHBB", number, 8, 8, 0, 0, numerator, denominator, 0, 0)))
        number += 1
        colour = (i * 37 % 256, i * 91 % 256, i * 151 % 256)
        if i == 0:
            file.write(chunk(b"IDAT", pixels(colour)))
        else:
            file.write(chunk(b"fdAT", struct.pack(">I", number) + pixels(colour)))
            number += 1
    file.write(chunk(b"IEND", b""))
PYTHON
}

# hundredths NAME: pictures of a GIF, and all their times together.
hundredths() {
  python3 - "$1" <<'PYTHON'
import sys


def behind_blocks(data, at):
    while data[at]:
        at += data[at] + 1
    return at + 1


def table(packed):
    return 3 << (packed & 7) + 1 if packed & 0x80 else 0


data = open(sys.argv[1], "rb").read()
at = 13 + table(data[10])
times = []
while data[at] != 0x3B:
    if data[at] == 0x21:
        if data[at + 1] == 0xF9:
            times.append(data[at + 4] | data[at + 5] << 8)
        at = behind_blocks(data, at + 2)
    else:
        at = behind_blocks(data, at + 10 + table(data[at + 9]) + 1)
print(len(times), sum(times))
PYTHON
}

draw film.png 24 1 24
draw ntsc.png 30 1001 30000
usr/bin/apng2gif film.png film.gif >/dev/null
usr/bin/apng2gif ntsc.png ntsc.gif >/dev/null
film=$(hundredths film.gif)
ntsc=$(hundredths ntsc.gif)
echo "24 pictures of 1/24 second as a GIF (pictures, hundredths of a second): $film"
echo "30 pictures of 1001/30000 second: $ntsc"
if [ "$film" = "24 96" ] && [ "$ntsc" = "30 90" ]; then
  echo "PASS: times are cut off picture by picture, and the film runs ahead"
else
  echo "CHANGED: see above"
  exit 1
fi
