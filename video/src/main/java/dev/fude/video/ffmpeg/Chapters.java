package dev.fude.video.ffmpeg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The chapters of part of a film. Ffmpeg cuts them, but keeps those that only touch the part as
 * chapters of no length.
 */
final class Chapters {
  /** Where each begins in ffmpeg's own form of metadata, and no title goes on in a new line. */
  private static final Pattern BEGINNING = Pattern.compile("(?m)(?<!\\\\\n)^(?=\\[CHAPTER]$)");

  private static final Pattern TIMES = Pattern.compile("START=(-?\\d+)\\nEND=(-?\\d+)\\n");

  private Chapters() {}

  /**
   * Cuts them.
   *
   * @param input options that read the film with the part's begin at time 0
   * @param limits options that end the part
   * @return a text that ffmpeg reads as metadata
   * @throws IOException if ffmpeg fails
   */
  static String within(Ffmpeg ffmpeg, List<String> input, List<String> limits) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-copyts"));
    arguments.addAll(input);
    arguments.addAll(limits);
    arguments.addAll(List.of("-f", "ffmetadata", "pipe:1"));
    StringBuilder kept = new StringBuilder();
    for (String section : BEGINNING.split(ffmpeg.run(arguments))) {
      kept.append(hasLength(section) ? section : "");
    }
    return kept.toString();
  }

  /** What is no chapter stays. */
  private static boolean hasLength(String section) {
    Matcher times = TIMES.matcher(section);
    return !times.find() || !times.group(1).equals(times.group(2));
  }
}
