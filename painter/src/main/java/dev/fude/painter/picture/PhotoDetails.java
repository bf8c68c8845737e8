package dev.fude.painter.picture;

import com.drew.lang.Rational;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.StringValue;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import dev.fude.painter.picture.encode.ExifData;
import dev.fude.painter.picture.encode.ExifField;
import dev.fude.painter.picture.encode.ExifType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a camera wrote of a photograph that its picture may carry on: when it was taken, with which
 * kind of camera and lens, how it was exposed, and where. Everything else stays behind: previews,
 * notes of makers, serial numbers, names of people.
 *
 * <p>Values are read one by one and written anew, so that whatever a photograph holds, what its
 * picture holds is sound and at most some thousand bytes long. Immutable.
 */
public final class PhotoDetails {
  /** Nothing is known. */
  public static final PhotoDetails NONE = new PhotoDetails(Map.of());

  private static final ExifField UPRIGHT = ExifField.ofShort(0x0112, 1);
  private static final ExifField SRGB = ExifField.ofShort(0xA001, 1);
  private static final ExifField VERSION =
      new ExifField(0x9000, ExifType.UNDEFINED, "0232".getBytes(StandardCharsets.US_ASCII));
  private static final ExifField POSITION_VERSION =
      new ExifField(0, ExifType.BYTE, new byte[] {2, 3, 0, 0});

  private static final Map<ExifTag.Directory, Class<? extends Directory>> DIRECTORIES =
      Map.of(
          ExifTag.Directory.IMAGE, ExifIFD0Directory.class,
          ExifTag.Directory.EXIF, ExifSubIFDDirectory.class,
          ExifTag.Directory.POSITION, GpsDirectory.class);

  private final Map<ExifTag, ExifField> fields;

  private PhotoDetails(Map<ExifTag, ExifField> fields) {
    this.fields = fields;
  }

  /** What is carried of a photograph's metadata. */
  static PhotoDetails of(Metadata metadata) {
    Map<ExifTag, ExifField> fields = new EnumMap<>(ExifTag.class);
    ExifTag.all().forEach(tag -> find(metadata, tag).ifPresent(field -> fields.put(tag, field)));
    return new PhotoDetails(fields);
  }

  /**
   * Whether nothing is carried.
   *
   * @return true if a file need not be longer for it
   */
  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /**
   * Whether they tell where the photograph was taken.
   *
   * @return true if a picture that carries them tells it too
   */
  public boolean hasPosition() {
    return fields.keySet().stream().anyMatch(PhotoDetails::isPosition);
  }

  /**
   * The same, but for the place.
   *
   * @return details that may be published without a thought
   */
  public PhotoDetails withoutPosition() {
    Map<ExifTag, ExifField> kept = new EnumMap<>(ExifTag.class);
    kept.putAll(fields);
    kept.keySet().removeIf(PhotoDetails::isPosition);
    return new PhotoDetails(kept);
  }

  /** As EXIF data of a picture. */
  ExifData exif() {
    if (isEmpty()) {
      return ExifData.NONE;
    }
    return new ExifData(
        fields(ExifTag.Directory.IMAGE),
        fields(ExifTag.Directory.EXIF),
        fields(ExifTag.Directory.POSITION));
  }

  /** One directory, with what it must say: upright, sRGB, the versions. */
  private List<ExifField> fields(ExifTag.Directory directory) {
    Stream<ExifField> carried =
        fields.entrySet().stream()
            .filter(entry -> entry.getKey().directory() == directory)
            .map(Map.Entry::getValue);
    List<ExifField> said =
        switch (directory) {
          case IMAGE -> List.of(UPRIGHT);
          case EXIF -> List.of(VERSION, SRGB);
          case POSITION -> hasPosition() ? List.of(POSITION_VERSION) : List.<ExifField>of();
        };
    return Stream.concat(carried, said.stream()).toList();
  }

  private static boolean isPosition(ExifTag tag) {
    return tag.directory() == ExifTag.Directory.POSITION;
  }

  /** The tag in the first directory that has it. */
  private static Optional<ExifField> find(Metadata metadata, ExifTag tag) {
    return metadata.getDirectoriesOfType(DIRECTORIES.get(tag.directory())).stream()
        .filter(directory -> directory.containsTag(tag.number()))
        .findFirst()
        .flatMap(directory -> values(directory, tag))
        .map(values -> new ExifField(tag.number(), tag.type(), values));
  }

  /** A tag's values, or nothing if they are not what the tag stands for. */
  private static Optional<byte[]> values(Directory directory, ExifTag tag) {
    return switch (tag.type()) {
      case ASCII -> text(directory.getObject(tag.number()), tag.mostValues());
      case BYTE, SHORT -> wholeNumbers(directory.getIntArray(tag.number()), tag);
      case RATIONAL -> rationals(directory, tag, 0, 0xFFFF_FFFFL);
      case SIGNED_RATIONAL -> rationals(directory, tag, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG, UNDEFINED -> throw new AssertionError(tag + " is of a type that none carries.");
    };
  }

  /** A text up to its first zero, with one at its end. */
  private static Optional<byte[]> text(Object value, int most) {
    if (!(value instanceof StringValue text)) {
      return Optional.empty();
    }
    byte[] bytes = text.getBytes();
    int length = 0;
    while (length < Math.min(bytes.length, most - 1) && bytes[length] != 0) {
      length++;
    }
    return length == 0
        ? Optional.empty()
        : Optional.of(Arrays.copyOf(Arrays.copyOf(bytes, length), length + 1));
  }

  private static Optional<byte[]> wholeNumbers(int[] numbers, ExifTag tag) {
    int bytes = tag.type().bytes();
    if (numbers == null || numbers.length == 0 || numbers.length > tag.mostValues()) {
      return Optional.empty();
    }
    ByteBuffer values = ByteBuffer.allocate(bytes * numbers.length);
    for (int number : numbers) {
      if (number < 0 || number >= 1 << 8 * bytes) {
        return Optional.empty();
      }
      if (bytes == 1) {
        values.put((byte) number);
      } else {
        values.putShort((short) number);
      }
    }
    return Optional.of(values.array());
  }

  private static Optional<byte[]> rationals(
      Directory directory, ExifTag tag, long least, long most) {
    Rational[] numbers = rationals(directory.getObject(tag.number()));
    if (numbers.length != tag.mostValues()) {
      return Optional.empty();
    }
    ByteBuffer values = ByteBuffer.allocate(tag.type().bytes() * numbers.length);
    for (Rational number : numbers) {
      for (long part : new long[] {number.getNumerator(), number.getDenominator()}) {
        if (part < least || part > most) {
          return Optional.empty();
        }
        values.putInt((int) part);
      }
    }
    return Optional.of(values.array());
  }

  private static Rational[] rationals(Object value) {
    if (value instanceof Rational one) {
      return new Rational[] {one};
    }
    return value instanceof Rational[] several ? several : new Rational[0];
  }
}
