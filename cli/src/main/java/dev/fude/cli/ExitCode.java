package dev.fude.cli;

/** What the command tells the shell. */
final class ExitCode {
  /** Everything asked for was done. */
  static final int DONE = 0;

  /** It was asked for rightly and failed: memory, disk, a backend that cannot run here. */
  static final int FAILED = 1;

  /** It was asked for wrongly: an option, an output that exists, a folder that does not. */
  static final int WRONG_USE = 2;

  /** A file that was given to read cannot be used: weights or picture. */
  static final int BAD_INPUT = 3;

  private ExitCode() {}
}
