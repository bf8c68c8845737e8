#!/bin/sh
# A film sent through a pipe as YUV4MPEG2 forgets by which rule its colours were coded.
#
# The stream's head (a line of text that begins with YUV4MPEG2) tells sides, rate, shape of the pixels, where chroma lies
# and the range of the numbers. It has no word for the matrix between red, green, blue and luma, chroma. Whoever reads it
# has to guess, and FFmpeg guesses BT.601, while films in high definition are BT.709's as a rule.
#
# Seen with org.bytedeco:ffmpeg 6.1.1-1.5.10 (FFmpeg's own program, for x86-64 Linux), a red frame coded by BT.709 and
# labelled so, without loss:
#   read from its file: 254 0 0
#   through the pipe, the same numbers: 232 0 1
# For us: what comes through a pipe has its matrix told beside it, or goes through as red, green and blue.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:unpack \
  -Dartifact=org.bytedeco:ffmpeg:6.1.1-1.5.10:jar:linux-x86_64 -DoutputDirectory=.
programs=$folder/org/bytedeco/ffmpeg/linux-x86_64
chmod +x "$programs/ffmpeg"

run() { LD_LIBRARY_PATH=$programs "$programs/ffmpeg" -v error -nostdin -y "$@"; }

# first_pixel FILE: its red, green and blue.
first_pixel() { run -i "$1" -f rawvideo -pix_fmt rgb24 - | od -An -tu1 -N3 | tr -s ' '; }

run -f lavfi -i color=red:size=64x48:rate=1:duration=1,format=rgb24 -vf scale=out_color_matrix=bt709:out_range=tv \
  -colorspace bt709 -color_primaries bt709 -color_trc bt709 -c:v ffv1 -pix_fmt yuv420p film.mkv
run -i film.mkv -f yuv4mpegpipe piped.y4m

head -n 1 piped.y4m
file=$(first_pixel film.mkv)
piped=$(first_pixel piped.y4m)
echo "from its file:$file"
echo "through the pipe:$piped"
if [ "$file" = " 254 0 0" ] && [ "$piped" = " 232 0 1" ]; then
  echo "PASS: the pipe forgets the matrix"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
