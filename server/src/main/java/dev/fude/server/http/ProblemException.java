package dev.fude.server.http;

import java.util.OptionalLong;

/** A request that is answered by what is wrong with it; see RFC 9457. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;
  private final long retrySeconds; // negative if there is no use in it

  /**
   * Creates the exception.
   *
   * @param status from 400 on
   * @param title what kind of thing is wrong, in a few words
   * @param detail one sentence: what was wrong, and what to do
   */
  public ProblemException(int status, String title, String detail) {
    this(status, title, detail, null);
  }

  /**
   * Creates the exception with what led to it.
   *
   * @param status from 400 on
   * @param title what kind of thing is wrong, in a few words
   * @param detail one sentence: what was wrong, and what to do
   * @param cause what was caught
   */
  public ProblemException(int status, String title, String detail, Throwable cause) {
    this(status, title, detail, -1, cause);
  }

  private ProblemException(int status, String title, String detail, long retry, Throwable cause) {
    super(detail, cause);
    this.status = status;
    this.title = title;
    this.retrySeconds = retry;
  }

  /**
   * The same with a time at which to come again.
   *
   * @param seconds at least 0
   * @return the exception
   */
  public ProblemException retryAfter(long seconds) {
    return new ProblemException(status, title, getMessage(), seconds, getCause());
  }

  /**
   * The answer's status.
   *
   * @return from 400 on
   */
  public int status() {
    return status;
  }

  /**
   * What kind of thing is wrong.
   *
   * @return a few words
   */
  public String title() {
    return title;
  }

  /**
   * When to come again.
   *
   * @return seconds; empty if there is no use in it
   */
  public OptionalLong retrySeconds() {
    return retrySeconds < 0 ? OptionalLong.empty() : OptionalLong.of(retrySeconds);
  }
}
