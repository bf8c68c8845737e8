package dev.fude.painter.picture.decode;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.stream.ImageInputStream;

/**
 * A JPEG's segments, up to where its pixels are whole.
 *
 * <p>What comes behind is none of the picture, whether an end is marked or not: cameras append
 * films, other pictures, or nothing.
 */
final class JpegSegments {
  private static final int MARK = 0xFF;
  private static final int FIRST_FRAME = 0xC0;
  private static final int LAST_FRAME = 0xCF;
  private static final int HUFFMAN_TABLES = 0xC4;
  private static final int RESERVED = 0xC8;
  private static final int ARITHMETIC_TABLES = 0xCC;
  private static final int FIRST_RESTART = 0xD0;
  private static final int LAST_RESTART = 0xD7;
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;
  private static final int QUANTIZATION_TABLES = 0xDB;
  private static final int ROWS = 0xDC;
  private static final int RESTART_INTERVAL = 0xDD;
  private static final int JFIF_SEGMENT = 0xE0;
  private static final int EXIF_SEGMENT = 0xE1;
  private static final int PROFILE_SEGMENT = 0xE2;
  private static final int ADOBE_SEGMENT = 0xEE;
  private static final int LS_FRAME = 0xF7;
  private static final String JFIF = "JFIF\0";
  private static final String EXIF = "Exif\0\0";
  private static final String PROFILE = "ICC_PROFILE\0";
  private static final String ADOBE = "Adobe";
  private static final int ADOBE_TRANSFORM = 11;
  private static final int ROWS_IN_FRAME = 5;

  private final FileBytes file;
  private final List<Range> kept = new ArrayList<>();
  private final Map<Integer, byte[]> profileParts = new TreeMap<>();
  private Range exif;
  private boolean jfif;
  private int adobeTransform = -1;
  private JpegFrame frame;
  private JpegScans scans;
  private int rows;
  private boolean end;

  private record Range(long from, long to) {}

  private JpegSegments(FileBytes file) {
    this.file = file;
  }

  /**
   * Walks through a file.
   *
   * @throws RefusedPictureException if it ends before its pixels do, or is of a sort that is not
   *     read
   * @throws IOException if it cannot be read
   */
  static JpegSegments of(FileBytes file) throws IOException {
    JpegSegments segments = new JpegSegments(file);
    try {
      segments.walk();
    } catch (EOFException e) {
      if (segments.scans == null || !segments.scans.areComplete()) {
        throw EncodedPicture.cutShort();
      }
    }
    if (segments.scans == null) {
      throw new RefusedPictureException("is a JPEG without a picture in it; use a sound copy.");
    }
    segments.frame.requireSides(segments.rows);
    return segments;
  }

  private void walk() throws IOException {
    long at = 2;
    boolean wantsMore = true;
    while (wantsMore) {
      at = file.findPair(MARK, next -> next != 0 && next != MARK, at);
      int marker = file.u8(at + 1);
      boolean alone = marker <= 1 || marker >= FIRST_RESTART && marker <= END;
      if (scans != null && scans.areComplete()) {
        end = marker == END;
        wantsMore = marker == ROWS;
      } else if (marker == END) {
        end = true;
        wantsMore = false;
      }
      if (wantsMore) {
        at = alone ? at + 2 : segment(at, marker);
      }
    }
  }

  /** Takes a segment, and the scan behind it if it is the header of one. */
  private long segment(long at, int marker) throws IOException {
    int length = file.u16(at + 2, BIG_ENDIAN);
    long next = at + 2 + length;
    if (marker == LS_FRAME) {
      throw new RefusedPictureException(
          "is a JPEG-LS, a kind that is not read here; convert it with `ffmpeg -i IN OUT.png`.");
    }
    if (isFrame(marker)) {
      takeFrame(at, marker, data(at, length));
    } else if (marker == SCAN) {
      return scan(at, data(at, length));
    } else if (isTable(marker)) {
      kept.add(new Range(at, next));
    } else if (marker == ROWS) { // the frame header may have guessed too many, as scanners do
      rows = file.u16(at + 4, BIG_ENDIAN);
    } else {
      application(marker, at, length);
    }
    return next;
  }

  private byte[] data(long at, int length) throws IOException {
    return file.exactly(at + 4, Math.max(0, length - 2));
  }

  private static boolean isFrame(int marker) {
    return marker >= FIRST_FRAME
        && marker <= LAST_FRAME
        && marker != HUFFMAN_TABLES
        && marker != RESERVED
        && marker != ARITHMETIC_TABLES;
  }

  private static boolean isTable(int marker) {
    return marker == HUFFMAN_TABLES || marker == QUANTIZATION_TABLES || marker == RESTART_INTERVAL;
  }

  private void takeFrame(long at, int marker, byte[] data) throws RefusedPictureException {
    if (frame == null) {
      frame = JpegFrame.of(marker, data);
      scans = new JpegScans(frame);
      rows = frame.rows();
      kept.add(new Range(at, at + ROWS_IN_FRAME));
      kept.add(new Range(at + ROWS_IN_FRAME + 2, at + 4 + data.length));
    }
  }

  private long scan(long at, byte[] header) throws IOException {
    if (frame == null) {
      throw new RefusedPictureException(
          "is damaged: its pixels come before its frame header; use a sound copy.");
    }
    scans.add(header);
    long next =
        file.findPair(
            MARK,
            byteBehind ->
                byteBehind != 0
                    && byteBehind != MARK
                    && (byteBehind < FIRST_RESTART || byteBehind > LAST_RESTART),
            at + 4 + header.length);
    kept.add(new Range(at, next));
    return next;
  }

  private void application(int marker, long at, int length) throws IOException {
    if (marker < JFIF_SEGMENT || marker > ADOBE_SEGMENT) {
      return;
    }
    byte[] data = data(at, length);
    if (marker == JFIF_SEGMENT && begins(data, JFIF)) {
      jfif = true;
    } else if (marker == EXIF_SEGMENT && begins(data, EXIF) && exif == null) {
      exif = new Range(at + 4 + EXIF.length(), at + 2 + length);
    } else if (marker == PROFILE_SEGMENT && begins(data, PROFILE)) {
      takeProfilePart(data);
    } else if (marker == ADOBE_SEGMENT && begins(data, ADOBE) && data.length > ADOBE_TRANSFORM) {
      adobeTransform = data[ADOBE_TRANSFORM] & 0xFF;
    }
  }

  /** A part's number, how many there are, and its bytes. */
  private void takeProfilePart(byte[] data) {
    int start = PROFILE.length() + 2;
    if (data.length > start) {
      profileParts.putIfAbsent(
          data[PROFILE.length()] & 0xFF, Arrays.copyOfRange(data, start, data.length));
    }
  }

  private static boolean begins(byte[] data, String text) {
    return data.length >= text.length()
        && new String(data, 0, text.length(), StandardCharsets.ISO_8859_1).equals(text);
  }

  JpegFrame frame() {
    return frame;
  }

  /** Whether an end was marked where the pixels end. */
  boolean hasEnd() {
    return end;
  }

  /** What the camera wrote, or null. */
  ImageInputStream exif() {
    return exif == null ? null : new Pieces(file).range(exif.from(), exif.to()).open();
  }

  /** The ICC profile, from all the segments that hold a part of it; empty if there is none. */
  byte[] profile() {
    ByteArrayOutputStream profile = new ByteArrayOutputStream();
    profileParts.values().forEach(profile::writeBytes);
    return profile.toByteArray();
  }

  /** Whether the channels are colours themselves, not luma and chroma; as libjpeg decides it. */
  boolean isUntransformed() {
    if (frame.channels() == 4) {
      return adobeTransform <= 0;
    }
    if (jfif || frame.channels() == 1) {
      return false;
    }
    return adobeTransform >= 0 ? adobeTransform == 0 : frame.isNamedRgb();
  }

  /** Appends tables, frame and scans. Its rows may have been told after the first scan. */
  void appendTo(Pieces pixels) {
    for (Range range : kept) {
      pixels.range(range.from(), range.to());
      if (range.from() + ROWS_IN_FRAME == range.to()) {
        pixels.bytes((byte) (rows >> 8), (byte) rows);
      }
    }
  }
}
