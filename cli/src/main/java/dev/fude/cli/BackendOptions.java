package dev.fude.cli;

import dev.fude.core.backend.BackendSelector;
import dev.fude.core.backend.BackendSelector.Selection;
import dev.fude.core.backend.Precision;
import dev.fude.core.backend.UnknownBackendException;
import dev.fude.painter.PainterBuilder;
import picocli.CommandLine.Option;

/** Who computes, with how many threads. */
final class BackendOptions {
  @Option(
      names = "--backend",
      paramLabel = "NAME",
      defaultValue = BackendSelector.AUTO,
      description = {
        "What computes: auto, cuda, simd, loops, scalar, or another that \"fude backends\" lists.",
        "A backend asked for by name runs or is an error. auto takes the fastest, and for one"
            + " small picture the one that is done first. Default: ${DEFAULT-VALUE}."
      })
  private String backend;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = Converters.Count.class,
      description = "Threads that a picture may keep busy. Default: one for each processor.")
  private Integer threads;

  @Option(
      names = "--exact",
      description = {
        "Compute convolutions by nothing but the direct sum: within 1e-4 of the range",
        "instead of one grey level, and about twice as long."
      })
  private boolean exact;

  @Option(
      names = "--fp16",
      description = {
        "Compute in float16, for GPUs with tensor cores: within two grey levels of what",
        "float32 gives. Backends that cannot refuse."
      })
  private boolean fp16;

  private Selection selection; // null as long as nothing was selected

  /** Whether the choice is left to Fude. */
  boolean automatic() {
    return backend.equals(BackendSelector.AUTO);
  }

  /**
   * Chooses, once for the whole command, and refuses what could not run before anything is loaded.
   *
   * @return what will run
   * @throws WrongUseException if there is no such backend
   * @throws dev.fude.core.backend.BackendUnavailableException if it cannot run here
   */
  Selection select() {
    try {
      selection = BackendSelector.installed().select(backend);
      return selection;
    } catch (UnknownBackendException e) {
      throw new WrongUseException(e.getMessage());
    }
  }

  /** How exactly it computes, in a word. */
  String accuracy() {
    return (exact ? "exact" : "fast") + (fp16 ? " fp16" : "");
  }

  /**
   * Passes the options on.
   *
   * @param builder told backend, as it was selected if it was, threads and accuracy
   */
  void applyTo(PainterBuilder builder) {
    if (selection == null) {
      builder.backend(backend);
    } else {
      builder.backend(selection);
    }
    builder.exact(exact).precision(fp16 ? Precision.FLOAT16 : Precision.FLOAT32);
    if (threads != null) {
      builder.threads(threads);
    }
  }
}
