package dev.fude.painter.picture.decode;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The directories of a TIFF: the chain from its head, and those below them. */
final class TiffDirectories {
  private static final int ORDER_MARK = 0x4949;
  private static final int FIRST = 4;
  private static final int RAW_MARK = 8;
  private static final int MARK_BYTES = 8;
  private static final Pattern CANON = Pattern.compile("CR\\x02.*", Pattern.DOTALL);
  private static final Pattern PHASE_ONE = Pattern.compile("(IIII.waR|MMMMRaw).*", Pattern.DOTALL);
  private static final int MOST = 64;

  private final FileBytes file;
  private final ByteOrder order;
  private final List<TiffDirectory> directories = new ArrayList<>();

  private TiffDirectories(FileBytes file, ByteOrder order) {
    this.file = file;
    this.order = order;
  }

  /**
   * Reads them, {@value #MOST} at most. What is broken behind the first is passed over.
   *
   * @throws IOException if the file ends in the first
   */
  static TiffDirectories of(FileBytes file) throws IOException {
    ByteOrder order =
        file.u16(0, ByteOrder.BIG_ENDIAN) == ORDER_MARK
            ? ByteOrder.LITTLE_ENDIAN
            : ByteOrder.BIG_ENDIAN;
    requireNoRawMark(file);
    TiffDirectories found = new TiffDirectories(file, order);
    found.directories.add(new TiffDirectory(file, order, file.u32(FIRST, order)));
    try {
      found.walk();
    } catch (EOFException e) {
      // The first is there; the decoder will tell whether its pixels are.
    }
    return found;
  }

  private void walk() throws IOException {
    Deque<Long> places = new ArrayDeque<>();
    Set<Long> seen = new HashSet<>(Set.of(0L, directories.get(0).at()));
    enqueue(directories.get(0), places);
    while (!places.isEmpty() && directories.size() < MOST) {
      long place = places.remove();
      if (seen.add(place) && file.has(place + 1)) {
        TiffDirectory directory = new TiffDirectory(file, order, place);
        directories.add(directory);
        enqueue(directory, places);
      }
    }
  }

  private static void enqueue(TiffDirectory directory, Deque<Long> places) throws IOException {
    for (long below : directory.subDirectories(MOST)) {
      places.add(below);
    }
    places.add(directory.next());
  }

  /**
   * The directory that is painted: the first, or the largest if the first is a preview of it or a
   * mask. Where all are such, it is the first.
   *
   * @throws RefusedPictureException if the file is a camera's raw one
   */
  TiffDirectory picture() throws IOException {
    requireDeveloped();
    TiffDirectory first = directories.get(0);
    if (isPicture(first)) {
      return first;
    }
    TiffDirectory largest = first;
    long area = 0;
    for (TiffDirectory directory : directories) {
      if (isPicture(directory) && directory.area() > area) {
        largest = directory;
        area = directory.area();
      }
    }
    return largest;
  }

  private static boolean isPicture(TiffDirectory directory) throws IOException {
    return !directory.isPreview() && !directory.isMask();
  }

  private void requireDeveloped() throws IOException {
    boolean raw = false;
    for (TiffDirectory directory : directories) {
      raw |= directory.isRaw();
    }
    if (raw) {
      throw new RefusedPictureException(ForeignKinds.CAMERA_RAW);
    }
  }

  /** Pixels may stand there as well, so that it must be longer than two letters. */
  private static void requireNoRawMark(FileBytes file) throws IOException {
    String mark = new String(file.upTo(RAW_MARK, MARK_BYTES), StandardCharsets.ISO_8859_1);
    if (CANON.matcher(mark).matches() || PHASE_ONE.matcher(mark).matches()) {
      throw new RefusedPictureException(ForeignKinds.CAMERA_RAW);
    }
  }

  /** A place in the file as the header states it. */
  byte[] offset(long place) {
    return ByteBuffer.allocate(4).order(order).putInt((int) place).array();
  }
}
