package dev.fude.painter.picture.encode;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * EXIF data that a picture is to hold. Source: CIPA DC-008 (Exif 2.32), section 4.5; TIFF 6.0,
 * section 2.
 *
 * @param image fields of the first directory
 * @param exif fields of the second
 * @param position fields of the third; none if the position is not told
 */
public record ExifData(List<ExifField> image, List<ExifField> exif, List<ExifField> position) {
  /** No data: a file need not be longer for them. */
  public static final ExifData NONE = new ExifData(List.of(), List.of(), List.of());

  private static final int HEADER = 8;
  private static final int ENTRY = 12;
  private static final int IN_PLACE = 4; // bytes of values that an entry itself can hold
  private static final int MAGIC = 42;

  private static final int EXIF_DIRECTORY = 0x8769;
  private static final int POSITION_DIRECTORY = 0x8825;

  /** Sorts the fields by their numbers, as a directory has to be. */
  public ExifData {
    image = sorted(image);
    exif = sorted(exif);
    position = sorted(position);
  }

  private static List<ExifField> sorted(List<ExifField> fields) {
    return fields.stream().sorted(Comparator.comparingInt(ExifField::number)).toList();
  }

  /**
   * Whether there is nothing to be written.
   *
   * @return true if no directory has a field
   */
  public boolean isEmpty() {
    return image.isEmpty() && exif.isEmpty() && position.isEmpty();
  }

  /**
   * As one block: a small TIFF without a picture, its directories one behind the other, high bytes
   * first.
   *
   * @return the bytes, an even number
   */
  public byte[] bytes() {
    List<ExifField> first = new ArrayList<>(image);
    first.add(ExifField.ofLong(EXIF_DIRECTORY, 0)); // said below
    if (!position.isEmpty()) {
      first.add(ExifField.ofLong(POSITION_DIRECTORY, 0)); // said below
    }
    first.sort(Comparator.comparingInt(ExifField::number));
    int secondAt = HEADER + size(first);
    int thirdAt = secondAt + size(exif);
    first.replaceAll(
        field ->
            switch (field.number()) {
              case EXIF_DIRECTORY -> ExifField.ofLong(EXIF_DIRECTORY, secondAt);
              case POSITION_DIRECTORY -> ExifField.ofLong(POSITION_DIRECTORY, thirdAt);
              default -> field;
            });
    ByteBuffer block = ByteBuffer.allocate(thirdAt + (position.isEmpty() ? 0 : size(position)));
    block.put((byte) 'M').put((byte) 'M').putShort((short) MAGIC).putInt(HEADER);
    put(block, first);
    put(block, exif);
    if (!position.isEmpty()) {
      put(block, position);
    }
    return block.array();
  }

  private static int size(List<ExifField> fields) {
    return head(fields) + fields.stream().mapToInt(ExifData::behind).sum();
  }

  /** A count, the entries, and where the next directory is. */
  private static int head(List<ExifField> fields) {
    return 2 + ENTRY * fields.size() + 4;
  }

  /** Bytes of values that stand behind the entries: an even number. */
  private static int behind(ExifField field) {
    int bytes = field.values().length;
    return bytes <= IN_PLACE ? 0 : bytes + bytes % 2;
  }

  private static void put(ByteBuffer block, List<ExifField> fields) {
    int behind = block.position() + head(fields);
    block.putShort((short) fields.size());
    for (ExifField field : fields) {
      block.putShort((short) field.number()).putShort((short) field.type().code());
      block.putInt(field.count());
      if (behind(field) == 0) {
        block.put(field.values()).put(new byte[IN_PLACE - field.values().length]);
      } else {
        block.putInt(behind);
        block.put(behind, field.values());
        behind += behind(field);
      }
    }
    block.putInt(0); // no next directory
    block.position(behind);
  }
}
