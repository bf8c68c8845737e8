package dev.fude.server.http;

import java.io.IOException;

/** Answers requests; for any number of threads. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers one request.
   *
   * @param request what is asked
   * @return the answer
   * @throws IOException if the client is gone, or too slow
   * @throws ProblemException if the answer is that something is wrong
   */
  Response handle(Request request) throws IOException;
}
