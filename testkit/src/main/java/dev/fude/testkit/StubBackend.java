package dev.fude.testkit;

import dev.fude.core.backend.Availability;
import dev.fude.core.backend.Backend;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.op.Op;
import java.util.Optional;

/**
 * A backend that refuses nothing, for tests of what happens around one: they only say what becomes
 * of a network.
 */
public abstract class StubBackend implements Backend {
  private final String name;

  /**
   * A backend that {@code auto} never takes.
   *
   * @param name its name
   */
  protected StubBackend(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  /** Below every real backend. */
  @Override
  public int preference() {
    return -1;
  }

  @Override
  public Availability availability() {
    return Availability.available("nothing is computed");
  }

  @Override
  public Optional<String> refusal(Op op) {
    return Optional.empty();
  }

  @Override
  public Optional<String> refusal(RunOptions options) {
    return Optional.empty();
  }
}
