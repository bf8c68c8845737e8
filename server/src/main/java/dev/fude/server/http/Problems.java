package dev.fude.server.http;

import dev.fude.core.json.JsonString;

/** Problems as answers: {@code application/problem+json}, RFC 9457. */
public final class Problems {
  private Problems() {}

  /**
   * A problem's answer.
   *
   * @param problem what is wrong
   * @return the answer, with {@code Retry-After} if the problem has a time
   */
  public static Response response(ProblemException problem) {
    StringBuilder json = new StringBuilder("{\"title\": ").append(JsonString.of(problem.title()));
    json.append(", \"status\": ").append(problem.status());
    json.append(", \"detail\": ").append(JsonString.of(problem.getMessage()));
    problem.retrySeconds().ifPresent(s -> json.append(", \"retry_after\": ").append(s));
    Response answer =
        Response.text(problem.status(), "application/problem+json", json.append('}').toString());
    return problem.retrySeconds().isPresent()
        ? answer.with("Retry-After", Long.toString(problem.retrySeconds().getAsLong()))
        : answer;
  }

  /**
   * The answer to a request that did not arrive as a whole.
   *
   * @return the answer
   */
  static Response brokenOff() {
    return response(
        new ProblemException(
            400, "Broken request", "The request broke off, or is malformed; send it again."));
  }

  /**
   * The answer to what nobody foresaw.
   *
   * @return the answer
   */
  static Response unforeseen() {
    return response(
        new ProblemException(
            500, "Error in the server", "Something failed that is not your fault; try again."));
  }
}
