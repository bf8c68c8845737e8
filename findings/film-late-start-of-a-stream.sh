#!/bin/sh
# Pictures taken out of a transport stream alone begin at 0, however much later than the sound they began.
#
# A film's pictures and its sound rarely begin together: in a broadcast or a camera's .ts file half a second lies between
# them. Whoever takes out the pictures, paints them and puts them back beside the sound needs that distance. FFmpeg counts
# times from the file's beginning, and so keeps it; of a transport stream of which one stream is taken it counts from
# that stream's beginning, and says nothing. Taking the sound along, to throw it away, brings the distance back.
#
# Seen with org.bytedeco:ffmpeg 6.1.1-1.5.10 (FFmpeg's own program, for x86-64 Linux), pictures half a second after the
# sound; the first picture's time in milliseconds:
#   Matroska, pictures alone: 531            with the sound: 531
#   transport stream, pictures alone: 0      with the sound: 531
# (The 31 are the encoder's delay of the sound, which begins that much earlier.) 5.1.9 of Debian 12 does the same.
# For us: films are decoded with `-copyts`, and the file's own beginning is taken off by `-itsoffset`.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:unpack \
  -Dartifact=org.bytedeco:ffmpeg:6.1.1-1.5.10:jar:linux-x86_64 -DoutputDirectory=.
programs=$folder/org/bytedeco/ffmpeg/linux-x86_64
chmod +x "$programs/ffmpeg"

run() { LD_LIBRARY_PATH=$programs "$programs/ffmpeg" -v error -nostdin -y "$@"; }

# first FILE STREAM...: milliseconds of the first picture, if these streams are decoded.
first() {
  file=$1
  shift
  run -i "$file" "$@" -c:v rawvideo -fps_mode passthrough -enc_time_base 1:1000 -f framecrc - \
    | awk -F '[ ,]+' '$1 == "0" && !seen++ { print $3 }'
}

run -f lavfi -i sine=duration=2 -itsoffset 0.5 -f lavfi -i testsrc=size=64x48:rate=25:duration=1 \
  -map 0 -map 1 -c:a mp2 -c:v mpeg4 film.mkv
run -f lavfi -i sine=duration=2 -itsoffset 0.5 -f lavfi -i testsrc=size=64x48:rate=25:duration=1 \
  -map 0 -map 1 -c:a mp2 -c:v mpeg4 film.ts

matroska="$(first film.mkv -map 0:v) $(first film.mkv -map 0:v -map 0:a)"
stream="$(first film.ts -map 0:v) $(first film.ts -map 0:v -map 0:a)"
echo "first picture, pictures alone and with the sound, milliseconds: Matroska $matroska, transport stream $stream"
if [ "$matroska" = "531 531" ] && [ "$stream" = "0 531" ]; then
  echo "PASS: pictures taken out of a transport stream alone forget how late they began"
else
  echo "CHANGED: see above"
  exit 1
fi
