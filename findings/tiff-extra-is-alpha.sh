#!/bin/sh
# A fourth sample that a TIFF says nothing of makes its pixels invisible.
#
# A TIFF may have more samples than its colours, and says of each in ExtraSamples what it is: 0 unspecified, 1 alpha that the
# colours are multiplied by, 2 alpha. Scanners and scientific programs store an infrared channel, a mask or a distance there,
# as 0. ImageIO's reader takes it for alpha all the same, and so a picture whose fourth sample is 0 comes out transparent:
# drawn on anything, it is not there. Two unspecified samples beside grey are taken for green and blue.
#
# Seen with Java 17 and 25; files by tifffile 2026.3.3, whose own reader gives the samples as they are:
#   unspecified  alpha true, 0
#   stated       alpha true, 0
#   grey         200 10 20
# For us: alpha is what ExtraSamples calls so; docs/pictures.md.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet numpy==2.2.6 tifffile==2026.3.3
venv/bin/python - <<'PY'
import numpy
import tifffile

def picture(*samples):
    return numpy.broadcast_to(numpy.array(samples, numpy.uint8), (8, 8, len(samples))).copy()

rgb = dict(photometric='rgb', planarconfig='contig')
tifffile.imwrite('unspecified.tif', picture(200, 100, 50, 0), extrasamples=['unspecified'], **rgb)
tifffile.imwrite('stated.tif', picture(200, 100, 50, 0), extrasamples=['unassalpha'], **rgb)
tifffile.imwrite('grey.tif', picture(200, 10, 20), photometric='minisblack', planarconfig='contig',
                 extrasamples=['unspecified', 'unspecified'])
PY

cat >Read.java <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.File;
import javax.imageio.ImageIO;

class Read {
  public static void main(String[] args) throws Exception {
    boolean same = invisible("unspecified") & invisible("stated") & coloured("grey");
    System.out.println(same ? "PASS: whatever stands beside the colours is taken for alpha, or for colours" : "CHANGED: see above, and the head of this script");
    System.exit(same ? 0 : 1);
  }

  private static boolean invisible(String name) throws Exception {
    BufferedImage image = ImageIO.read(new File(name + ".tif"));
    boolean alpha = image.getColorModel().hasAlpha();
    System.out.printf("%-12s alpha %b, %d%n", name, alpha, image.getRGB(4, 4) >>> 24);
    return alpha && image.getRGB(4, 4) >>> 24 == 0;
  }

  private static boolean coloured(String name) throws Exception {
    int rgb = ImageIO.read(new File(name + ".tif")).getRGB(4, 4);
    System.out.printf("%-12s %d %d %d%n", name, rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
    return (rgb >> 16 & 255) != (rgb >> 8 & 255);
  }
}
JAVA
java -Djava.awt.headless=true Read.java
