#!/bin/sh
# Encoders that read YUV4MPEG2 take a film of full range for one of limited range: black and near-black become one.
#
# Luma of 8 bits runs from 16 to 235 (limited range) or from 0 to 255 (full range, what JPEG and many phones have). A
# YUV4MPEG2 head says which by `XCOLORRANGE=FULL`; FFmpeg writes it and reads it, and aomenc 3.6.0 reads it too. The
# encoders here take size and rate from the head; of this word they make nothing, and say nothing. The numbers stay, and
# the film has a label that says limited, or none, which means the same: a player stretches 16..235 to 0..255. The
# others have an option for it (`--range full`, `--color-range 1`); vpxenc's help names none.
#
# Seen with Debian 12's vpx-tools 1.12.0-1+deb12u5, rav1e 0.5.1-6, svt-av1 1.4.1+dfsg-1 and x265 3.5-2+b1, read back by
# org.bytedeco:ffmpeg 6.1.1-1.5.10 (for x86-64 Linux), a film of full range of luma 5; its grey as a player shows it:
#   the pipe itself: pc 5      FFmpeg's own VP9: pc 5
#   vpxenc: tv 0               rav1e: tv 0               SvtAv1EncApp: tv 0               x265: tv 0
# For us: a film comes out of a pipe with the range of the one that went in. Before one of these encoders it must be made
# limited: `ffmpeg -i - -vf scale=out_range=tv -pix_fmt yuv420p -f yuv4mpegpipe -`.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

apt-get -qq -o APT::Sandbox::User= download vpx-tools=1.12.0-1+deb12u5 libvpx7=1.12.0-1+deb12u5 rav1e=0.5.1-6 \
  svt-av1=1.4.1+dfsg-1 libsvtav1enc1=1.4.1+dfsg-1 x265=3.5-2+b1 libx265-199=3.5-2+b1 libnuma1 2>apt.log \
  || { cat apt.log >&2; exit 2; }
for package in *.deb; do
  dpkg -x "$package" .
done
mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:unpack \
  -Dartifact=org.bytedeco:ffmpeg:6.1.1-1.5.10:jar:linux-x86_64 -DoutputDirectory=.
programs=$folder/org/bytedeco/ffmpeg/linux-x86_64
chmod +x "$programs/ffmpeg" "$programs/ffprobe"

run() { LD_LIBRARY_PATH=$programs "$programs/ffmpeg" -v error -nostdin -y "$@"; }
encode() {
  program=$1
  shift
  LD_LIBRARY_PATH=$folder/usr/lib/x86_64-linux-gnu "usr/bin/$program" "$@" >"$program.log" 2>&1 \
    || { cat "$program.log" >&2; exit 2; }
}

# tell NAME FILE: the range that the film says, and the first pixel's red in full range.
tell() {
  range=$(LD_LIBRARY_PATH=$programs "$programs/ffprobe" -v error -show_entries stream=color_range -of csv=p=0 "$2")
  grey=$(run -i "$2" -frames:v 1 -f rawvideo -pix_fmt rgb24 shown.rgb && od -An -tu1 -N1 shown.rgb | tr -d ' ')
  echo "$1: $range $grey"
}

# Five frames of 320 x 240, luma 5 and no colour.
python3 - <<'PYTHON'
width, height = 320, 240
frame = b"FRAME\n" + bytes([5]) * (width * height) + bytes([128]) * (width * height // 2)
with open("film.y4m", "wb") as film:
    film.write(b"YUV4MPEG2 W%d H%d F25:1 Ip A1:1 C420jpeg XCOLORRANGE=FULL\n" % (width, height))
    film.write(frame * 5)
PYTHON

run -i film.y4m -c:v libvpx-vp9 -lossless 1 ffmpeg.webm
encode vpxenc --codec=vp9 --lossless=1 -o vpxenc.webm film.y4m
encode rav1e film.y4m -y -s 10 --quantizer 1 -o rav1e.ivf
encode SvtAv1EncApp -i film.y4m --preset 8 --crf 1 -b svt.ivf
encode x265 --y4m --lossless film.y4m -o x265.hevc

said=$(
  tell "the pipe" film.y4m
  tell "FFmpeg's VP9" ffmpeg.webm
  tell vpxenc vpxenc.webm
  tell rav1e rav1e.ivf
  tell SvtAv1EncApp svt.ivf
  tell x265 x265.hevc
)
echo "$said"
if [ "$said" = "the pipe: pc 5
FFmpeg's VP9: pc 5
vpxenc: tv 0
rav1e: tv 0
SvtAv1EncApp: tv 0
x265: tv 0" ]; then
  echo "PASS: four encoders pass over the range of the film that they are given"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
