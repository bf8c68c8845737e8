package dev.fude.painter.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures from anywhere: each source is opened once, read once and closed. */
@Timeout(60)
class PictureSourceTest {
  private static final int QUARTER_TURN = 6;
  private static final long FEW_BYTES = 1 << 20;

  @TempDir Path folder;

  private final BufferedImage image = TestPictures.noise(24, 16, BufferedImage.TYPE_INT_RGB, 81);

  @Test
  void everySourceGivesTheSameTurnedPhotograph() throws IOException {
    byte[] png = TestPictures.pngWithExif(TestPictures.encode(image, "png"), QUARTER_TURN);
    Path file = Files.write(folder.resolve("turned.png"), png);
    Map<String, PictureSource> sources =
        Map.of(
            "file", PictureSource.of(file),
            "bytes", PictureSource.of(png),
            "named bytes", PictureSource.of("upload", png),
            "stream", PictureSource.of("body", new ByteArrayInputStream(png)),
            "custom", PictureSource.of("record", () -> Files.newInputStream(file)));

    sources.forEach(
        (kind, source) -> {
          Photo photo = TestPictures.read(source);
          assertThat(photo.orientation()).as(kind).isEqualTo(Orientation.QUARTER_TURN);
          assertThat(photo.width()).as(kind).isEqualTo(16);
          assertThat(Picture.of(photo.stored()).argb()).isEqualTo(Picture.of(image).argb());
        });
  }

  @Test
  void theMemoryForDecodingIsThatOfTheFileAsWell() throws IOException {
    byte[] png = TestPictures.encode(image, "png");
    byte[] longer = Arrays.copyOf(png, png.length + 1000);

    long before = decodingBytes(PictureSource.of(png));
    assertThat(before).isGreaterThan(png.length);
    assertThat(decodingBytes(PictureSource.of(longer))).isEqualTo(before + 1000);
    Path file = Files.write(folder.resolve("longer.png"), longer);
    assertThat(decodingBytes(PictureSource.of(file))).isEqualTo(before + 1000);
  }

  private static long decodingBytes(PictureSource source) {
    try (OpenPicture picture = source.open()) {
      return picture.memory().decodingBytes();
    }
  }

  @Test
  void aNamedPipeIsReadOnce() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeThat(Files.isExecutable(Path.of("/usr/bin/mkfifo"))).as("named pipes").isTrue();
    assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor()).isZero();
    byte[] jpeg = TestPictures.withExif(TestPictures.encode(image, "jpeg"), QUARTER_TURN);
    CompletableFuture<Path> writing =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.write(pipe, jpeg);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });

    Photo photo = TestPictures.read(PictureSource.of(pipe));

    writing.get(10, TimeUnit.SECONDS);
    assertThat(photo.orientation()).isEqualTo(Orientation.QUARTER_TURN);
    assertThat(photo.stored().getWidth()).isEqualTo(24);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "bmp", "gif", "tiff"})
  void aSourceIsOpenedOnceReadOnceAndClosed(String format) throws IOException {
    byte[] bytes = TestPictures.encode(image, format);
    Watched watched = new Watched(bytes);

    try (OpenPicture reader = PictureSource.of("photo", watched::open).open()) {
      assertThat(reader.info().format()).isIn(format, "tif");
      assertThat(reader.info().width()).isEqualTo(24);
      assertThat(watched.closings).isZero();
      assertThat(reader.read().stored().getHeight()).isEqualTo(16);
      assertThat(watched.closings).as("closed as soon as it is decoded").isPositive();
    }

    assertThat(watched.openings).isEqualTo(1);
    assertThat(watched.bytesRead.get()).isLessThanOrEqualTo(bytes.length);
  }

  @Test
  void aSourceThatIsRefusedIsClosed() {
    Watched watched = new Watched("notes".getBytes(UTF_8));

    refused(PictureSource.of("notes", watched::open), "notes is not a picture");

    assertThat(watched.openings).isEqualTo(1);
    assertThat(watched.closings).isPositive();
  }

  @Test
  void aStreamThatWasOpenIsLeftOpenAndReadOnce() throws IOException {
    Watched watched = new Watched(TestPictures.encode(image, "png"));
    PictureSource source = PictureSource.of("body", watched.open());

    TestPictures.read(source);

    assertThat(watched.closings).isZero();
    assertThatIllegalStateException()
        .isThrownBy(() -> TestPictures.read(source))
        .withMessageContaining("body")
        .withMessageContaining("only once");
  }

  @Test
  void aPictureIsDecodedOnce() throws IOException {
    PictureSource source = PictureSource.of(TestPictures.encode(image, "png"));
    try (OpenPicture reader = source.open()) {
      reader.read();
      assertThatIllegalStateException().isThrownBy(reader::read).withMessageContaining("anew");
    }
    TestPictures.read(source); // bytes in memory can be opened again
  }

  @Test
  void aPictureThatWasDecodedAheadIsStillReadOnce() throws IOException {
    Watched watched = new Watched(TestPictures.encode(image, "png"));
    try (OpenPicture reader = PictureSource.of("photo", watched::open).open()) {
      reader.decodeAhead();
      assertThat(watched.closings).as("nothing is left open").isPositive();

      assertThat(reader.read().width()).isEqualTo(image.getWidth());
      assertThatIllegalStateException().isThrownBy(reader::read);
      assertThatIllegalStateException().isThrownBy(reader::decodeAhead);
    }
    assertThat(watched.openings).isEqualTo(1);
  }

  @Test
  void nothingIsRefusedInOneSentence() {
    refused(PictureSource.of("upload", new byte[0]), "upload is empty");
    refused(PictureSource.of(new byte[0]), "The picture is empty");
  }

  @Test
  void aSourceThatCannotBeOpenedIsRefused() {
    refused(
        PictureSource.of(
            "record 7",
            () -> {
              throw new IOException("no such record");
            }),
        "record 7 cannot be opened (no such record)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "bmp", "gif", "tiff"})
  void aStreamThatFailsIsToldAsSuch(String format) throws IOException {
    byte[] whole = TestPictures.encode(image, format);
    for (int length = 0; length < whole.length * 3 / 4; length += 5) {
      InputStream broken =
          new SequenceInputStream(
              new ByteArrayInputStream(whole, 0, length), new Failing("connection reset"));
      refused(
          PictureSource.of("body", broken),
          "body could not be read to its end (connection reset); check where it comes from.");
    }
  }

  @Test
  void aStreamWithoutEndIsRefused() throws IOException {
    byte[] png = TestPictures.encode(image, "png");
    byte[] data = TestPictures.pngChunk("IDAT", new byte[1 << 16]);
    Endless endless = new Endless(Arrays.copyOf(png, 33), data);

    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> PictureReader.open("pipe", () -> endless, FEW_BYTES))
        .withMessageStartingWith("pipe goes on after 1 MiB, the most that is read of one picture")
        .withMessageEndingWith("save it smaller or raise -Xmx.");
    assertThat(endless.given).isBetween(FEW_BYTES, FEW_BYTES + (1 << 16));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "bmp", "gif", "tiff"})
  void noCutShortFileGoesOnWithoutEnd(String format) throws IOException {
    byte[] whole = TestPictures.encode(image, format);
    for (int length = 0; length < whole.length; length += 9) {
      Endless endless = new Endless(Arrays.copyOf(whole, length), new byte[] {17, 0, 99, -1, 5});
      try (PictureReader reader = PictureReader.open("pipe", () -> endless, FEW_BYTES)) {
        reader.read();
      } catch (InvalidImageException e) {
        assertThat(e).hasMessageStartingWith("pipe ");
      }
      assertThat(endless.given).as("cut to %d", length).isLessThan(FEW_BYTES + (1 << 16));
    }
  }

  @Test
  void aLengthThatNoMemoryHoldsIsNoReasonToTakeIt() throws IOException {
    byte[] png = TestPictures.encode(image, "png");
    ByteBuffer claiming = ByteBuffer.wrap(png.clone());
    claiming.putInt(33, Integer.MAX_VALUE); // of the first chunk of pixels

    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> TestPictures.read(PictureSource.of("claim", claiming.array())))
        .withMessageStartingWith("claim ");
  }

  private static void refused(PictureSource source, String words) {
    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> TestPictures.read(source))
        .withMessageContaining(words)
        .satisfies(e -> assertThat(e.getMessage()).endsWith(".").doesNotContain("\n"));
  }

  /** Bytes that count how they are used. */
  private static final class Watched {
    private final byte[] bytes;
    private final AtomicLong bytesRead = new AtomicLong();
    private int openings;
    private int closings;

    Watched(byte[] bytes) {
      this.bytes = bytes;
    }

    InputStream open() {
      openings++;
      return new FilterInputStream(new ByteArrayInputStream(bytes)) {
        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
          int read = super.read(to, offset, length);
          bytesRead.addAndGet(Math.max(0, read));
          return read;
        }

        @Override
        public void close() {
          closings++;
        }
      };
    }
  }

  /** A stream that only fails. */
  private static final class Failing extends InputStream {
    private final String reason;

    Failing(String reason) {
      this.reason = reason;
    }

    @Override
    public int read() throws IOException {
      throw new IOException(reason);
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      throw new IOException(reason);
    }
  }

  /** A beginning, and then the same bytes for ever. */
  private static final class Endless extends InputStream {
    private final byte[] beginning;
    private final byte[] again;
    private long given;

    Endless(byte[] beginning, byte[] again) {
      this.beginning = beginning;
      this.again = again;
    }

    @Override
    public int read() {
      long at = given++;
      return (at < beginning.length
              ? beginning[(int) at]
              : again[(int) ((at - beginning.length) % again.length)])
          & 0xFF;
    }
  }
}
