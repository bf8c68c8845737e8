package dev.fude.video.y4m;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much chroma a YUV4MPEG2 stream holds, and where: the parameter {@code C} of its head. Eight
 * bits a sample, all of them.
 *
 * <p>{@code 420paldv} tells one chroma for two rows at every second row, as JPEG's and MPEG-2's do;
 * that old cameras took the two chromas from different rows is not undone.
 */
enum ChromaFormat {
  /** A quarter, each in the middle of four pixels. */
  JPEG_420("420jpeg", ChromaAxis.CENTRED, ChromaAxis.CENTRED),
  /** The same, by its short name, which is also meant where none stands. */
  PLAIN_420("420", ChromaAxis.CENTRED, ChromaAxis.CENTRED),
  /** A quarter, each between two rows at the first of two columns: H.264's usual place. */
  MPEG2_420("420mpeg2", ChromaAxis.COSITED, ChromaAxis.CENTRED),
  /** A quarter, each at the first of two columns and two rows. */
  PALDV_420("420paldv", ChromaAxis.COSITED, ChromaAxis.COSITED),
  /** Half, at the first of two columns. */
  HALF_422("422", ChromaAxis.COSITED, ChromaAxis.EVERY),
  /** As much as luma. */
  FULL_444("444", ChromaAxis.EVERY, ChromaAxis.EVERY),
  /** None: greys. */
  MONO("mono", null, null);

  /** All names, for messages. */
  static final String NAMES = "420jpeg, 420mpeg2, 420paldv, 420, 422, 444 and mono";

  private final String tag;
  private final ChromaAxis across;
  private final ChromaAxis down;

  ChromaFormat(String tag, ChromaAxis across, ChromaAxis down) {
    this.tag = tag;
    this.across = across;
    this.down = down;
  }

  /** The format of a name. */
  static Optional<ChromaFormat> of(String tag) {
    return Stream.of(values()).filter(format -> format.tag.equals(tag)).findFirst();
  }

  /** What the head calls it, behind the C. */
  String tag() {
    return tag;
  }

  boolean hasChroma() {
    return across != null;
  }

  /** Along a row; null without chroma. */
  ChromaAxis across() {
    return across;
  }

  /** Along a column; null without chroma. */
  ChromaAxis down() {
    return down;
  }

  /** Columns of a plane of chroma; 0 without. */
  int chromaWidth(int width) {
    return hasChroma() ? across.samples(width) : 0;
  }

  /** Rows of a plane of chroma; 0 without. */
  int chromaHeight(int height) {
    return hasChroma() ? down.samples(height) : 0;
  }

  /** Bytes of a frame: a plane of luma, one of blue's chroma, one of red's. */
  long frameBytes(int width, int height) {
    return (long) width * height + 2L * chromaWidth(width) * chromaHeight(height);
  }
}
