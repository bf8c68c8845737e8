package dev.fude.video.ffmpeg;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where a film has its samples of chroma, of which two or four pixels share one. Ffmpeg's filter
 * takes them for midway between their pixels whatever the film says, which moves colours by half a
 * pixel; hence it is told.
 *
 * @param across from a pixel's middle to the sample, in 256ths of a pixel; to the right
 * @param down the same downwards
 */
record ChromaPlace(int across, int down) {
  private static final int MIDWAY = 128;
  private static final int NEXT_PIXEL = 256;
  private static final int QUARTER = 90;

  /** On the first of two columns, midway between two rows: what a film has that does not say. */
  static final ChromaPlace LEFT = new ChromaPlace(0, MIDWAY);

  /** By ffprobe's names. */
  private static final Map<String, ChromaPlace> NAMED =
      Map.of(
          "left", LEFT,
          "center", new ChromaPlace(MIDWAY, MIDWAY),
          "topleft", new ChromaPlace(0, 0),
          "top", new ChromaPlace(MIDWAY, 0),
          "bottomleft", new ChromaPlace(0, NEXT_PIXEL),
          "bottom", new ChromaPlace(MIDWAY, NEXT_PIXEL));

  private static final Pattern SHARED_BY_FOUR = Pattern.compile("yuva?j?420|nv12|nv21|p01");
  private static final Pattern SHARED_BY_TWO =
      Pattern.compile("yuva?j?422|nv16|nv20|uyvy422|yuyv422|yvyu422|p21|y21");

  /**
   * Options of the filter that converts a film's frames, which are upright by then.
   *
   * @return with a colon behind each; empty if every pixel has chroma of its own
   */
  static String ofFilm(ProbedStream film) {
    String format = film.text("pix_fmt");
    boolean byFour = SHARED_BY_FOUR.matcher(format).lookingAt();
    if (!byFour && !SHARED_BY_TWO.matcher(format).lookingAt()) {
      return "";
    }
    ChromaPlace stored = NAMED.getOrDefault(film.text("chroma_location"), LEFT);
    int turns = Math.floorMod(-(int) film.number("rotation").orElse(0) / QUARTER, 4);
    ChromaPlace upright = stored.turned(turns);
    boolean lying = turns % 2 != 0;
    return (byFour || !lying ? "in_h_chr_pos=" + upright.across + ":" : "")
        + (byFour || lying ? "in_v_chr_pos=" + upright.down + ":" : "");
  }

  /** Options of the filter that makes 4:2:0 of levels. */
  String asOutput() {
    return "out_h_chr_pos=" + across + ":out_v_chr_pos=" + down;
  }

  /** After so many quarter turns clockwise. */
  private ChromaPlace turned(int quarters) {
    ChromaPlace place = this;
    for (int i = 0; i < quarters; i++) {
      place = new ChromaPlace(NEXT_PIXEL - place.down, place.across);
    }
    return place;
  }
}
