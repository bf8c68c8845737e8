package dev.fude.video.ffmpeg;

import dev.fude.video.Rational;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One stream of a container, as ffprobe tells it.
 *
 * @param facts by ffprobe's names; missing where it says nothing or "N/A"
 */
record ProbedStream(Map<String, String> facts) {
  private static final int QUARTERS = 90;

  /** Which half picture comes first, in the file and in time. */
  private static final Set<String> INTERLACED = Set.of("tt", "bb", "tb", "bt");

  int index() {
    return (int) number("index").orElse(-1);
  }

  String type() {
    return text("codec_type");
  }

  String codec() {
    return text("codec_name");
  }

  /** A fact; empty if it is not told. */
  String text(String name) {
    return facts.getOrDefault(name, "");
  }

  OptionalLong number(String name) {
    try {
      return OptionalLong.of(Long.parseLong(text(name)));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  Optional<Rational> fraction(String name) {
    return Optional.ofNullable(Rational.parsed(text(name)));
  }

  /** Whether it is a picture that belongs to the whole file. */
  boolean isCoverArt() {
    return text("attached_pic").equals("1");
  }

  boolean isFilm() {
    return type().equals("video") && !isCoverArt();
  }

  /** Whether a frame may hold two half pictures of different times. */
  boolean isInterlaced() {
    return INTERLACED.contains(text("field_order"));
  }

  /** Whether players turn it by a quarter, so that width and height are exchanged. */
  boolean isTurned() {
    return number("rotation").orElse(0) / QUARTERS % 2 != 0;
  }
}
