package dev.fude.painter.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of a file's pictures is the picture, and where it stands. */
class FirstFrameTest {
  /** 16 x 12, whose first frame is 8 x 6 of 0xC8283C at 4, 2; lossless, made by libwebp. */
  private static final byte[] WEBP =
      Base64.getDecoder()
          .decode(
              "UklGRoYAAABXRUJQVlA4WAoAAAACAAAADwAACwAAQU5JTQYAAAAAAAAAAABBTk1GKgAAAAIAAAEAAAcAAAUA"
                  + "AGQAAAJWUDhMEQAAAC8HQAEAB1CUIpen/4GI6H8AAEFOTUYoAAAAAAAAAAAADwAACwAAZAAAAFZQOEwP"
                  + "AAAALw/AAgAHENH//gciov8BAA==");

  @Test
  void aFrameOfAGifStandsOnItsCanvas() throws IOException {
    BufferedImage frame = TestPictures.tiles(2, 1, 4);
    byte[] gif = TestPictures.encode(frame, "gif");
    BufferedImage alone = TestPictures.read(PictureSource.of(gif.clone())).stored();
    ByteBuffer canvas = ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN);
    canvas.putShort(6, (short) 20).putShort(8, (short) 10);
    int place = indexOf(gif, 0x2C);
    canvas.putShort(place + 1, (short) 5).putShort(place + 3, (short) 3);

    assertStands(gif, 20, 10, 5, 3, alone);
  }

  /** The JDK's decoder would take the palette's last colour for it. */
  @Test
  void aTransparentColourThatAGifDoesNotHaveIsNone() throws IOException {
    int[] colours = {0xFF000000, 0xFF102030, 0xFFFFFFFF, 0xFF40E0D0};
    IndexColorModel model = new IndexColorModel(2, 4, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_INDEXED, model);
    image.getRaster().setPixels(0, 0, 4, 1, new int[] {0, 1, 2, 3});
    byte[] gif = TestPictures.encode(image, "gif");
    int frame = indexOf(gif, 0x2C);
    for (int transparent = 0; transparent < 6; transparent++) {
      ByteBuffer file = ByteBuffer.allocate(gif.length + 8).put(gif, 0, frame);
      file.put(new byte[] {0x21, (byte) 0xF9, 4, 1, 0, 0, (byte) transparent, 0});
      file.put(gif, frame, gif.length - frame);
      int[] expected = colours.clone();
      if (transparent < 4) {
        expected[transparent] &= 0xFFFFFF;
      }
      assertThat(PicturesInMemory.read(file.array())).isEqualTo(expected);
    }
  }

  private static int indexOf(byte[] gif, int block) {
    int at = 13 + (3 << ((gif[10] & 7) + 1));
    while ((gif[at] & 0xFF) != block) {
      at++;
    }
    return at;
  }

  @Test
  void aFrameOfAWebpStandsOnItsCanvas() {
    BufferedImage frame = new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 48; i++) {
      frame.setRGB(i % 8, i / 8, 0xFFC8283C);
    }
    assertStands(WEBP, 16, 12, 4, 2, frame);
  }

  private static void assertStands(
      byte[] file, int width, int height, int x, int y, BufferedImage frame) {
    PictureSource source = PictureSource.of("moving", file);
    try (OpenPicture opened = source.open()) {
      assertThat(opened.info().width()).isEqualTo(width);
      assertThat(opened.info().height()).isEqualTo(height);
    }
    BufferedImage seen = TestPictures.read(source).stored();
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        boolean inside =
            column >= x && column < x + frame.getWidth() && row >= y && row < y + frame.getHeight();
        int expected = inside ? frame.getRGB(column - x, row - y) : 0;
        assertThat(seen.getRGB(column, row)).as("%d, %d", column, row).isEqualTo(expected);
      }
    }
  }

  @Test
  void aFourthByteThatIsZeroEverywhereIsNoTransparency() {
    int[] opaque = Picture.of(TestPictures.read(bitmap(0, 0)).stored()).argb();
    assertThat(opaque).containsOnly(0xFF302010);
    int[] meant = Picture.of(TestPictures.read(bitmap(0, 128)).stored()).argb();
    assertThat(meant).contains(0x00302010, 0x80302010);
  }

  /** Two pixels of 32 bits with a mask for alpha. */
  private static PictureSource bitmap(int firstAlpha, int secondAlpha) {
    ByteBuffer file = ByteBuffer.allocate(14 + 124 + 8).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(14 + 124);
    file.putInt(124).putInt(2).putInt(1).putShort((short) 1).putShort((short) 32);
    file.putInt(3).putInt(8).position(14 + 40);
    file.putInt(0xFF0000).putInt(0xFF00).putInt(0xFF).putInt(0xFF000000).putInt(0x73524742);
    file.position(14 + 124);
    file.putInt(firstAlpha << 24 | 0x302010).putInt(secondAlpha << 24 | 0x302010);
    return PictureSource.of("bitmap", file.array());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void aPreviewOrMaskOfATiffIsNotThePicture(int kind) {
    ByteBuffer file = ByteBuffer.allocate(600).order(ByteOrder.BIG_ENDIAN);
    file.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(200);
    for (int i = 0; i < 64; i++) {
      file.put(100 + i, (byte) (3 * i)); // the picture's levels; the first's are zero
    }
    file.position(200);
    directory(file, 4, 8, kind, 400);
    file.position(400);
    directory(file, 8, 100, 0, 0);

    Photo photo = TestPictures.read(PictureSource.of(file.array()));
    assertThat(photo.orientation()).as("its own, not the first's").isEqualTo(Orientation.FLIPPED);
    int[] argb = Picture.of(photo.stored()).argb();

    assertThat(argb).hasSize(64);
    for (int i = 0; i < 64; i++) {
      assertThat(argb[i]).isEqualTo(0xFF000000 | 3 * i * 0x010101);
    }
  }

  /** A square of greys, uncompressed; of other pictures one below it. */
  private static void directory(ByteBuffer file, int side, int strip, int subfile, int below) {
    int[][] entries = {
      {254, subfile},
      {256, side},
      {257, side},
      {258, 8},
      {259, 1},
      {262, 1},
      {273, strip},
      {274, subfile == 0 ? 4 : 6},
      {277, 1},
      {278, side},
      {279, side * side},
      {330, below} // as short as the others
    };
    file.putShort((short) (below == 0 ? entries.length - 1 : entries.length));
    for (int[] entry : entries) {
      if (entry[0] != 330 || below != 0) {
        boolean place = entry[0] == 330;
        file.putShort((short) entry[0]).putShort((short) (place ? 4 : 3)).putInt(1);
        file.putInt(place ? entry[1] : entry[1] << 16);
      }
    }
    file.putInt(0);
  }
}
