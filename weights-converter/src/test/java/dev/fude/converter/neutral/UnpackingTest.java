package dev.fude.converter.neutral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that arrived compressed under their own names. */
class UnpackingTest {
  private static final byte[] CONTENT = {'w', 'e', 'i', 'g', 'h', 't', 's'};

  @TempDir Path folder;

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream stream = new GZIPOutputStream(bytes)) {
      stream.write(content);
    }
    return bytes.toByteArray();
  }

  private Source open(String name, byte[] content) throws IOException {
    return Source.open(Files.write(folder.resolve(name), content));
  }

  @Test
  void areTakenForWhatIsInThem() throws IOException {
    Source source = open("a.bin", gzip(CONTENT));
    assertThat(source.size()).isEqualTo(CONTENT.length);
    assertThat(source.bytes()).isEqualTo(ByteBuffer.wrap(CONTENT));
    assertThat(source.bytes(2, 3)).isEqualTo(ByteBuffer.wrap(CONTENT, 2, 3));
    assertThat(source.hasBytes(0, "wei")).isTrue();
    assertThat(source.endsWith("hts")).isTrue();
    assertThat(source.notes()).containsExactly("Unpacked what gzip had compressed: \"a.bin\".");
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(source::storedPath)
        .withMessageContaining("unpack it first");
  }

  @Test
  void alsoBesideOthers() throws IOException {
    Source source = open("a", CONTENT);
    Files.write(folder.resolve("b"), gzip(CONTENT));
    assertThat(source.beside("b").bytes()).isEqualTo(ByteBuffer.wrap(CONTENT));
    assertThat(source.notes()).containsExactly("Unpacked what gzip had compressed: \"b\".");
  }

  @Test
  void numbersThatMerelyBeginSoStayAsTheyAre() throws IOException {
    byte[] packed = gzip(CONTENT);
    for (int length = 3; length < packed.length; length++) {
      Source source = open("a", Arrays.copyOf(packed, length));
      assertThat(source.size()).as("cut to %d bytes", length).isEqualTo(length);
      assertThat(source.notes()).isEmpty();
    }
    packed[packed.length - 5] ^= 1;
    assertThat(open("a", packed).size()).as("with a wrong checksum").isEqualTo(packed.length);
  }

  @Test
  void bombsStayPacked() throws IOException {
    byte[] bomb = gzip(new byte[40 << 20]);
    assertThat(open("a", bomb).size()).isEqualTo(bomb.length);
  }
}
