#!/bin/sh
# One grey or red, three TIFFs, two brightnesses: inks and luma are taken for light.
#
# ImageIO's TIFF reader gives RGB as it is stored. Of CMYK, and of YCbCr that is not compressed as a JPEG, it gives an image
# whose colour space is linear: getRGB, drawImage and everything else that obeys colour spaces then brightens it as if the
# numbers were light. Other readers (Pillow, libtiff's tiff2rgba) show all three alike. The levels in the raster are right;
# only what they are said to be is not.
#
# Seen with Java 17 and 25, level 128, made by Pillow 11.3.0:
#   rgb    128 128 128
#   cmyk   188 188 188
#   ycbcr  188 188 188
# For us: the colour space of a decoded TIFF is not believed; docs/pictures.md.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet pillow==11.3.0
venv/bin/python - <<'PY'
from PIL import Image
grey = Image.new('RGB', (8, 8), (128, 128, 128))
for name, mode in (('rgb', 'RGB'), ('cmyk', 'CMYK'), ('ycbcr', 'YCbCr')):
    grey.convert(mode).save(name + '.tif')
PY

cat >Read.java <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.File;
import javax.imageio.ImageIO;

class Read {
  public static void main(String[] args) throws Exception {
    boolean same = reads("rgb", 128) & reads("cmyk", 188) & reads("ycbcr", 188);
    System.out.println(same ? "PASS: inks and luma are brightened, red, green and blue are not" : "CHANGED: see above, and the head of this script");
    System.exit(same ? 0 : 1);
  }

  private static boolean reads(String name, int expected) throws Exception {
    BufferedImage image = ImageIO.read(new File(name + ".tif"));
    int rgb = image.getRGB(4, 4);
    System.out.printf("%-6s %d %d %d%n", name, rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
    return Math.abs((rgb >> 8 & 255) - expected) <= 2;
  }
}
JAVA
java -Djava.awt.headless=true Read.java
