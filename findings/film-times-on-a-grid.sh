#!/bin/sh
# FFmpeg told to pass the times of frames through still moves them.
#
# With `-fps_mode passthrough` every frame comes once, with its time. But the encoder counts in steps of the film's average
# rate, and a film of variable rate (a telephone's, a screen recording) has frames between the steps: each is moved to
# the nearest one. The number of frames is right and nothing is said. `-enc_time_base -1` lets the encoder count as
# the input does, and all times come through.
#
# Seen with org.bytedeco:ffmpeg 6.1.1-1.5.10 (FFmpeg's own program, for x86-64 Linux); milliseconds:
#   film         0 42 67 109 134 176 201 243
#   passthrough  0 44 67 111 133 178 200 244
#   as input     0 42 67 109 134 176 201 243
# For us: a film's frames travel with `-enc_time_base -1`, or sound and picture part.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:unpack \
  -Dartifact=org.bytedeco:ffmpeg:6.1.1-1.5.10:jar:linux-x86_64 -DoutputDirectory=.
programs=$folder/org/bytedeco/ffmpeg/linux-x86_64
chmod +x "$programs/ffmpeg"

run() { LD_LIBRARY_PATH=$programs "$programs/ffmpeg" -v error -nostdin -y "$@"; }

# The times of a film's first frames, in whole milliseconds.
frame_times() {
  run -i "$1" -c copy -f framecrc - | awk -F '[,/ ]+' '
    /^#tb/ { ticks = $3; of = $4 }
    !/^#/ && shown++ < 8 { printf "%s%.0f", (shown > 1 ? " " : ""), $3 * 1000 * ticks / of }'
}

run -f lavfi -i testsrc=size=64x48:rate=25:duration=1 -vf "settb=1/1000,setpts='floor(N/2)*67+mod(N,2)*42'" \
  -fps_mode passthrough -enc_time_base 1/1000 -c:v mpeg4 -video_track_timescale 1000 film.mp4
run -i film.mp4 -fps_mode passthrough -c:v rawvideo passed.nut
run -i film.mp4 -fps_mode passthrough -enc_time_base -1 -c:v rawvideo as_input.nut

film=$(frame_times film.mp4)
passed=$(frame_times passed.nut)
as_input=$(frame_times as_input.nut)
printf 'film         %s\npassthrough  %s\nas input     %s\n' "$film" "$passed" "$as_input"
if [ "$film" = '0 42 67 109 134 176 201 243' ] && [ "$passed" = '0 44 67 111 133 178 200 244' ] &&
  [ "$as_input" = "$film" ]; then
  echo "PASS: times are moved onto a grid unless the encoder is told to count as the input does"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
