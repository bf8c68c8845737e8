package dev.fude.painter.picture.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.icc.IccDirectory;
import com.drew.metadata.jpeg.JpegComponent;
import com.drew.metadata.jpeg.JpegDirectory;
import dev.fude.painter.picture.PictureEncoder;
import dev.fude.painter.picture.TestPictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JPEG files: how many colours they hold, what they say of them, and what becomes of alpha. */
class JpegEncodingTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "0.95, 1", "0.9, 1", "0.89, 2", "0.5, 2", "0, 2"})
  void everyPixelKeepsItsColourFromQuality90On(float quality, int lumaSamples) throws Exception {
    byte[] file = PictureEncoder.jpeg(quality).encode(TestPictures.tiles(2, 2, 16));

    JpegDirectory frame = metadata(file).getFirstDirectoryOfType(JpegDirectory.class);
    List<JpegComponent> components = IntStream.range(0, 3).mapToObj(frame::getComponent).toList();

    assertThat(components)
        .extracting(JpegComponent::getHorizontalSamplingFactor)
        .containsExactly(lumaSamples, 1, 1);
    assertThat(components)
        .extracting(JpegComponent::getVerticalSamplingFactor)
        .containsExactly(lumaSamples, 1, 1);
  }

  /** A line that shared its colour with the grey beside it would be half as red. */
  @Test
  void aLineOfOnePixelKeepsItsColour() throws IOException {
    BufferedImage lines = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 32 * 32; i++) {
      lines.setRGB(i % 32, i / 32, i % 4 == 1 ? 0xFF0000 : 0x808080);
    }

    int[] back = pixels(PictureEncoder.jpeg(0.95f).encode(lines));

    for (int i = 0; i < back.length; i++) {
      int[] expected = i % 4 == 1 ? new int[] {255, 0, 0} : new int[] {128, 128, 128};
      // Quality 95 divides by 1 to 12, so that a coefficient is at most 6 off; many add up.
      assertThat(distance(back[i], expected)).as("pixel %d", i).isLessThan(24);
    }
  }

  @Test
  void transparencyIsLaidOnWhiteExactly() {
    assertThat(OpaqueImage.onWhite(0x00123456)).isEqualTo(0xFFFFFF);
    assertThat(OpaqueImage.onWhite(0xFF123456)).isEqualTo(0x123456);
    for (int alpha = 0; alpha <= 255; alpha++) {
      for (int level = 0; level <= 255; level++) {
        long exact = Math.round(255 + (level - 255) * alpha / 255.0);
        assertThat(OpaqueImage.onWhite(alpha << 24 | level) & 0xFF).isEqualTo((int) exact);
      }
    }
  }

  @Test
  void imagesOfEveryKindAreTakenAsTheirPixels() throws IOException {
    BufferedImage rgb = TestPictures.tiles(3, 3, 16);
    byte[] expected = PictureEncoder.jpeg(0.9f).encode(rgb);

    for (int type :
        new int[] {
          BufferedImage.TYPE_INT_ARGB,
          BufferedImage.TYPE_INT_ARGB_PRE,
          BufferedImage.TYPE_3BYTE_BGR,
          BufferedImage.TYPE_4BYTE_ABGR
        }) {
      BufferedImage image = new BufferedImage(48, 48, type);
      image.setRGB(0, 0, 48, 48, rgb.getRGB(0, 0, 48, 48, null, 0, 48), 0, 48);
      assertThat(PictureEncoder.jpeg(0.9f).encode(image)).as("type %d", type).isEqualTo(expected);
    }
  }

  @Test
  void coloursAreSaidToBeSrgbInFewBytes() throws Exception {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    byte[] file = PictureEncoder.jpeg(0.9f).encode(image);

    IccDirectory profile = metadata(file).getFirstDirectoryOfType(IccDirectory.class);

    assertThat(profile.getString(IccDirectory.TAG_PROFILE_BYTE_COUNT)).isEqualTo("480");
    assertThat(profile.getDescription(IccDirectory.TAG_TAG_desc)).contains("sRGB");
    assertThat(file.length - TestPictures.encode(image, "jpg").length).isLessThan(510);
  }

  private static Metadata metadata(byte[] file) throws IOException, ImageProcessingException {
    return ImageMetadataReader.readMetadata(new ByteArrayInputStream(file));
  }

  private static int[] pixels(byte[] file) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  private static int distance(int rgb, int[] levels) {
    return Math.max(
        Math.abs((rgb >> 16 & 0xFF) - levels[0]),
        Math.max(Math.abs((rgb >> 8 & 0xFF) - levels[1]), Math.abs((rgb & 0xFF) - levels[2])));
  }
}
