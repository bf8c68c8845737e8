package dev.fude.server.api;

import dev.fude.server.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a form, as browsers and curl send it ({@code multipart/form-data}, RFC 7578): read
 * from a body that is in memory, and short, already.
 *
 * @param parts in the order in which they were sent
 */
record Multipart(List<Part> parts) {
  private static final Pattern BOUNDARY =
      Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70}))");
  private static final Pattern NAME = Pattern.compile("(?i);\\s*name=(?:\"([^\"]*)\"|([^;\\s]*))");

  /** A header that goes on in the next line, as old mail programs' libraries still send it. */
  private static final Pattern FOLD = Pattern.compile("\\r\\n[ \\t]+");

  private static final byte[] HEAD_END = ascii("\r\n\r\n");
  private static final int MOST_PARTS = 16;

  /**
   * One field.
   *
   * @param name what it is called
   * @param content its bytes
   */
  record Part(String name, byte[] content) {
    String text() {
      return new String(content, StandardCharsets.UTF_8).strip();
    }
  }

  static boolean isMultipart(String mediaType) {
    return mediaType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
  }

  /**
   * Takes a form apart.
   *
   * @throws ProblemException with status 400 if it is none
   */
  static Multipart parse(String mediaType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(mediaType);
    if (!boundary.find()) {
      throw malformed();
    }
    byte[] line = ascii("--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1)));
    byte[] between = ascii("\r\n" + new String(line, StandardCharsets.ISO_8859_1));
    List<Part> parts = new ArrayList<>();
    int at = indexOf(body, line, 0);
    while (at >= 0) {
      int start = at + (parts.isEmpty() ? line.length : between.length);
      if (startsWith(body, ascii("--"), start)) {
        return new Multipart(parts);
      }
      if (parts.size() == MOST_PARTS) {
        throw tooManyParts();
      }
      int end = indexOf(body, between, start);
      if (end < 0) {
        throw malformed();
      }
      parts.add(part(body, start, end));
      at = end;
    }
    throw malformed();
  }

  /**
   * The part of a name; one without content, as of a field that nobody filled, is none.
   *
   * @throws ProblemException with status 422 if there are several, of which one would be passed
   *     over without a word
   */
  Optional<Part> part(String name) {
    List<Part> found =
        parts.stream().filter(part -> part.name.equals(name) && part.content.length > 0).toList();
    if (found.size() > 1) {
      throw new ProblemException(
          422,
          "Several in one form",
          String.format(
              "The form has %d parts \"%s\", and one is taken; send each by itself.",
              found.size(), name));
    }
    return found.stream().findFirst();
  }

  private static Part part(byte[] body, int start, int end) {
    int headEnd = indexOf(body, HEAD_END, start);
    if (headEnd < 0 || headEnd > end) {
      throw malformed();
    }
    String head = new String(body, start, headEnd - start, StandardCharsets.UTF_8);
    String disposition =
        FOLD.matcher(head)
            .replaceAll(" ")
            .lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-disposition:"))
            .findFirst()
            .orElseThrow(Multipart::malformed);
    Matcher name = NAME.matcher(disposition);
    if (!name.find()) {
      throw malformed();
    }
    int content = Math.min(headEnd + HEAD_END.length, end);
    return new Part(
        name.group(1) == null ? name.group(2) : name.group(1),
        Arrays.copyOfRange(body, content, end));
  }

  private static int indexOf(byte[] body, byte[] wanted, int from) {
    for (int at = from; at <= body.length - wanted.length; at++) {
      if (body[at] == wanted[0] && startsWith(body, wanted, at)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] body, byte[] wanted, int at) {
    int end = at + wanted.length;
    return end <= body.length && Arrays.equals(body, at, end, wanted, 0, wanted.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static ProblemException tooManyParts() {
    return new ProblemException(
        400,
        "Form of many parts",
        String.format(
            "The form has more than %d parts; send the photograph and the style alone.",
            MOST_PARTS));
  }

  private static ProblemException malformed() {
    return new ProblemException(
        400, "Malformed form", "The form was cut short or is none; send the photograph again.");
  }
}
