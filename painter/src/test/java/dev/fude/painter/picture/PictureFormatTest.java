package dev.fude.painter.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.fude.core.file.OutputFileException;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageWriterSpi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats: their names, what they can hold, and that the file is what its name says. */
class PictureFormatTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "a.png, PNG",
    "a.PNG, PNG",
    "a.jpg, JPEG",
    "a.b.jpeg, JPEG",
    "a.tif, TIFF",
    "a.TIFF, TIFF",
    "a.webp, WEBP"
  })
  void anExtensionNamesAFormat(Path file, PictureFormat format) {
    assertThat(PictureFormat.of(file)).isEqualTo(format);

    new PictureWriter(folder.resolve(file), false, 1).write(new BufferedImage(5, 4, 1));

    assertThat(TestPictures.probe(folder.resolve(file)).format())
        .isEqualToIgnoringCase(format == PictureFormat.TIFF ? "tif" : format.name());
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB})
  void losslessWebpKeepsEveryPixelAndItsAlpha(int type) {
    BufferedImage image = TestPictures.noise(40, 150, type, 61);
    byte[] file = PictureEncoder.of(PictureFormat.WEBP, 1).encode(image);

    assertThat(colours(Picture.of(TestPictures.read(PictureSource.of(file)).stored())))
        .isEqualTo(colours(Picture.of(image)));
  }

  /** The samples as they are stored: what a reader makes of the profile is its own affair. */
  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB})
  void tiffKeepsEveryPixelAndItsAlpha(int type) throws IOException {
    BufferedImage image = TestPictures.noise(40, 150, type, 63);
    byte[] file = PictureEncoder.of(PictureFormat.TIFF, 1).encode(image);

    Raster back = ImageIO.read(new ByteArrayInputStream(file)).getRaster();

    assertThat(back.getPixels(0, 0, 40, 150, (int[]) null))
        .isEqualTo(image.getRaster().getPixels(0, 0, 40, 150, (int[]) null));
  }

  /** What is wholly transparent has no colour that is seen; WebP does not keep it. */
  private static int[] colours(Picture picture) {
    int[] argb = picture.argb().clone();
    for (int i = 0; i < argb.length; i++) {
      argb[i] = argb[i] >>> 24 == 0 ? 0 : argb[i];
    }
    return argb;
  }

  @Test
  void webpIsSmallerWhereItMayLose() {
    BufferedImage image = TestPictures.noise(64, 64, BufferedImage.TYPE_INT_RGB, 62);

    assertThat(PictureEncoder.of(PictureFormat.WEBP, 0.5f).encode(image).length)
        .isLessThan(PictureEncoder.of(PictureFormat.WEBP, 1).encode(image).length / 2);
  }

  @Test
  void withoutAWriterOfWebpTheSentenceSaysWhatAddsOne() {
    Iterator<ImageWriterSpi> providers =
        IIORegistry.getDefaultInstance()
            .getServiceProviders(
                ImageWriterSpi.class, spi -> names((ImageWriterSpi) spi, "webp"), false);
    ImageWriterSpi webp = providers.next();
    IIORegistry.getDefaultInstance().deregisterServiceProvider(webp, ImageWriterSpi.class);
    try {
      assertThat(PictureFormat.WEBP.isWritable()).isFalse();
      assertThatExceptionOfType(OutputFileException.class)
          .isThrownBy(() -> PictureFormat.of(Path.of("a.webp")))
          .withMessage(
              "a.webp needs a writer of WebP, which Java has not; add"
                  + " com.github.usefulness:webp-imageio to the class path, or end it with .png,"
                  + " .jpg or .tif.");
    } finally {
      IIORegistry.getDefaultInstance().registerServiceProvider(webp, ImageWriterSpi.class);
    }
    assertThat(ImageIO.getImageWritersByFormatName("webp").hasNext()).isTrue();
  }

  private static boolean names(ImageWriterSpi spi, String format) {
    for (String name : spi.getFormatNames()) {
      if (name.equalsIgnoreCase(format)) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @CsvSource({"a.jpg, 65500, '65,500'", "a.webp, 16383, '16,383'"})
  void whatAFormatCannotHoldIsToldBeforeItIsPainted(Path file, int most, String words) {
    PictureWriter writer = new PictureWriter(folder.resolve(file), false, 0.5f);

    assertThatNoException().isThrownBy(() -> writer.requireFits(most, most));
    for (int[] size : new int[][] {{most + 1, 1}, {1, most + 1}}) {
      assertThatExceptionOfType(OversizedPictureException.class)
          .isThrownBy(() -> writer.requireFits(size[0], size[1]))
          .withMessageContaining(file.toString())
          .withMessageContaining(size[0] + " x " + size[1])
          .withMessageContaining("at most " + words + " a side; write a .png");
    }
  }

  /** Places in a TIFF have 32 bits: what a larger file would say of itself is not true. */
  @Test
  void aTiffOfMoreThan4GibIsToldBeforeItIsPainted() {
    PictureWriter writer = new PictureWriter(folder.resolve("a.tif"), false, 1);

    assertThatNoException().isThrownBy(() -> writer.requireFits(1 << 20, 1020));
    assertThatExceptionOfType(OversizedPictureException.class)
        .isThrownBy(() -> writer.requireFits(1 << 20, 1021))
        .withMessageEndingWith(
            "a.tif would be 1048576 x 1021 pixels, and .tif holds at most 1,069,547,520 pixels"
                + " (4 GiB); write a .png.");
  }

  @ParameterizedTest
  @CsvSource({"JPEG, 65500", "WEBP, 16383", "PNG, 70000", "TIFF, 70000"})
  void theLimitIsWhatTheWriterTakes(PictureFormat format, int side) {
    byte[] file =
        PictureEncoder.of(format, 0.5f)
            .encode(new BufferedImage(side, 2, BufferedImage.TYPE_INT_RGB));

    assertThat(TestPictures.read(PictureSource.of(file)).width()).isEqualTo(side);
  }
}
