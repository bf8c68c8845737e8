package dev.fude.painter.picture;

import static dev.fude.painter.picture.SeenColours.assertNear;
import static dev.fude.painter.picture.SeenColours.profile;
import static dev.fude.painter.picture.SeenColours.read;
import static dev.fude.painter.picture.SeenColours.seen;
import static dev.fude.painter.picture.SeenColours.smooth;
import static dev.fude.painter.picture.StatedFiles.chunk;
import static dev.fude.painter.picture.StatedFiles.ints;
import static dev.fude.painter.picture.StatedFiles.packed;
import static dev.fude.painter.picture.StatedFiles.png;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.painter.picture.colour.SrgbProfile;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Colours that a PNG states, by a profile or in the three other ways that it has. */
class PngColoursTest {
  private static final byte[] SRGB = profile(ColorSpace.CS_sRGB);

  private final BufferedImage colours = smooth(BufferedImage.TYPE_INT_RGB);

  @Test
  void whatIsSrgbAlreadyIsLeftToTheLevel() throws IOException {
    BufferedImage noise = TestPictures.noise(40, 30, BufferedImage.TYPE_INT_RGB, 93);
    byte[] usualGamma = chunk("gAMA", ints(45455));
    byte[] usualPrimaries =
        chunk("cHRM", ints(31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000));
    for (byte[] png :
        List.of(
            png(noise, chunk("iCCP", packed(SRGB))),
            png(noise, chunk("iCCP", packed(SrgbProfile.bytes()))),
            png(noise, usualGamma, usualPrimaries),
            png(noise, chunk("cICP", new byte[] {1, 13, 0, 1})),
            png(noise, chunk("sRGB", new byte[1]), chunk("gAMA", ints(100_000))))) {
      assertThat(read(png)).isEqualTo(Picture.of(noise).argb());
    }
  }

  @Test
  void pngsStateLightInThreeOtherWays() throws IOException {
    int[] expected = seen(Picture.of(colours).argb());
    assertNear(read(png(colours, chunk("gAMA", ints(100_000)))), expected, 1);
    assertNear(read(png(colours, chunk("cICP", new byte[] {1, 8, 0, 1}))), expected, 1);
    byte[] first = chunk("cICP", new byte[] {1, 8, 0, 1});
    assertNear(read(png(colours, first, chunk("iCCP", packed(SRGB)))), expected, 1);
  }

  @Test
  void theNarrowRangeOfTelevisionIsWidened() throws IOException {
    BufferedImage image = new BufferedImage(220, 1, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 220; i++) {
      image.getRaster().setSample(i, 0, 0, 16 + i);
    }
    int[] argb = read(png(image, chunk("cICP", new byte[] {1, 13, 0, 0})));
    for (int i = 0; i < 220; i++) {
      int level = Math.round(i * 255 / 219f);
      assertThat(argb[i] & 0xFF).as("%d", i).isBetween(level - 1, level + 1);
    }
  }

  @Test
  void aRedThatNoScreenShowsIsTheReddestThatItHas() throws IOException {
    BufferedImage red = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    red.setRGB(0, 0, 0xFFFF0000);
    int[] argb = read(png(red, chunk("cICP", new byte[] {9, 13, 0, 1})));
    assertThat(argb[0] & 0xFFFF00).isEqualTo(0xFF0000);
  }
}
