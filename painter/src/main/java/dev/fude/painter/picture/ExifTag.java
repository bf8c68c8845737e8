package dev.fude.painter.picture;

import dev.fude.painter.picture.encode.ExifType;
import java.util.stream.Stream;

/**
 * What is carried from a photograph to its picture: when it was taken, with which kind of camera
 * and lens, how it was exposed; and where, for those who ask for it. What is not on this list stays
 * behind: previews, notes of makers, serial numbers, names and texts of people, and whatever
 * describes the file that was, such as its size, its orientation or the program that wrote it.
 *
 * <p>Source: CIPA DC-008 (Exif 2.32), tables 4, 7, 8 and 15.
 */
enum ExifTag {
  MAKE(Directory.IMAGE, 0x010F, ExifType.ASCII, 64),
  MODEL(Directory.IMAGE, 0x0110, ExifType.ASCII, 64),
  CHANGED(Directory.IMAGE, 0x0132, ExifType.ASCII, 20),

  EXPOSURE_TIME(Directory.EXIF, 0x829A, ExifType.RATIONAL, 1),
  F_NUMBER(Directory.EXIF, 0x829D, ExifType.RATIONAL, 1),
  EXPOSURE_PROGRAM(Directory.EXIF, 0x8822, ExifType.SHORT, 1),
  SENSITIVITY(Directory.EXIF, 0x8827, ExifType.SHORT, 2),
  TAKEN(Directory.EXIF, 0x9003, ExifType.ASCII, 20),
  DIGITIZED(Directory.EXIF, 0x9004, ExifType.ASCII, 20),
  CHANGED_OFFSET(Directory.EXIF, 0x9010, ExifType.ASCII, 7),
  TAKEN_OFFSET(Directory.EXIF, 0x9011, ExifType.ASCII, 7),
  DIGITIZED_OFFSET(Directory.EXIF, 0x9012, ExifType.ASCII, 7),
  SHUTTER_SPEED(Directory.EXIF, 0x9201, ExifType.SIGNED_RATIONAL, 1),
  APERTURE(Directory.EXIF, 0x9202, ExifType.RATIONAL, 1),
  BRIGHTNESS(Directory.EXIF, 0x9203, ExifType.SIGNED_RATIONAL, 1),
  EXPOSURE_BIAS(Directory.EXIF, 0x9204, ExifType.SIGNED_RATIONAL, 1),
  LARGEST_APERTURE(Directory.EXIF, 0x9205, ExifType.RATIONAL, 1),
  SUBJECT_DISTANCE(Directory.EXIF, 0x9206, ExifType.RATIONAL, 1),
  METERING(Directory.EXIF, 0x9207, ExifType.SHORT, 1),
  LIGHT_SOURCE(Directory.EXIF, 0x9208, ExifType.SHORT, 1),
  FLASH(Directory.EXIF, 0x9209, ExifType.SHORT, 1),
  FOCAL_LENGTH(Directory.EXIF, 0x920A, ExifType.RATIONAL, 1),
  CHANGED_FRACTION(Directory.EXIF, 0x9290, ExifType.ASCII, 10),
  TAKEN_FRACTION(Directory.EXIF, 0x9291, ExifType.ASCII, 10),
  DIGITIZED_FRACTION(Directory.EXIF, 0x9292, ExifType.ASCII, 10),
  EXPOSURE_MODE(Directory.EXIF, 0xA402, ExifType.SHORT, 1),
  WHITE_BALANCE(Directory.EXIF, 0xA403, ExifType.SHORT, 1),
  DIGITAL_ZOOM(Directory.EXIF, 0xA404, ExifType.RATIONAL, 1),
  FOCAL_LENGTH_35MM(Directory.EXIF, 0xA405, ExifType.SHORT, 1),
  SCENE(Directory.EXIF, 0xA406, ExifType.SHORT, 1),
  LENS(Directory.EXIF, 0xA432, ExifType.RATIONAL, 4),
  LENS_MAKE(Directory.EXIF, 0xA433, ExifType.ASCII, 64),
  LENS_MODEL(Directory.EXIF, 0xA434, ExifType.ASCII, 128),

  LATITUDE_SIDE(Directory.POSITION, 1, ExifType.ASCII, 2),
  LATITUDE(Directory.POSITION, 2, ExifType.RATIONAL, 3),
  LONGITUDE_SIDE(Directory.POSITION, 3, ExifType.ASCII, 2),
  LONGITUDE(Directory.POSITION, 4, ExifType.RATIONAL, 3),
  ALTITUDE_SIDE(Directory.POSITION, 5, ExifType.BYTE, 1),
  ALTITUDE(Directory.POSITION, 6, ExifType.RATIONAL, 1),
  POSITION_TIME(Directory.POSITION, 7, ExifType.RATIONAL, 3),
  DIRECTION_KIND(Directory.POSITION, 0x10, ExifType.ASCII, 2),
  DIRECTION(Directory.POSITION, 0x11, ExifType.RATIONAL, 1),
  DATUM(Directory.POSITION, 0x12, ExifType.ASCII, 20),
  POSITION_DATE(Directory.POSITION, 0x1D, ExifType.ASCII, 11);

  /** Where a tag stands. */
  enum Directory {
    IMAGE,
    EXIF,
    POSITION
  }

  private final Directory directory;
  private final int number;
  private final ExifType type;
  private final int mostValues;

  ExifTag(Directory directory, int number, ExifType type, int mostValues) {
    this.directory = directory;
    this.number = number;
    this.type = type;
    this.mostValues = mostValues;
  }

  static Stream<ExifTag> all() {
    return Stream.of(values());
  }

  Directory directory() {
    return directory;
  }

  int number() {
    return number;
  }

  ExifType type() {
    return type;
  }

  /** How many values there may be, a text's closing zero among them; of fractions exactly. */
  int mostValues() {
    return mostValues;
  }
}
