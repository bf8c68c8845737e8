package dev.fude.painter.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifInteropDirectory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.ExifThumbnailDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What of a photograph's EXIF data reaches its picture, and that nothing else does. */
class PhotoDetailsTest {
  private static final int FUZZ_ROUNDS = 3000;
  private static final BufferedImage IMAGE =
      TestPictures.noise(12, 8, BufferedImage.TYPE_INT_RGB, 31);

  @ParameterizedTest
  @EnumSource(PictureFormat.class)
  void dateCameraAndExposureAreCarriedInEveryFormat(PictureFormat format) throws Exception {
    Metadata carried = metadata(encoded(format, photographed(ByteOrder.LITTLE_ENDIAN)));

    ExifIFD0Directory image = carried.getFirstDirectoryOfType(ExifIFD0Directory.class);
    ExifSubIFDDirectory exif = carried.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
    assertThat(image.getString(ExifIFD0Directory.TAG_MAKE)).isEqualTo("Maker");
    assertThat(image.getString(ExifIFD0Directory.TAG_MODEL)).isEqualTo("Model 7");
    assertThat(exif.getString(ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL))
        .isEqualTo("2024:05:06 07:08:09");
    assertThat(exif.getString(ExifSubIFDDirectory.TAG_TIME_ZONE_ORIGINAL)).isEqualTo("+09:00");
    assertThat(exif.getString(ExifSubIFDDirectory.TAG_SUBSECOND_TIME_ORIGINAL)).isEqualTo("42");
    assertThat(exif.getRational(ExifSubIFDDirectory.TAG_EXPOSURE_TIME)).hasToString("1/125");
    assertThat(exif.getInteger(ExifSubIFDDirectory.TAG_ISO_EQUIVALENT)).isEqualTo(400);
    assertThat(exif.getRational(ExifSubIFDDirectory.TAG_EXPOSURE_BIAS).doubleValue())
        .isEqualTo(-2 / 3.0);
    assertThat(exif.getRationalArray(ExifSubIFDDirectory.TAG_LENS_SPECIFICATION)).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource(PictureFormat.class)
  void thePictureIsUprightWhateverThePhotographWas(PictureFormat format) throws Exception {
    Metadata carried = metadata(encoded(format, photographed(ByteOrder.BIG_ENDIAN)));

    ExifIFD0Directory image = carried.getFirstDirectoryOfType(ExifIFD0Directory.class);
    assertThat(image.getInteger(ExifIFD0Directory.TAG_ORIENTATION)).isEqualTo(1);
    assertThat(errors(carried)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(PictureFormat.class)
  void nothingElseIsCarried(PictureFormat format) throws Exception {
    byte[] file = encoded(format, photographed(ByteOrder.LITTLE_ENDIAN).withoutPosition());

    String text = new String(file, StandardCharsets.ISO_8859_1);
    assertThat(text).doesNotContain("Owner", "Serial", "Note of", "Software", "Artist", "Comment");
    Metadata carried = metadata(file);
    assertThat(carried.containsDirectoryOfType(ExifThumbnailDirectory.class)).isFalse();
    assertThat(carried.containsDirectoryOfType(ExifInteropDirectory.class)).isFalse();
    assertThat(carried.containsDirectoryOfType(GpsDirectory.class)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(PictureFormat.class)
  void thePositionIsCarriedOnlyIfItIsKept(PictureFormat format) throws Exception {
    PhotoDetails details = photographed(ByteOrder.BIG_ENDIAN);
    assertThat(details.hasPosition()).isTrue();
    assertThat(details.withoutPosition().hasPosition()).isFalse();

    Metadata carried = metadata(encoded(format, details));

    GpsDirectory position = carried.getFirstDirectoryOfType(GpsDirectory.class);
    assertThat(position.getGeoLocation().getLatitude()).isEqualTo(-(35 + 30 / 60.0));
    assertThat(position.getGeoLocation().getLongitude()).isEqualTo(139 + 15 / 60.0);
  }

  @ParameterizedTest
  @EnumSource(PictureFormat.class)
  void thePixelsAreTheSameWithDetails(PictureFormat format) throws Exception {
    byte[] with = encoded(format, photographed(ByteOrder.LITTLE_ENDIAN));
    byte[] without = encoded(format, PhotoDetails.NONE);

    assertThat(Picture.of(TestPictures.read(PictureSource.of(with)).stored()).argb())
        .isEqualTo(Picture.of(TestPictures.read(PictureSource.of(without)).stored()).argb());
  }

  @Test
  void aPictureOfNoPhotographSaysNothing() {
    assertThat(PhotoDetails.NONE.isEmpty()).isTrue();
    assertThat(photographed(ByteOrder.LITTLE_ENDIAN).isEmpty()).isFalse();
    String png = new String(PictureEncoder.png().encode(IMAGE), StandardCharsets.ISO_8859_1);
    assertThat(png).doesNotContain("eXIf");
  }

  @Test
  void whatIsCarriedOnceIsCarriedAgain() throws IOException {
    byte[] first = encoded(PictureFormat.PNG, photographed(ByteOrder.LITTLE_ENDIAN));

    PhotoDetails again = details(first);

    assertThat(again.exif().bytes())
        .isEqualTo(photographed(ByteOrder.LITTLE_ENDIAN).exif().bytes());
  }

  static Stream<byte[]> senseless() {
    return Stream.of(
        new Tiff(ByteOrder.BIG_ENDIAN).text(0x010F, "").image(),
        new Tiff(ByteOrder.BIG_ENDIAN).shorts(0x010F, 7).image(), // a number for a text
        new Tiff(ByteOrder.BIG_ENDIAN).shorts(0x8827, new int[3]).exif(), // too many
        new Tiff(ByteOrder.BIG_ENDIAN).text(0x829A, "soon").exif(), // a text for a fraction
        new Tiff(ByteOrder.BIG_ENDIAN).rationals(5, 0xA432, 1, 1).exif(),
        new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8},
        new byte[] {'M', 'M', 0, 42, 0x7F, -1, -1, -1});
  }

  @ParameterizedTest
  @MethodSource("senseless")
  void valuesThatMakeNoSenseStayBehind(byte[] tiff) throws Exception {
    byte[] file = pngWithExif(tiff);

    Metadata carried = metadata(encoded(PictureFormat.PNG, details(file)));

    assertThat(errors(carried)).isEmpty();
    assertThat(carried.getDirectoriesOfType(ExifIFD0Directory.class))
        .noneMatch(directory -> directory.containsTag(ExifIFD0Directory.TAG_MAKE));
  }

  @Test
  void longTextsAreCutAndEndWithZero() throws IOException {
    byte[] tiff = new Tiff(ByteOrder.BIG_ENDIAN).text(0x010F, "m".repeat(60_000)).image();

    byte[] exif = details(pngWithExif(tiff)).exif().bytes();

    assertThat(new String(exif, StandardCharsets.ISO_8859_1))
        .contains("m".repeat(63) + "\0")
        .doesNotContain("m".repeat(64));
  }

  /** Whatever the bytes are: the picture can be opened, and what it carries is short and sound. */
  @Tag("one-jdk")
  @Test
  void hostileExifNeverCostsThePicture() throws Exception {
    Random random = new Random(32);
    byte[] sound = tiff(ByteOrder.LITTLE_ENDIAN);
    for (int round = 0; round < FUZZ_ROUNDS; round++) {
      byte[] hostile = sound.clone();
      for (int i = random.nextInt(12); i >= 0; i--) {
        hostile[8 + random.nextInt(hostile.length - 8)] = (byte) random.nextInt(256);
      }

      PhotoDetails details = details(pngWithExif(hostile));

      if (!details.isEmpty()) {
        assertThat(details.exif().bytes().length).as("round %d", round).isLessThan(2048);
        assertThat(errors(metadata(encoded(PictureFormat.PNG, details)))).isEmpty();
      }
    }
  }

  private static byte[] encoded(PictureFormat format, PhotoDetails details) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    PictureEncoder.of(format, 1).encode(IMAGE, details, file);
    return file.toByteArray();
  }

  private static PhotoDetails photographed(ByteOrder order) {
    try {
      return details(pngWithExif(tiff(order)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static PhotoDetails details(byte[] file) {
    try (OpenPicture photo = PictureSource.of(file).open()) {
      return photo.details();
    }
  }

  private static Metadata metadata(byte[] file) throws IOException, ImageProcessingException {
    return ImageMetadataReader.readMetadata(new ByteArrayInputStream(file));
  }

  private static List<String> errors(Metadata metadata) {
    List<String> errors = new ArrayList<>();
    metadata.getDirectories().forEach(directory -> directory.getErrors().forEach(errors::add));
    return errors;
  }

  private static byte[] pngWithExif(byte[] tiff) throws IOException {
    return TestPictures.pngWithChunk(
        TestPictures.encode(IMAGE, "png"), TestPictures.pngChunk("eXIf", tiff));
  }

  /** What a camera writes: what is wanted, and what is nobody's business. */
  private static byte[] tiff(ByteOrder order) {
    Tiff exif = new Tiff(order);
    exif.rationals(5, 0x829A, 1, 125).shorts(0x8827, 400).text(0x9003, "2024:05:06 07:08:09");
    exif.text(0x9011, "+09:00").text(0x927C, "Note of the maker").text(0x9286, "Comment on it");
    exif.rationals(10, 0x9204, -2, 3).text(0x9291, "42").text(0xA430, "Owner of the camera");
    exif.text(0xA431, "Serial 1").rationals(5, 0xA432, 24, 1, 70, 1, 28, 10, 28, 10);
    exif.text(0xA435, "Serial 2");
    Tiff position = new Tiff(order).text(1, "S").rationals(5, 2, 35, 1, 30, 1, 0, 1);
    position.text(3, "E").rationals(5, 4, 139, 1, 15, 1, 0, 1);
    Tiff image = new Tiff(order).text(0x010E, "Comment").text(0x010F, "Maker");
    image.text(0x0110, "Model 7").shorts(0x0112, 6).text(0x0131, "Software of the camera");
    image.text(0x013B, "Artist").sub(0x8769, exif).sub(0x8825, position);
    return image.image();
  }

  /** Entries of a directory, in ascending order of their tags. */
  private static final class Tiff {
    private record Entry(int tag, int type, int count, byte[] values, Tiff sub) {}

    private final ByteOrder order;
    private final List<Entry> entries = new ArrayList<>();

    Tiff(ByteOrder order) {
      this.order = order;
    }

    Tiff text(int tag, String text) {
      byte[] values = (text + "\0").getBytes(StandardCharsets.US_ASCII);
      entries.add(new Entry(tag, 2, values.length, values, null));
      return this;
    }

    Tiff shorts(int tag, int... numbers) {
      ByteBuffer values = ByteBuffer.allocate(2 * numbers.length).order(order);
      for (int number : numbers) {
        values.putShort((short) number);
      }
      entries.add(new Entry(tag, 3, numbers.length, values.array(), null));
      return this;
    }

    Tiff rationals(int type, int tag, int... parts) {
      ByteBuffer values = ByteBuffer.allocate(4 * parts.length).order(order);
      for (int part : parts) {
        values.putInt(part);
      }
      entries.add(new Entry(tag, type, parts.length / 2, values.array(), null));
      return this;
    }

    Tiff sub(int tag, Tiff directory) {
      entries.add(new Entry(tag, 4, 1, new byte[4], directory));
      return this;
    }

    /** These entries as the second directory of a file. */
    byte[] exif() {
      return new Tiff(order).sub(0x8769, this).image();
    }

    /** These entries as the first directory of a file. */
    byte[] image() {
      ByteBuffer file = ByteBuffer.allocate(1 << 17).order(order);
      byte mark = (byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I');
      file.put(mark).put(mark).putShort((short) 42).putInt(8);
      put(file);
      byte[] bytes = new byte[file.position()];
      file.get(0, bytes);
      return bytes;
    }

    private void put(ByteBuffer file) {
      int start = file.position();
      file.position(start + 2 + 12 * entries.size() + 4);
      file.putShort(start, (short) entries.size());
      for (int i = 0; i < entries.size(); i++) {
        Entry entry = entries.get(i);
        int at = start + 2 + 12 * i;
        file.putShort(at, (short) entry.tag()).putShort(at + 2, (short) entry.type());
        file.putInt(at + 4, entry.count());
        if (entry.sub() != null) {
          file.putInt(at + 8, file.position());
          entry.sub().put(file);
        } else if (entry.values().length <= 4) {
          file.put(at + 8, entry.values());
        } else {
          file.putInt(at + 8, file.position());
          file.put(entry.values());
        }
      }
    }
  }
}
