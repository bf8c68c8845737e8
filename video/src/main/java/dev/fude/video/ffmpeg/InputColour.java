package dev.fude.video.ffmpeg;

import dev.fude.core.Quoted;
import dev.fude.video.FilmColour;
import dev.fude.video.FilmColour.Matrix;
import dev.fude.video.InvalidFilmException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a film says of its colours, and the filters that make levels for a screen of them. Converted
 * by ffmpeg, which is told what it is given: left to itself it takes what says nothing for BT.601
 * of any size.
 */
final class InputColour {
  private static final Map<String, Matrix> MATRICES =
      Map.of(
          "bt709", Matrix.BT709,
          "smpte170m", Matrix.BT601,
          "bt470bg", Matrix.BT601,
          "fcc", Matrix.BT601,
          "smpte240m", Matrix.BT709, // differs by less than a level
          "bt2020nc", Matrix.BT2020,
          "bt2020c", Matrix.BT2020);
  private static final Map<Matrix, String> NAMES =
      Map.of(Matrix.BT601, "bt601", Matrix.BT709, "bt709", Matrix.BT2020, "bt2020");

  /** A film that says one of these says nothing. */
  private static final Set<String> UNTOLD = Set.of("", "unknown", "reserved", "gbr");

  /** Formats of luma and chroma, by how ffmpeg's names for them begin. */
  private static final Pattern LUMA =
      Pattern.compile("a?yuv|yuyv|yvyu|uyvy|uyyvyy|nv\\d|p[024]1|y21|vuy|xv[34]|v30");

  /** Transfer curves of high dynamic range. */
  private static final Map<String, String> HDR = Map.of("smpte2084", "PQ", "arib-std-b67", "HLG");

  private static final Set<String> HDR_FILTERS = Set.of("zscale", "tonemap");

  /** Without these, chroma is repeated instead of interpolated, and sums are rounded early. */
  private static final String ACCURATELY = "flags=bicubic+accurate_rnd+full_chroma_int";

  private final ProbedStream film;
  private final FilmColour colour;

  InputColour(ProbedStream film) {
    this.film = film;
    this.colour = colourOf(film);
  }

  private static FilmColour colourOf(ProbedStream film) {
    Matrix matrix = MATRICES.get(film.text("color_space"));
    boolean full = film.text("color_range").equals("pc") || film.text("pix_fmt").startsWith("yuvj");
    int height = (int) film.number("height").orElse(0);
    FilmColour usual = FilmColour.usualFor(height);
    return matrix == null
        ? new FilmColour(usual.matrix(), full, true)
        : new FilmColour(matrix, full, false);
  }

  private boolean isLuma() {
    return LUMA.matcher(film.text("pix_fmt")).lookingAt();
  }

  private boolean isHdr() {
    return HDR.containsKey(film.text("color_transfer"));
  }

  /** What a person should know; empty if the film says it all. */
  Optional<String> notice() {
    if (isHdr()) {
      return Optional.of(
          "High dynamic range ("
              + HDR.get(film.text("color_transfer"))
              + ") is brought down to a screen's, BT.709.");
    }
    return colour.guessed() && isLuma()
        ? Optional.of("The film does not say its colours: taken for " + colour + ".")
        : Optional.empty();
  }

  /**
   * The filters, comma between them.
   *
   * @param ffmpeg who has them or not
   * @param name the film's, for messages
   * @throws InvalidFilmException if the colours cannot be converted
   */
  String filters(Ffmpeg ffmpeg, String name) {
    requireKnownMatrix(name);
    if (isHdr()) {
      return toneMapped(ffmpeg, name);
    }
    return isLuma()
        ? String.format(
            "scale=in_color_matrix=%s:in_range=%s:out_range=pc:%s%s,format=rgb24",
            NAMES.get(colour.matrix()),
            colour.fullRange() ? "pc" : "tv",
            ChromaPlace.ofFilm(film),
            ACCURATELY)
        : "format=rgb24";
  }

  private void requireKnownMatrix(String name) {
    String matrix = film.text("color_space");
    if (isLuma() && !MATRICES.containsKey(matrix) && !UNTOLD.contains(matrix)) {
      throw new InvalidFilmException(
          String.format(
              "%s has colours of the matrix %s, which is not read; make BT.709 of them first, as by"
                  + " ffmpeg's -vf zscale=m=709.",
              Quoted.name(name), matrix));
    }
  }

  private String toneMapped(Ffmpeg ffmpeg, String name) {
    for (String filter : HDR_FILTERS) {
      if (!ffmpeg.hasFilter(filter)) {
        throw new InvalidFilmException(
            String.format(
                "%s has high dynamic range (%s), and this ffmpeg lacks the filter %s that brings it"
                    + " down to a screen's; use an ffmpeg that has it.",
                Quoted.name(name), HDR.get(film.text("color_transfer")), filter));
      }
    }
    return String.format(
        "zscale=tin=%s:min=2020_ncl:pin=2020:rin=%s:t=linear:npl=100,format=gbrpf32le,"
            + "zscale=p=709,tonemap=hable:desat=0,zscale=t=709:m=gbr:r=full,format=gbrp,"
            + "format=rgb24",
        film.text("color_transfer"), colour.fullRange() ? "full" : "limited");
  }
}
