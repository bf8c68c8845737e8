package dev.fude.core.backend;

/** In which numbers a network is computed. */
public enum Precision {
  /** float32 throughout: what every backend offers. */
  FLOAT32("fp32"),
  /**
   * Values between ops in float16, sums in float32: for GPUs with tensor cores. A trained
   * AnimeGANv2's picture is within two of 256 grey levels of what float32 gives, and within a fifth
   * of a level on average.
   */
  FLOAT16("fp16");

  private final String id;

  Precision(String id) {
    this.id = id;
  }

  /**
   * The precision's name in messages and on the command line.
   *
   * @return {@code fp32} or {@code fp16}
   */
  public String id() {
    return id;
  }
}
