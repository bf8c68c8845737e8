package dev.fude.server.http;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client asks.
 *
 * @param method such as {@code GET}
 * @param path from the place on at which the handler is mounted, decoded; begins with a slash
 * @param query behind the question mark, as it was sent; empty if there is none
 * @param headers by lower-case names
 * @param peer who is at the other end of the connection, perhaps a proxy
 * @param body what was sent, read once from front to back
 */
public record Request(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    InetAddress peer,
    InputStream body) {
  private static final Pattern DIGITS = Pattern.compile("0*(\\d+)");
  private static final int MOST_DIGITS = 18; // of which every number is a long

  /**
   * A header.
   *
   * @param name in lower case
   * @return its first value; empty if it was not sent
   */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /**
   * A parameter of the query.
   *
   * @param name what stands before the equals sign
   * @return its first value, empty text if it has none; empty if it was not sent
   */
  public Optional<String> parameter(String name) {
    return Arrays.stream(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair[0].equals(name))
        .map(pair -> pair.length == 1 ? "" : decoded(pair[1]))
        .findFirst();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          400, "Malformed address", "The query holds a % that is no escape; escape it as %25.", e);
    }
  }

  /**
   * How long the body says that it is.
   *
   * @return its bytes; empty if it does not say
   */
  public Optional<Long> length() {
    return header("content-length")
        .map(
            text ->
                count(text)
                    .orElseThrow(
                        () ->
                            new ProblemException(
                                400,
                                "Malformed length",
                                "Content-Length is no whole number; send the body's length.")));
  }

  /**
   * A number of things, as clients write it.
   *
   * @param text digits
   * @return the number, or {@link Long#MAX_VALUE} if it has more than {@value #MOST_DIGITS} digits,
   *     which is too many of anything; empty if it is no whole number of at least 0
   */
  public static Optional<Long> count(String text) {
    Matcher digits = DIGITS.matcher(text);
    if (!digits.matches()) {
      return Optional.empty();
    }
    String significant = digits.group(1);
    boolean isLarge = significant.length() > MOST_DIGITS;
    return Optional.of(isLarge ? Long.MAX_VALUE : Long.parseLong(significant));
  }
}
