package dev.fude.painter.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingImageTest {
  private static final long SEED = 15;

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB
      })
  void decodedImageIsNotCopied(int type) {
    BufferedImage stored = TestPictures.noise(13, 9, type, SEED);

    assertThat(working(stored, Orientation.UPRIGHT, true)).isSameAs(stored);
  }

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void everyLayoutIsTurnedAsTheResamplerTurnsIt(Orientation orientation) {
    for (int type = BufferedImage.TYPE_INT_RGB; type <= BufferedImage.TYPE_BYTE_INDEXED; type++) {
      BufferedImage stored = TestPictures.noise(13, 9, type, SEED);
      Photo photo = new Photo(stored, orientation, false);
      Framing whole = Framing.whole(photo.width(), photo.height(), photo.width(), photo.height());
      int[] expected = Resampler.frame(photo, whole).argb();

      for (boolean ours : new boolean[] {false, true}) {
        assertThat(Picture.of(working(stored, orientation, ours)).argb())
            .as("type %d", type)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void programsImageIsCopied() {
    BufferedImage held = TestPictures.noise(13, 9, BufferedImage.TYPE_INT_RGB, SEED);

    BufferedImage copy = working(held, Orientation.UPRIGHT, false);

    assertThat(copy).isNotSameAs(held);
    assertThat(copy.getRaster().getDataBuffer()).isNotSameAs(held.getRaster().getDataBuffer());
  }

  @Test
  void bytesTakeThreeForAPixelWithoutAlpha() {
    for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_565_RGB}) {
      BufferedImage stored = TestPictures.noise(13, 9, type, SEED);

      assertThat(working(stored, Orientation.UPRIGHT, true).getType())
          .isEqualTo(BufferedImage.TYPE_3BYTE_BGR);
    }
  }

  @Test
  void otherColoursAreConvertedWhereTheyLie() {
    for (int bands : new int[] {3, 4}) {
      BufferedImage linear = linear(bands, 301, 257);
      int[] expected = Picture.of(linear).argb();

      BufferedImage image = working(linear, Orientation.UPRIGHT, true);

      assertThat(Picture.of(image).argb()).isEqualTo(expected);
      assertThat(image.getColorModel().getColorSpace().isCS_sRGB()).isTrue();
      assertThat(image.getRaster().getDataBuffer()).isSameAs(linear.getRaster().getDataBuffer());
    }
  }

  @Test
  void partOfALargerImageIsCopied() {
    BufferedImage part =
        TestPictures.noise(20, 20, BufferedImage.TYPE_3BYTE_BGR, SEED).getSubimage(3, 4, 13, 9);
    int[] expected = Picture.of(part).argb();

    BufferedImage image = working(part, Orientation.UPRIGHT, true);

    assertThat(image).isNotSameAs(part);
    assertThat(Picture.of(image).argb()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB
      })
  void levelsThatAreWrittenAreReadRedFirst(int type) {
    BufferedImage image = TestPictures.noise(5, 3, type, SEED);
    int alpha = image.getRGB(3, 1) >>> 24;
    PixelRows pixels = PixelRows.of(image);

    pixels.write(1, 2, 2, new byte[] {0, 1, 2, 3, -4, 5, -6}, 1);
    byte[] read = new byte[7];
    pixels.read(1, 2, 2, read, 1);

    assertThat(read).containsExactly(0, 1, 2, 3, -4, 5, -6);
    assertThat(image.getRGB(3, 1)).isEqualTo(alpha << 24 | 0xFC05FA);
  }

  @Test
  void layoutsHaveTheSameFiles() {
    for (PictureFormat format :
        List.of(PictureFormat.PNG, PictureFormat.JPEG, PictureFormat.TIFF)) {
      for (float quality : new float[] {0.5f, 0.95f}) {
        PictureEncoder encoder = PictureEncoder.of(format, quality);
        BufferedImage opaque = TestPictures.noise(67, 70, BufferedImage.TYPE_INT_RGB, SEED);
        BufferedImage clear = TestPictures.noise(67, 70, BufferedImage.TYPE_INT_ARGB, SEED);

        assertThat(encoder.encode(as(BufferedImage.TYPE_3BYTE_BGR, opaque)))
            .as("%s", format)
            .isEqualTo(encoder.encode(opaque));
        assertThat(encoder.encode(as(BufferedImage.TYPE_4BYTE_ABGR, clear)))
            .as("%s", format)
            .isEqualTo(encoder.encode(clear));
      }
    }
  }

  private static BufferedImage as(int type, BufferedImage image) {
    BufferedImage other = new BufferedImage(image.getWidth(), image.getHeight(), type);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        other.setRGB(x, y, image.getRGB(x, y));
      }
    }
    return other;
  }

  private static BufferedImage working(
      BufferedImage stored, Orientation orientation, boolean ours) {
    Photo photo = new Photo(stored, orientation, ours);
    return WorkingImage.of(
        photo, Framing.whole(photo.width(), photo.height(), photo.width(), photo.height()));
  }

  /** Noise in the space of linear light, with bytes as decoders lay them. */
  private static BufferedImage linear(int bands, int width, int height) {
    int[] offsets = bands == 4 ? new int[] {3, 2, 1, 0} : new int[] {2, 1, 0};
    WritableRaster raster =
        Raster.createInterleavedRaster(
            DataBuffer.TYPE_BYTE, width, height, width * bands, bands, offsets, null);
    Random random = new Random(SEED);
    int[] row = new int[width * bands];
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextInt(256);
      }
      raster.setPixels(0, y, width, 1, row);
    }
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB),
            bands == 4,
            false,
            bands == 4 ? BufferedImage.TRANSLUCENT : BufferedImage.OPAQUE,
            DataBuffer.TYPE_BYTE);
    return new BufferedImage(model, raster, false, null);
  }
}
