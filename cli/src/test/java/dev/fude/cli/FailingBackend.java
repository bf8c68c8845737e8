package dev.fude.cli;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.graph.Graph;
import dev.fude.core.weights.Weights;
import dev.fude.testkit.StubBackend;

/** Says that it can compute and then throws what a system property names. */
public final class FailingBackend extends StubBackend {
  static final String NAME = "failing";

  /** The system property that names an exception or error. */
  static final String FAILURE = "fude.test.failure";

  /** The system property that holds its words; without it there are none. */
  static final String WORDS = "fude.test.failure.words";

  /** For {@link java.util.ServiceLoader}. */
  public FailingBackend() {
    super(NAME);
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
