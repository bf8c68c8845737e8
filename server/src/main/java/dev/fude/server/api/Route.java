package dev.fude.server.api;

import dev.fude.server.http.Handler;
import dev.fude.server.http.Request;
import dev.fude.server.http.Response;
import java.io.IOException;
import java.util.Optional;

/**
 * What is answered to one method at one kind of path.
 *
 * @param method such as {@code GET}, which answers {@code HEAD} as well
 * @param template the path, in which {@code {id}} stands for a ticket's id
 * @param answer what is done
 */
public record Route(String method, String template, Answer answer) {
  private static final String ID = "{id}";

  /** Answers requests at a path with or without an id. */
  @FunctionalInterface
  public interface Answer {
    /**
     * Answers one request.
     *
     * @param request what is asked
     * @param id the ticket's, empty if the path has none
     * @return the answer
     * @throws IOException as {@link Handler#handle}
     */
    Response to(Request request, String id) throws IOException;
  }

  /** The id in a path of this kind; empty text if there is none in it, empty if it is another's. */
  Optional<String> match(String path) {
    int at = template.indexOf(ID);
    if (at < 0) {
      return path.equals(template) ? Optional.of("") : Optional.empty();
    }
    String before = template.substring(0, at);
    String after = template.substring(at + ID.length());
    if (!path.startsWith(before)
        || !path.endsWith(after)
        || path.length() <= before.length() + after.length()) {
      return Optional.empty();
    }
    String id = path.substring(before.length(), path.length() - after.length());
    return id.contains("/") ? Optional.empty() : Optional.of(id);
  }

  /** All that it answers. */
  String methods() {
    return method.equals("GET") ? "GET, HEAD" : method;
  }

  boolean takes(String asked) {
    return method.equals(asked) || method.equals("GET") && asked.equals("HEAD");
  }
}
