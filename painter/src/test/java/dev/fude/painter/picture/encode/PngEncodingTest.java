package dev.fude.painter.picture.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.painter.picture.PictureEncoder;
import dev.fude.painter.picture.TestPictures;
import dev.fude.painter.picture.colour.PixelDecoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PNG files: every pixel comes back through the JDK's reader, and every byte is in its place. */
class PngEncodingTest {
  private static final int SIGNATURE = 8;

  /** A picture, and the form in which it is the smallest. */
  record Case(String name, BufferedImage image, int colourType, int bitDepth) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> pictures() {
    int rgb = BufferedImage.TYPE_INT_RGB;
    int argb = BufferedImage.TYPE_INT_ARGB;
    return Stream.of(
        new Case("one pixel", TestPictures.noise(1, 1, rgb, 1), 2, 8),
        new Case("noise", TestPictures.noise(37, 23, rgb, 2), 2, 8),
        new Case("a column", TestPictures.noise(1, 300, rgb, 3), 2, 8),
        new Case("a row", TestPictures.noise(70_000, 2, rgb, 4), 2, 8),
        new Case("many parts", TestPictures.noise(1200, 2500, rgb, 11), 2, 8),
        new Case("rows of a part each", TestPictures.noise(800_000, 3, rgb, 12), 2, 8),
        new Case("a wash", drawn(100, 80, rgb, i -> i % 100 * 0x020100 + i / 100 * 3), 2, 8),
        new Case("transparent noise", TestPictures.noise(19, 7, argb, 5), 6, 8),
        new Case("opaque by its pixels", drawn(20, 30, argb, i -> 0xFF000000 | i * 999), 2, 8),
        new Case("grey", drawn(50, 41, rgb, i -> i % 251 * 0x010101), 3, 8),
        new Case("colours multiplied", multiplied(), 6, 8),
        new Case("of bytes, blue first", TestPictures.noise(9, 9, 5, 6), 2, 8),
        new Case("two colours", drawn(31, 9, rgb, i -> i % 3 == 0 ? 0xFF8000 : 0x102030), 3, 1),
        new Case("one colour", drawn(64, 64, rgb, i -> 0x204060), 3, 1),
        new Case("black and white", drawn(33, 9, rgb, i -> i % 2 * 0xFFFFFF), 3, 1),
        new Case("four colours", drawn(30, 9, rgb, i -> i % 4 * 0x3F1100), 3, 2),
        new Case("16 colours", drawn(31, 19, rgb, i -> i % 16 * 0x0F1101), 3, 4),
        new Case("256 colours", drawn(64, 64, rgb, i -> i % 256 * 0x010001), 3, 8),
        new Case("257 colours", drawn(64, 64, rgb, i -> i % 257 * 0x000103), 2, 8),
        new Case("some transparent", drawn(40, 40, argb, i -> i % 3 << 30 | i % 5 * 77), 3, 4));
  }

  private static BufferedImage drawn(int width, int height, int type, IntUnaryOperator pixel) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, pixel.applyAsInt(i));
    }
    return image;
  }

  private static BufferedImage multiplied() {
    return TestPictures.noise(12, 12, BufferedImage.TYPE_INT_ARGB_PRE, 7);
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void everyPixelComesBack(Case picture) throws IOException {
    byte[] file = PictureEncoder.png().encode(picture.image());

    BufferedImage back = ImageIO.read(new ByteArrayInputStream(file));
    assertThat(Arrays.mismatch(pixels(back), pixels(picture.image()))).isEqualTo(-1);
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void theFormIsTheSmallestThatHoldsThePicture(Case picture) {
    byte[] header = chunks(PictureEncoder.png().encode(picture.image())).get("IHDR");

    ByteBuffer expected = ByteBuffer.allocate(13);
    expected.putInt(picture.image().getWidth()).putInt(picture.image().getHeight());
    expected.put((byte) picture.bitDepth()).put((byte) picture.colourType());
    assertThat(header).isEqualTo(expected.array());
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void theImageDataIsOneStreamOfWholeRows(Case picture) throws DataFormatException, IOException {
    byte[] file = PictureEncoder.png().encode(picture.image());
    PngPixels form = PngPixels.of(picture.image());
    int row = 1 + form.rowBytes(picture.image().getWidth());

    byte[] data = chunks(file).get("IDAT");

    Inflater inflater = new Inflater();
    inflater.setInput(data);
    byte[] rows = new byte[row * picture.image().getHeight() + 1];
    assertThat(inflater.inflate(rows)).isEqualTo(rows.length - 1);
    assertThat(inflater.finished()).isTrue();
    assertThat(inflater.getRemaining()).as("bytes behind the stream").isZero();
    inflater.end();
  }

  @Test
  void chunksStandInTheOrderOfTheSpecification() {
    BufferedImage image = drawn(9, 9, BufferedImage.TYPE_INT_ARGB, i -> i % 2 << 24);

    assertThat(chunks(PictureEncoder.png().encode(image)).keySet())
        .containsExactly("IHDR", "sRGB", "gAMA", "PLTE", "tRNS", "IDAT", "IEND");
  }

  @Test
  void coloursAreSaidToBeSrgb() {
    Map<String, byte[]> chunks = chunks(PictureEncoder.png().encode(multiplied()));

    assertThat(chunks.get("sRGB")).containsExactly(0);
    assertThat(ByteBuffer.wrap(chunks.get("gAMA")).getInt()).isEqualTo(45_455);
  }

  @Test
  void theSamePictureGivesTheSameBytes() {
    BufferedImage image = TestPictures.noise(200, 200, BufferedImage.TYPE_INT_RGB, 8);

    assertThat(PictureEncoder.png().encode(image)).isEqualTo(PictureEncoder.png().encode(image));
  }

  @Test
  void rowsMayComeInAnyPortions() throws IOException {
    BufferedImage image = TestPictures.noise(31, 40, BufferedImage.TYPE_INT_RGB, 9);
    ByteArrayOutputStream file = new ByteArrayOutputStream();

    try (PngWriter writer = new PngWriter(file, 31, 40, PngPixels.rgb(), ExifData.NONE)) {
      for (int y = 0, rows = 1; y < 40; y += rows, rows = Math.min(rows + 3, 40 - y)) {
        writer.write(PixelDecoder.argb(image.getSubimage(0, y, 31, rows)), rows);
      }
    }

    assertThat(file.toByteArray()).isEqualTo(PictureEncoder.png().encode(image));
  }

  @Test
  void aFileThatLacksRowsIsNotEnded() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();

    new PngWriter(file, 3, 2, PngPixels.rgb(), ExifData.NONE).close();

    assertThat(new String(file.toByteArray(), StandardCharsets.ISO_8859_1)).doesNotContain("IEND");
  }

  /** A painting: soft shapes with the fine grain that a network leaves, and hard outlines. */
  @Test
  void aPaintedPictureIsMuchSmallerThanByTheJdk() throws IOException {
    Random grain = new Random(10);
    BufferedImage painted =
        drawn(
            256,
            256,
            BufferedImage.TYPE_INT_RGB,
            i -> {
              int x = i % 256;
              int y = i / 256;
              if ((x * x + y * y) / 400 % 20 == 0) {
                return 0x101018;
              }
              int red = (int) (120 + 60 * Math.sin(x / 40.0) + 2 * grain.nextGaussian());
              int green = (int) (110 + 60 * Math.sin(y / 30.0) + 2 * grain.nextGaussian());
              int blue = (int) (150 + 40 * Math.cos((x + y) / 50.0) + 2 * grain.nextGaussian());
              return red << 16 | green << 8 | blue;
            });

    int size = PictureEncoder.png().encode(painted).length;

    assertThat(size).isLessThan(TestPictures.encode(painted, "png").length * 3 / 4);
  }

  /** The chunks of a file, those of one name joined; their checks and the file's end are tested. */
  private static Map<String, byte[]> chunks(byte[] file) {
    Map<String, byte[]> chunks = new LinkedHashMap<>();
    ByteBuffer bytes = ByteBuffer.wrap(file).position(SIGNATURE);
    while (bytes.hasRemaining()) {
      int length = bytes.getInt();
      CRC32 check = new CRC32();
      check.update(file, bytes.position(), 4 + length);
      byte[] name = new byte[4];
      byte[] data = new byte[length];
      bytes.get(name).get(data);
      assertThat(bytes.getInt()).as("check").isEqualTo((int) check.getValue());
      chunks.merge(
          new String(name, StandardCharsets.US_ASCII),
          data,
          (before, next) -> {
            byte[] joined = Arrays.copyOf(before, before.length + next.length);
            System.arraycopy(next, 0, joined, before.length, next.length);
            return joined;
          });
    }
    assertThat(chunks).containsKey("IEND");
    return chunks;
  }

  private static int[] pixels(BufferedImage image) {
    int width = image.getWidth();
    return image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
  }

  @Test
  void framesOfAnAnimationHaveOneForm() throws IOException {
    BufferedImage one = drawn(64, 64, BufferedImage.TYPE_INT_RGB, i -> 0x204060);
    byte[] file = PictureEncoder.rgbPng().encode(one);
    assertThat(file[SIGNATURE + 8 + 8]).as("bits a sample").isEqualTo((byte) 8);
    assertThat(file[SIGNATURE + 8 + 9]).as("colour type").isEqualTo((byte) 2);
    assertThat(ImageIO.read(new ByteArrayInputStream(file)).getRGB(5, 6)).isEqualTo(0xFF204060);
  }
}
