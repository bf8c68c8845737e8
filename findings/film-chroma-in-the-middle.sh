#!/bin/sh
# FFmpeg makes 4:2:0 films of RGB whose colours are seen half a pixel further left than they were.
#
# In 4:2:0 a sample of chroma serves two columns. It lies midway between them in JPEG and MPEG-1 (centre), and on the first
# of them in MPEG-2 (left); an H.264 stream that does not say is left too (ITU-T H.264, E.2.1: chroma_sample_loc_type is
# inferred to be 0). FFmpeg's converter averages the two columns, which is centre, and an H.264 film made so is read back as
# left, by FFmpeg too. `-chroma_sample_location left` only adds the label. What moves the numbers is the filter:
# `scale=out_h_chr_pos=0:out_v_chr_pos=128`.
#
# Seen with org.bytedeco:ffmpeg 6.1.1-1.5.10 and 8.1.2-1.5.14 (FFmpeg's own program, for x86-64 Linux), a picture that is
# grey up to its column 32 and red from 33 on; Cr of columns 28, 30, 32, 34, 36:
#   nothing said: 128 128 184 240 240, and the film in H.264 says left
#   labelled left: 128 128 184 240 240, the same
#   the filter told left: 128 123 167 229 241
# Column 32 is grey and 33 red: the mean, 184, is the colour between them, where the film has no sample.
# For us: we tell the filter where chroma lies, when a film is read and when one is written (ChromaPlace). Until then what
# ffmpeg read for us it read as centre as well, so that a film's colours moved there and back, and painted pictures' moved.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

for version in 6.1.1-1.5.10 8.1.2-1.5.14; do
  mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:unpack \
    -Dartifact=org.bytedeco:ffmpeg:$version:jar:linux-x86_64 -DoutputDirectory=$version
done

python3 - <<'PYTHON'
row = bytes((128, 128, 128)) * 33 + bytes((255, 0, 0)) * 31
with open("step.ppm", "wb") as file:
    file.write(b"P6 64 48 255\n" + row * 48)
PYTHON

# reds VERSION [OPTION...]: Cr of columns 28 to 36 in the picture's middle.
reds() {
  programs=$folder/$1/org/bytedeco/ffmpeg/linux-x86_64
  shift
  chmod +x "$programs/ffmpeg"
  LD_LIBRARY_PATH=$programs "$programs/ffmpeg" -v error -nostdin -y -i step.ppm "$@" -pix_fmt yuv420p -f rawvideo film.yuv
  # After 64 x 48 of luma and 32 x 24 of Cb, row 12.
  od -An -tu1 -j $((64 * 48 + 32 * 24 + 32 * 12 + 14)) -N5 film.yuv | xargs
}

# h264_says VERSION: where an H.264 film has its chroma that was made without a word about it.
h264_says() {
  programs=$folder/$1/org/bytedeco/ffmpeg/linux-x86_64
  chmod +x "$programs/ffprobe"
  LD_LIBRARY_PATH=$programs "$programs/ffmpeg" -v quiet -nostdin -y -i step.ppm -pix_fmt yuv420p -c:v libopenh264 film.mp4
  LD_LIBRARY_PATH=$programs "$programs/ffprobe" -v error -show_entries stream=chroma_location -of csv=p=0 film.mp4
}

said=$(
  for version in 6.1.1-1.5.10 8.1.2-1.5.14; do
    echo "nothing said: $(reds $version), H.264 says $(h264_says $version)"
    echo "labelled left: $(reds $version -chroma_sample_location left)"
    echo "the filter told left: $(reds $version -vf scale=out_h_chr_pos=0:out_v_chr_pos=128)"
  done
)
echo "$said"
once="nothing said: 128 128 184 240 240, H.264 says left
labelled left: 128 128 184 240 240
the filter told left: 128 123 167 229 241"
if [ "$said" = "$once
$once" ]; then
  echo "PASS: chroma lies midway, whatever the label"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
