package dev.fude.cli;

import dev.fude.core.backend.Availability;
import dev.fude.core.backend.Backend;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.graph.Graph;
import dev.fude.core.op.Op;
import dev.fude.core.weights.Weights;
import java.util.Optional;

/** Says that it can compute and then throws what a system property names. */
public final class FailingBackend implements Backend {
  static final String NAME = "failing";

  /** The system property that names an exception or error. */
  static final String FAILURE = "fude.test.failure";

  /** The system property that holds its words; without it there are none. */
  static final String WORDS = "fude.test.failure.words";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int preference() {
    return -1;
  }

  @Override
  public Availability availability() {
    return Availability.available("until it is asked to");
  }

  @Override
  public Optional<String> refusal(Op op) {
    return Optional.empty();
  }

  @Override
  public Optional<String> refusal(RunOptions options) {
    return Optional.empty();
  }

  @Override
  public PreparedGraph prepare(Graph graph, Weights weights, ExecutionOptions options) {
    Throwable failure = failure();
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  private static Throwable failure() {
    try {
      Class<?> kind = Class.forName(System.getProperty(FAILURE));
      String words = System.getProperty(WORDS);
      return (Throwable)
          (words == null
              ? kind.getConstructor().newInstance()
              : kind.getConstructor(String.class).newInstance(words));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
