package dev.fude.core.backend;

import dev.fude.core.graph.Node;
import dev.fude.core.op.Op;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The kernels of one backend: for every op that it computes what makes its kernel, and whether that
 * kernel sums what it stores. Filled once, line by line; then only read, by any number of threads.
 *
 * @param <K> what the backend calls a kernel
 */
public final class KernelTable<K> {
  private final String backend;
  private final Map<Class<? extends Op>, Entry<K>> entries = new HashMap<>();

  /**
   * A table without kernels.
   *
   * @param backend the backend's name, for messages
   */
  public KernelTable(String backend) {
    this.backend = backend;
  }

  /**
   * Makes the kernel of one node.
   *
   * @param <O> the kind of op
   * @param <K> what the backend calls a kernel
   */
  @FunctionalInterface
  public interface Factory<O extends Op, K> {
    /**
     * Packs a node's weights.
     *
     * @param op the node's op
     * @param parameters its trained tensors, by role, already checked for shape
     * @return the kernel
     */
    K prepare(O op, Map<String, Tensor> parameters);
  }

  private record Entry<K>(Factory<Op, K> factory, boolean collectsSums) {}

  /**
   * Adds an op.
   *
   * @param <O> the kind of op
   * @param op its class
   * @param factory makes its kernels
   * @return this
   */
  public <O extends Op> KernelTable<K> add(Class<O> op, Factory<? super O, ? extends K> factory) {
    return put(op, factory, false);
  }

  /**
   * Adds an op whose kernels sum what they store, where a norm after them needs it.
   *
   * @param <O> the kind of op
   * @param op its class
   * @param factory makes its kernels
   * @return this
   */
  public <O extends Op> KernelTable<K> addSumming(
      Class<O> op, Factory<? super O, ? extends K> factory) {
    return put(op, factory, true);
  }

  private <O extends Op> KernelTable<K> put(
      Class<O> type, Factory<? super O, ? extends K> factory, boolean sums) {
    Factory<Op, K> untyped = (op, parameters) -> factory.prepare(type.cast(op), parameters);
    entries.put(type, new Entry<>(untyped, sums));
    return this;
  }

  /**
   * The backend's name.
   *
   * @return as in messages
   */
  public String backend() {
    return backend;
  }

  /**
   * Why an op is not computed.
   *
   * @param op any op
   * @return empty if it is; else one sentence with the cure
   */
  public Optional<String> refusal(Op op) {
    return entries.containsKey(op.getClass())
        ? Optional.empty()
        : Optional.of(
            String.format(
                "Backend \"%s\" has no kernel for %s; choose another backend.",
                backend, op.kind()));
  }

  /**
   * Whether the kernel of an op sums what it stores.
   *
   * @param op any op
   * @return false also if it is not computed
   */
  public boolean collectsSums(Op op) {
    Entry<K> entry = entries.get(op.getClass());
    return entry != null && entry.collectsSums();
  }

  /**
   * Makes the kernel of a node.
   *
   * @param node a node of a graph
   * @param weights the graph's trained tensors, already checked for shape
   * @return the kernel
   * @throws BackendUnavailableException if the op is not computed; the message names the node
   */
  public K prepare(Node node, Weights weights) {
    refusal(node.op())
        .ifPresent(
            reason -> {
              throw new BackendUnavailableException(
                  String.format("Node \"%s\" cannot run: %s", node.name(), reason));
            });
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    node.parameters().forEach((role, tensor) -> parameters.put(role, weights.tensor(tensor)));
    return prepare(node.op(), parameters);
  }

  /**
   * Makes the kernel of an op.
   *
   * @param op an op that is not refused
   * @param parameters its trained tensors, by role, already checked for shape
   * @return the kernel
   */
  public K prepare(Op op, Map<String, Tensor> parameters) {
    return entries.get(op.getClass()).factory().prepare(op, parameters);
  }
}
