package dev.fude.painter.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** BMP as OS/2 2 wrote it: headers of up to 64 bytes. */
class Os2BmpTest {
  private static final int[] COLOURS = {0xFF0A141E, 0xFFC81E3C, 0xFF00FF80, 0xFFFFFFFF};

  @TempDir Path folder;

  /** Two by two pixels of four bits, below a palette of four colours, packed as is said. */
  private static byte[] bmp(int header, int packing) {
    int start = 14 + header + 4 * COLOURS.length;
    ByteBuffer bmp = ByteBuffer.allocate(start + 8).order(ByteOrder.LITTLE_ENDIAN);
    bmp.put((byte) 'B').put((byte) 'M').putInt(bmp.capacity()).putInt(0).putInt(start);
    bmp.putInt(header).putInt(2).putInt(2).putShort((short) 1).putShort((short) 4);
    if (header > 16) {
      bmp.putInt(packing);
    }
    if (header >= 36) {
      bmp.putInt(46, COLOURS.length);
    }
    bmp.position(14 + header);
    for (int colour : COLOURS) {
      bmp.putInt(colour & 0xFFFFFF);
    }
    bmp.put(start, (byte) 0x23); // the lower row
    bmp.put(start + 4, (byte) 0x01);
    return bmp.array();
  }

  private Path file(byte[] content) throws Exception {
    return Files.write(folder.resolve("os2.bmp"), content);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 36})
  void pixelsAreThoseOfThePalette(int header) throws Exception {
    int[] pixels = Picture.of(TestPictures.read(file(bmp(header, 0))).stored()).argb();

    assertThat(pixels).containsExactly(COLOURS);
  }

  @ParameterizedTest
  @CsvSource({"3", "4"})
  void itsOwnPackingsAreNamed(int packing) throws Exception {
    Path file = file(bmp(64, packing));

    assertThatThrownBy(() -> TestPictures.read(file))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("is a BMP of OS/2 that is packed as no other")
        .hasMessageContaining("magick IN OUT.png");
  }

  @Test
  void aHeaderOfNoKindIsNamed() throws Exception {
    Path file = file(bmp(200, 0));

    assertThatThrownBy(() -> TestPictures.read(file))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("is a BMP with a header of 200 bytes, of which nothing is known");
  }
}
