package dev.fude.painter.picture;

import static dev.fude.painter.picture.PicturesInMemory.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BMP of Windows: where its pixels begin, and what their bits are. */
class BmpPixelsTest {
  private static final int BIT_FIELDS = 3;

  private static ByteBuffer bmp(int header, int bits, int packing, int start, int rowBytes) {
    ByteBuffer bmp = ByteBuffer.allocate(start + 2 * rowBytes).order(ByteOrder.LITTLE_ENDIAN);
    bmp.put((byte) 'B').put((byte) 'M').putInt(0).putInt(0).putInt(start).putInt(header);
    if (header == 12) {
      bmp.putShort((short) 2).putShort((short) 2).putShort((short) 1).putShort((short) bits);
    } else {
      bmp.putInt(2).putInt(2).putShort((short) 1).putShort((short) bits).putInt(packing);
    }
    return bmp.position(14 + header);
  }

  /** Some programs leave room, so that pixels begin at a round place. */
  @ParameterizedTest
  @CsvSource({
    "12, 1, 0",
    "12, 1, 13",
    "12, 4, 13",
    "12, 8, 13",
    "40, 1, 0",
    "40, 1, 12",
    "40, 4, 12",
    "40, 8, 12",
    "64, 4, 100",
    "108, 1, 900",
    "124, 4, 12"
  })
  void roomBehindAPaletteHoldsNoColours(int header, int bits, int room) {
    int colourBytes = header == 12 ? 3 : 4;
    int colours = 1 << bits;
    int start = 14 + header + colourBytes * colours + room;
    ByteBuffer bmp = bmp(header, bits, 0, start, 4);
    for (int i = 0; i < colours; i++) {
      bmp.put((byte) (3 * i)).put((byte) (2 * i)).put((byte) (100 + i));
      bmp.position(bmp.position() + colourBytes - 3);
    }
    int[] lower = {1, 0};
    int[] upper = {colours - 1, 1};
    bmp.position(start);
    for (int[] row : new int[][] {lower, upper}) {
      int packed = row[0] << 32 - bits | row[1] << 32 - 2 * bits;
      bmp.order(ByteOrder.BIG_ENDIAN).putInt(packed);
    }

    assertThat(read(bmp.array()))
        .containsExactly(colour(upper[0]), colour(upper[1]), colour(lower[0]), colour(lower[1]));
  }

  private static int colour(int i) {
    return 0xFF000000 | 100 + i << 16 | (2 * i & 0xFF) << 8 | 3 * i & 0xFF;
  }

  /** The JDK's decoder knows alpha in pixels of 32 bits alone. */
  @ParameterizedTest
  @CsvSource({"56", "108", "124"})
  void pixelsOfSixteenBitsMayHaveAlpha(int header) {
    int start = 14 + header;
    ByteBuffer bmp = bmp(header, 16, BIT_FIELDS, start, 4);
    bmp.position(14 + 40);
    bmp.putInt(0xF00).putInt(0xF0).putInt(0xF).putInt(0xF000).position(start);
    bmp.putShort((short) 0x8123).putShort((short) 0xFFFF);
    bmp.putShort((short) 0x0456).putShort((short) 0xF000);

    assertThat(read(bmp.array())).containsExactly(0x00445566, 0xFF000000, 0x88112233, 0xFFFFFFFF);
  }

  @Test
  void withoutAMaskOfAlphaTheyAreOpaque() {
    ByteBuffer bmp = bmp(56, 16, BIT_FIELDS, 70, 4);
    bmp.position(14 + 40);
    bmp.putInt(0xF00).putInt(0xF0).putInt(0xF).putInt(0).position(70);
    bmp.putShort((short) 0x8123).putShort((short) 0xFFFF).putShort((short) 0x0456);

    assertThat(read(bmp.array())).containsExactly(0xFF445566, 0xFF000000, 0xFF112233, 0xFFFFFFFF);
  }
}
