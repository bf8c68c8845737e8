package dev.fude.server.api;

import dev.fude.server.http.ProblemException;
import dev.fude.server.queue.Refusal;

/** Refusals of the queue as problems. */
final class Refusals {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  private Refusals() {}

  static ProblemException problem(Refusal refusal) {
    int status = refusal.why() == Refusal.Cause.STOPPING ? UNAVAILABLE : TOO_MANY_REQUESTS;
    String title =
        switch (refusal.why()) {
          case WAIT -> "Queue too long";
          case SHARE -> "Too many pictures of yours";
          case MEMORY -> "No memory left";
          case STOPPING -> "Server about to end";
        };
    return new ProblemException(status, title, refusal.getMessage())
        .retryAfter(seconds(refusal.retryMillis()));
  }

  /** Whole seconds, at least one: who comes earlier is refused again. */
  static long seconds(double millis) {
    return Math.max(1, (long) Math.ceil(millis / 1000));
  }
}
