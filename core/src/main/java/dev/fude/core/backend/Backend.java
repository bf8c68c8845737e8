package dev.fude.core.backend;

import dev.fude.core.graph.Graph;
import dev.fude.core.op.Op;
import dev.fude.core.weights.Weights;
import java.util.Optional;

/**
 * A way to compute ops. Found by {@link java.util.ServiceLoader}; a new backend is a new
 * implementation and one line in its module's services.
 *
 * <p>Constructing a backend must be cheap and touch no hardware, driver or optional class: that is
 * {@link #availability()}'s business. Backends are thread-safe.
 */
public interface Backend {
  /**
   * The backend's name, as asked for on the command line.
   *
   * @return one lower-case word, such as {@code simd}
   */
  String name();

  /**
   * The backend's place when none is asked for: the highest that is available wins.
   *
   * @return 0 for the specification, more for faster backends
   */
  int preference();

  /**
   * From how much work on the backend is worth its start. For less, one of a lower preference that
   * begins at once is done sooner.
   *
   * @return multiply-adds of all that will be computed; 0 unless the start takes long
   */
  default long worthFrom() {
    return 0;
  }

  /**
   * Whether the backend can run here. Never throws for what it finds.
   *
   * @return availability with one sentence of detail
   */
  Availability availability();

  /**
   * Whether the backend computes an op.
   *
   * @param op an op that is not composite
   * @return empty if it does; else one sentence that says why not
   */
  Optional<String> refusal(Op op);

  /**
   * Whether the backend's networks can be run in a certain way.
   *
   * @param options how to run
   * @return empty if they can; else one sentence that says why not and what would cure it
   */
  Optional<String> refusal(RunOptions options);

  /**
   * Begins what the first run would else wait for, such as the compilation of kernels, in the
   * background. Returns at once; only the first call in a JVM does anything. Worth calling as soon
   * as it is known that a picture will be computed, before weights and pictures are read; the first
   * run then waits for what is left of it, a second or two where the processors are idle.
   *
   * <p>Does nothing unless a backend has something to begin.
   */
  default void warmUp() {}

  /**
   * Checks and packs a network's weights for this backend, once.
   *
   * @param graph the network
   * @param weights its trained tensors
   * @param options threads
   * @return the network, ready to run
   * @throws BackendUnavailableException if the backend cannot run here or does not compute an op of
   *     the graph
   * @throws dev.fude.core.weights.InvalidWeightsException if tensors are missing or misshapen
   */
  PreparedGraph prepare(Graph graph, Weights weights, ExecutionOptions options);
}
