package dev.fude.video.ffmpeg;

import dev.fude.video.Rational;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The kinds of containers that are written, by the ends of their names. */
enum Container {
  /** MPEG-4. */
  MP4(Set.of(".mp4", ".m4v"), "mp4", "mov_text", Set.of("video", "audio", "subtitle")),
  /** QuickTime. */
  MOV(Set.of(".mov"), "mov", "mov_text", Set.of("video", "audio", "subtitle")),
  /** Matroska, which takes everything. */
  MATROSKA(Set.of(".mkv"), "matroska", "srt", Set.of("video", "audio", "subtitle", "attachment")),
  /** WebM. */
  WEBM(Set.of(".webm"), "webm", "webvtt", Set.of("audio", "subtitle"));

  private static final long MILLIS = 1000;

  /** Subtitles that are texts, and can be written as another kind of texts. */
  private static final Set<String> TEXTS =
      Set.of("subrip", "srt", "mov_text", "webvtt", "text", "ass", "ssa");

  private final Set<String> endings;
  private final String muxer;
  private final String textCodec;
  private final Set<String> taken; // types of streams that are copied

  Container(Set<String> endings, String muxer, String textCodec, Set<String> taken) {
    this.endings = endings;
    this.muxer = muxer;
    this.textCodec = textCodec;
    this.taken = taken;
  }

  /** The kind of a name; empty if nobody writes it. */
  static Optional<Container> of(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(container -> container.endings.stream().anyMatch(small::endsWith))
        .findFirst();
  }

  /** What ffmpeg calls it. */
  String muxer() {
    return muxer;
  }

  /** Whether streams of a kind can be in it. */
  boolean takes(ProbedStream stream) {
    return taken.contains(stream.type())
        && (this == MATROSKA || !stream.type().equals("subtitle") || isText(stream));
  }

  /** The codec with which a stream goes into it: as it is, but for other texts than its own. */
  String codecFor(ProbedStream stream) {
    boolean own = this == MATROSKA ? !stream.codec().equals("mov_text") : isOwnText(stream);
    return stream.type().equals("subtitle") && !own ? textCodec : "copy";
  }

  private boolean isOwnText(ProbedStream stream) {
    return stream.codec().equals(textCodec);
  }

  private static boolean isText(ProbedStream stream) {
    return TEXTS.contains(stream.codec());
  }

  /** Whether ticks can be chosen, as parts of a second. */
  boolean keepsTimeBase() {
    return this == MP4 || this == MOV;
  }

  /** Seconds of a tick in which it counts a film's times: Matroska knows milliseconds alone. */
  Rational timeBase(Rational film) {
    return new Rational(1, keepsTimeBase() ? film.denominator() : MILLIS);
  }

  /** Options of the muxer: the index stands in front, where players over a network need it. */
  List<String> options() {
    return keepsTimeBase() ? List.of("-movflags", "+faststart") : List.of();
  }
}
