#!/bin/sh
# FFmpeg told that a film is BT.709 writes the label and leaves the numbers.
#
# From red, green and blue to luma and chroma there are two rules in use, BT.601 and BT.709. `-colorspace bt709` on the way
# out reads like a request for the second. It only labels: the conversion is still BT.601's, and a player that believes
# the label shows other colours. A filter, `scale=out_color_matrix=bt709`, converts.
#
# Seen with org.bytedeco:ffmpeg 6.1.1-1.5.10 (FFmpeg's own program, for x86-64 Linux), red of (255, 0, 0):
#   labelled: luma 81, says bt709, read back as 255 23 0
#   converted: luma 63, says bt709, read back as 254 0 0
# For us: painted films are converted and labelled, both.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:unpack \
  -Dartifact=org.bytedeco:ffmpeg:6.1.1-1.5.10:jar:linux-x86_64 -DoutputDirectory=.
programs=$folder/org/bytedeco/ffmpeg/linux-x86_64
chmod +x "$programs/ffmpeg" "$programs/ffprobe"

run() { LD_LIBRARY_PATH=$programs "$programs/ffmpeg" -v error -nostdin -y "$@"; }

# film NAME [OPTION...]: one red frame, without loss.
film() {
  name=$1
  shift
  run -f lavfi -i color=red:size=64x48:rate=1:duration=1,format=rgb24 "$@" \
    -colorspace bt709 -color_primaries bt709 -color_trc bt709 -c:v ffv1 -pix_fmt yuv420p "$name.mkv"
}

# tell NAME: what is in the file, what it says, and what comes back.
tell() {
  luma=$(run -i "$1.mkv" -f rawvideo - | od -An -tu1 -N1 | tr -s ' ')
  back=$(run -i "$1.mkv" -f rawvideo -pix_fmt rgb24 - | od -An -tu1 -N3 | tr -s ' ')
  says=$(LD_LIBRARY_PATH=$programs "$programs/ffprobe" -v error -show_entries stream=color_space -of csv=p=0 "$1.mkv")
  echo "$1: luma$luma, says $says, read back as$back"
}

film labelled
film converted -vf scale=out_color_matrix=bt709
labelled=$(tell labelled)
converted=$(tell converted)
printf '%s\n' "$labelled" "$converted"
case "$labelled/$converted" in
  "labelled: luma 81, says bt709"*"/converted: luma 63, says bt709"*) echo "PASS: the label alone converts nothing" ;;
  *)
    echo "CHANGED: see above, and the head of this script"
    exit 1
    ;;
esac
