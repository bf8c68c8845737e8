package dev.fude.painter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fude.core.backend.BackendUnavailableException;
import dev.fude.core.backend.InsufficientMemoryException;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.painter.picture.InvalidImageException;
import dev.fude.painter.picture.OpenPicture;
import dev.fude.painter.picture.PictureEncoder;
import dev.fude.painter.picture.PictureSource;
import dev.fude.painter.picture.TestPictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens around the network: with a backend that gives back what it was given. */
class PainterTest {
  private static final long SEED = 61;

  @ParameterizedTest
  @EnumSource(ResizeRule.class)
  void everySizeComesBackAsItWent(ResizeRule rule) {
    Painter painter = echo(rule).build();
    for (int side = 2; side <= 40; side++) {
      int other = 2 + side * 7 % 39;
      BufferedImage photo = TestPictures.noise(side, other, BufferedImage.TYPE_INT_RGB, SEED);

      BufferedImage anime = painter.stylize(photo);

      assertThat(pixels(anime)).as("%d x %d", side, other).isEqualTo(pixels(photo));
      assertThat(anime.getWidth()).isEqualTo(side);
    }
  }

  @Test
  void alphaGoesRoundTheNetwork() {
    BufferedImage photo = TestPictures.noise(13, 9, BufferedImage.TYPE_INT_ARGB, SEED);

    BufferedImage anime = echo(ResizeRule.ASYMMETRIC).build().stylize(photo);

    assertThat(anime.getType()).isEqualTo(BufferedImage.TYPE_INT_ARGB);
    assertThat(pixels(anime)).isEqualTo(pixels(photo));
  }

  @Test
  void opaquePicturesStayOpaque() {
    BufferedImage photo = TestPictures.noise(9, 9, BufferedImage.TYPE_BYTE_GRAY, SEED);

    assertThat(echo(ResizeRule.ASYMMETRIC).build().stylize(photo).getType())
        .isEqualTo(BufferedImage.TYPE_INT_RGB);
  }

  @ParameterizedTest
  @CsvSource({"700, 500, 672, 480", "100, 600, 256, 576", "256, 257, 256, 256"})
  void theOriginalScriptsSizesAreMultiplesOf32(int width, int height, int toWidth, int toHeight) {
    Painter painter = echo(ResizeRule.ASYMMETRIC).sizing(Sizing.ORIGINAL_SCRIPT).build();

    BufferedImage anime = painter.stylize(TestPictures.noise(width, height, 1, SEED));

    assertThat(anime.getWidth()).isEqualTo(toWidth);
    assertThat(anime.getHeight()).isEqualTo(toHeight);
  }

  @Test
  void facesAreTheSquareInTheMiddleAt512() {
    Painter painter = echo(ResizeRule.ALIGN_CORNERS).sizing(Sizing.FACE).build();
    BufferedImage photo = new BufferedImage(1124, 512, BufferedImage.TYPE_INT_RGB);
    BufferedImage middle = TestPictures.noise(512, 512, BufferedImage.TYPE_INT_RGB, SEED);
    photo.setRGB(306, 0, 512, 512, pixels(middle), 0, 512);

    BufferedImage anime = painter.stylize(photo);

    assertThat(pixels(anime)).isEqualTo(pixels(middle));
  }

  @ParameterizedTest
  @EnumSource(Sizing.class)
  void levelsComeBackAsTheyWentWhateverTheSizing(Sizing sizing) {
    Painter painter = echo(ResizeRule.ASYMMETRIC).sizing(sizing).build();
    for (int[] size : new int[][] {{2, 2}, {7, 13}, {16, 12}, {257, 3}}) {
      byte[] levels = new byte[size[0] * size[1] * 3];
      new Random(SEED).nextBytes(levels);
      byte[] before = levels.clone();

      byte[] anime = painter.stylizeLevels(levels, size[0], size[1]);

      assertThat(anime).as("%d x %d", size[0], size[1]).isEqualTo(before).isNotSameAs(levels);
      assertThat(levels).isEqualTo(before);
    }
  }

  @Test
  void levelsAreHeldAgainstTheirSizeAndTheMemory() {
    Painter painter = echo(ResizeRule.ASYMMETRIC).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> painter.stylizeLevels(new byte[11], 2, 2))
        .withMessage("11 levels do not fill a picture of 2 x 2 pixels.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> painter.stylizeLevels(new byte[12], 40_000, 40_000));
    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> painter.stylizeLevels(new byte[15], 1, 5))
        .withMessage("The picture is 1 x 5 pixels; use a picture with sides of at least 2.");
    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> painter.stylizeLevels(new byte[12], -2, -2));
    assertThatExceptionOfType(InsufficientMemoryException.class)
        .isThrownBy(() -> painter.stylizeLevels(new byte[3 * 4_000 * 4_000], 4_000, 4_000))
        .withMessageStartingWith("The picture is 4000 x 4000 pixels, which needs about");
  }

  @Test
  void anUploadIsTurnedUprightAndComesBackAsBytes() throws IOException {
    BufferedImage photo = TestPictures.noise(13, 9, BufferedImage.TYPE_INT_ARGB, SEED);
    byte[] upload = TestPictures.pngWithExif(TestPictures.encode(photo, "png"), 6);

    byte[] answer =
        PictureEncoder.png()
            .encode(echo(ResizeRule.ASYMMETRIC).build().stylize(PictureSource.of(upload)));

    BufferedImage anime = ImageIO.read(new ByteArrayInputStream(answer));
    assertThat(List.of(anime.getWidth(), anime.getHeight())).containsExactly(9, 13);
    // A quarter turn clockwise brings the stored lower left corner to the upper left.
    assertThat(anime.getRGB(0, 0)).isEqualTo(photo.getRGB(0, 8));
  }

  @Test
  void refusalsOfSourcesNameThem() throws IOException {
    Painter painter = echo(ResizeRule.ASYMMETRIC).build();
    byte[] dot = TestPictures.encode(new BufferedImage(1, 1, 1), "png");
    byte[] large = TestPictures.pngClaiming(4_000, 4_000);

    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> painter.stylize(PictureSource.of("upload 7", dot)))
        .withMessage("upload 7 is 1 x 1 pixels; use a picture with sides of at least 2.");
    assertThatExceptionOfType(InsufficientMemoryException.class)
        .isThrownBy(() -> painter.stylize(PictureSource.of("upload 8", large)))
        .withMessageStartingWith("upload 8 is 4000 x 4000 pixels, which needs about");
  }

  @Test
  void aPictureOfOnePixelIsRefused() {
    Painter painter = echo(ResizeRule.ASYMMETRIC).build();

    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> painter.stylize(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)))
        .withMessage("The picture is 1 x 1 pixels; use a picture with sides of at least 2.");
  }

  @Test
  void memoryGrowsWithThePixels() {
    Painter painter = echo(ResizeRule.ASYMMETRIC).build();

    long small = painter.bytesNeeded(512, 512);

    // The widest layer alone has 64 floats a pixel.
    assertThat(small).isGreaterThan(512L * 512 * 64 * 4);
    assertThat(painter.bytesNeeded(1024, 1024)).isBetween(small * 39 / 10, small * 41 / 10);
  }

  @Test
  void aPictureTooLargeForTheHeapIsRefusedWithTheCure() {
    Painter painter = echo(ResizeRule.ASYMMETRIC).build();

    assertThatExceptionOfType(InsufficientMemoryException.class)
        .isThrownBy(() -> painter.stylize(claiming(4_000)))
        .withMessageMatching(
            "The picture is 4000 x 4000 pixels, which needs about [0-9.]+ [GT]iB of memory, but"
                + " this JVM may use [0-9.]+ [MG]iB; use a smaller picture or raise -Xmx\\.");
  }

  @ParameterizedTest
  @ValueSource(ints = {60_000, Integer.MAX_VALUE})
  void aPictureTooLargeForAnyHeapIsRefused(int side) {
    Painter painter = echo(ResizeRule.ASYMMETRIC).build();

    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> painter.stylize(claiming(side)))
        .withMessage(
            "The picture is %d x %d pixels, more than one picture may have; use a smaller picture.",
            side, side);
  }

  /** A picture of that many pixels would not fit in here either: only its size is real. */
  private static BufferedImage claiming(int side) {
    return new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB) {
      @Override
      public int getWidth() {
        return side;
      }

      @Override
      public int getHeight() {
        return side;
      }
    };
  }

  @Test
  void aHeapThatIsFullAlreadyIsOneSentenceToo() {
    BufferedImage photo =
        new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB) {
          @Override
          public BufferedImage getSubimage(int x, int y, int width, int height) {
            throw new OutOfMemoryError("Java heap space");
          }
        };

    assertThatExceptionOfType(InsufficientMemoryException.class)
        .isThrownBy(() -> echo(ResizeRule.ASYMMETRIC).build().stylize(photo))
        .withMessageStartingWith("The picture is 8 x 8 pixels, which needs about")
        .withMessageEndingWith("use a smaller picture or raise -Xmx.");
  }

  @Test
  void anImageInMemoryIsASourceLikeAnyOther() {
    BufferedImage photo = TestPictures.noise(13, 9, BufferedImage.TYPE_INT_ARGB, SEED);
    try (OpenPicture opened = PictureSource.of(photo).open()) {
      assertThat(opened.info().width()).isEqualTo(13);
      assertThat(opened.info().height()).isEqualTo(9);
      BufferedImage anime =
          echo(ResizeRule.ASYMMETRIC).build().stylize(opened, RunOptions.DEFAULTS);

      for (int x = 0; x < 13; x++) {
        assertThat(anime.getRGB(x, 5)).isEqualTo(photo.getRGB(x, 5));
      }
    }
  }

  @Test
  void progressIsTold() {
    List<Long> told = new ArrayList<>();

    echo(ResizeRule.ASYMMETRIC)
        .build()
        .stylize(
            PictureSource.of(TestPictures.noise(8, 8, 1, SEED)),
            RunOptions.DEFAULTS.withProgress((done, total) -> told.add(done)));

    assertThat(told).containsExactly(1L);
  }

  @Test
  void theModelSaysWhatItIs() {
    Painter painter = echo(ResizeRule.HALF_PIXEL).threads(3).build();

    assertThat(painter.backendName()).isEqualTo("echo");
    assertThat(painter.describe()).isEqualTo("backend echo (nothing is computed), 3 threads");
    assertThat(painter.threads()).isEqualTo(3);
    assertThat(painter.card().style()).contains("noise");
    assertThat(painter.plan(33, 10).input()).isEqualTo(Shape.nhwc(1, 12, 36, 3));
  }

  @Test
  void tensorsGoThroughUntouched() {
    Tensor input = Tensor.of(Shape.nhwc(1, 8, 8, 3), new float[192]);

    assertThat(echo(ResizeRule.ASYMMETRIC).build().run(input).shape()).isEqualTo(input.shape());
  }

  @Test
  void aBackendThatIsNotThereIsAnError() {
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> echo(ResizeRule.ASYMMETRIC).backend("abacus").build())
        .withMessageContaining("abacus")
        .withMessageContaining("scalar");
  }

  @Test
  void choicesAreCheckedWhenTheyAreMade() {
    PainterBuilder builder = Painter.builder();

    assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("model");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.threads(0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.normEps(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.normEps(Double.NaN));
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, 1.1f, Float.NaN})
  void jpegQualityIsChecked(float quality) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Painter.builder().jpegQuality(quality))
        .withMessageContaining("from 0 to 1");
  }

  private static PainterBuilder echo(ResizeRule rule) {
    return Painter.builder().model(TestModels.zero(rule)).backend("echo");
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
