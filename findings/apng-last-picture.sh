#!/bin/sh
# The last picture of an animated PNG is no longer held once FFmpeg has copied it.
#
# Drawn animation holds pictures: the last one often stands for seconds before the loop begins again. An animated PNG
# gives every picture its own time, the last one too. FFmpeg reads that time rightly, and writes the time of the picture
# before it instead. A GIF keeps it on the same way.
#
# Seen with org.bytedeco:ffmpeg 6.1.1-1.5.10 (FFmpeg's own program, for x86-64 Linux), three pictures of 0.1, 0.1 and 2
# seconds:
#   written as animated PNG: 100 100 100 (milliseconds)
#   written as GIF: 100 100 2000
# For us: times of an animated PNG are written by ourselves or given with `-final_delay`, and checked afterwards.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:unpack \
  -Dartifact=org.bytedeco:ffmpeg:6.1.1-1.5.10:jar:linux-x86_64 -DoutputDirectory=.
programs=$folder/org/bytedeco/ffmpeg/linux-x86_64
chmod +x "$programs/ffmpeg" "$programs/ffprobe"

run() { LD_LIBRARY_PATH=$programs "$programs/ffmpeg" -v error -nostdin -y "$@"; }

# lengths FORMAT FILE: milliseconds of each picture.
lengths() {
  LD_LIBRARY_PATH=$programs "$programs/ffprobe" -v error -f "$1" -show_entries packet=duration_time -of csv=p=0 "$2" \
    | awk 'NF { printf " %d", 1000 * $1 + 0.5 }'
}

# Red, green and blue squares of 8 x 8.
python3 - <<'PYTHON'
import struct
import zlib


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def pixels(colour):
    return zlib.compress((b"\0" + bytes(colour) * 8) * 8)


pictures = [((255, 0, 0), 100), ((0, 255, 0), 100), ((0, 0, 255), 2000)]
number = 0
with open("drawn.png", "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n")
    file.write(chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)))
    file.write(chunk(b"acTL", struct.pack(">II", len(pictures), 0)))
    for i, (colour, milliseconds) in enumerate(pictures):
        file.write(chunk(b"fcTL", struct.pack(">IIIIIHHBB", number, 8, 8, 0, 0, milliseconds, 1000, 0, 0)))
        number += 1
        if i == 0:
            file.write(chunk(b"IDAT", pixels(colour)))
        else:
            file.write(chunk(b"fdAT", struct.pack(">I", number) + pixels(colour)))
            number += 1
    file.write(chunk(b"IEND", b""))
PYTHON

run -f apng -i drawn.png -fps_mode passthrough -f apng copied.png
run -f apng -i drawn.png -fps_mode passthrough copied.gif
drawn=$(lengths apng drawn.png)
copied=$(lengths apng copied.png)
gif=$(lengths gif copied.gif)
echo "as drawn:$drawn"
echo "as animated PNG:$copied"
echo "as GIF:$gif"
if [ "$drawn" = " 100 100 2000" ] && [ "$copied" = " 100 100 100" ] && [ "$gif" = " 100 100 2000" ]; then
  echo "PASS: the last picture of the animated PNG is no longer held"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
