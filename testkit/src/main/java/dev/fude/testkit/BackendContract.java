package dev.fude.testkit;

/**
 * What every backend has to keep. A backend's test extends this class and says which backend it is;
 * the tests compare it with the specification ({@link ResultsContract}) and hold it to the promises
 * of {@link dev.fude.core.backend.Backend} and {@link dev.fude.core.backend.PreparedGraph} ({@link
 * PromisesContract}).
 *
 * <p>The specification is the backend called {@code scalar}, which must be on the class path.
 */
public abstract class BackendContract extends PromisesContract implements ResultsContract {
  /** For subclasses. */
  protected BackendContract() {}
}
