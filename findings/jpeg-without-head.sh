#!/bin/sh
# A JPEG that does not say how its colours are coded is green and pink for one reader.
#
# A JPEG need not hold a JFIF segment. libjpeg then goes by the channels' numbers: R, G, B are colours, 1, 2, 3 and all it
# does not know, such as 0, 1, 2, are luma and chroma. ImageIO agrees for 1, 2, 3, and for any where the chroma has fewer
# samples; else it takes the channels for red, green and blue, and says nothing. Encoders in cameras, scanners and chips
# that count from 0 and keep every pixel's colour (4:4:4) make such files.
#
# Seen with Java 17 and 25, red 200 40 30 at quality 95, made by Pillow 11.3.0, which reads all of them as red:
#   444    JFIF, numbers 1 2 3       red
#   123    no segment, 1 2 3         red
#   012    no segment, 0 1 2         87 96 209: its luma and chroma
# For us: the decoder is always given a segment that says what libjpeg would take it for; docs/pictures.md.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet pillow==11.3.0
venv/bin/python - <<'PY'
from PIL import Image
red = Image.new('RGB', (32, 32), (200, 40, 30))
red.save('444.jpg', quality=95, subsampling=0)
data = open('444.jpg', 'rb').read()
assert data[2:4] == b'\xff\xe0'
bare = bytearray(data[:2] + data[4 + int.from_bytes(data[4:6], 'big'):])
open('123.jpg', 'wb').write(bare)
frame, scan = bare.index(b'\xff\xc0'), bare.index(b'\xff\xda')
for channel in range(3):
    bare[frame + 10 + 3 * channel] = channel
    bare[scan + 5 + 2 * channel] = channel
open('012.jpg', 'wb').write(bare)
for name in ('444', '123', '012'):
    assert Image.open(name + '.jpg').convert('RGB').getpixel((9, 9))[0] > 190
PY

cat >Read.java <<'JAVA'
import java.io.File;
import javax.imageio.ImageIO;

class Read {
  public static void main(String[] args) throws Exception {
    boolean same = isRed("444") & isRed("123") & !isRed("012");
    System.out.println(same ? "PASS: channels 0, 1, 2 are taken for red, green and blue" : "CHANGED: see above, and the head of this script");
    System.exit(same ? 0 : 1);
  }

  private static boolean isRed(String name) throws Exception {
    int rgb = ImageIO.read(new File(name + ".jpg")).getRGB(9, 9);
    System.out.printf("%-9s %d %d %d%n", name, rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
    return (rgb >> 16 & 255) > 190 && (rgb & 255) < 60;
  }
}
JAVA
java -Djava.awt.headless=true Read.java
