package dev.fude.testkit;

import dev.fude.core.backend.Backend;
import dev.fude.core.graph.Graph;
import dev.fude.core.tensor.Shape;

/** Which backend a contract's tests ask, and how much of it. */
public interface BackendUnderTest {
  /**
   * The backend under test.
   *
   * @return a backend that is available here
   */
  Backend backend();

  /**
   * Whether only a small part of the cases is to run, because the machine emulates what the backend
   * uses.
   *
   * @return false unless overridden
   */
  default boolean reduced() {
    return false;
  }

  /**
   * Whether a graph is worth running on this backend, for a mode that often computes as another
   * does, which has a test of its own.
   *
   * @param graph the graph
   * @param input shape of its input
   * @return true unless overridden
   */
  default boolean covers(Graph graph, Shape input) {
    return true;
  }
}
