package dev.fude.core.backend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * The one place that chooses a backend, and tells.
 *
 * <p>{@code auto} takes the ready backend of the highest preference and remembers why those before
 * it were refused, unless there is nothing for them on this machine. A backend that would be slow
 * here it takes only where no other runs. A backend asked for by name runs or is an error; nothing
 * is replaced silently. For little work it takes the first that is {@linkplain Backend#worthFrom
 * worth its start}, the specification excepted. A backend is only asked whether it can run when the
 * choice depends on it.
 */
public final class BackendSelector {
  /** The name that leaves the choice to the selector. */
  public static final String AUTO = "auto";

  private static final String TOO_LITTLE =
      "So little work would be done before it has started well.";

  private final List<Backend> backends;

  /**
   * A selector over given backends.
   *
   * @param backends the candidates, in any order
   */
  public BackendSelector(List<Backend> backends) {
    this.backends =
        backends.stream().sorted(Comparator.comparingInt(Backend::preference).reversed()).toList();
  }

  /**
   * A selector over the backends that the class or module path holds.
   *
   * @return the selector
   * @throws BackendUnavailableException if one of them cannot even be loaded
   */
  public static BackendSelector installed() {
    try {
      ServiceLoader<Backend> loader =
          ServiceLoader.load(Backend.class, BackendSelector.class.getClassLoader());
      return new BackendSelector(
          loader.stream().map(ServiceLoader.Provider::get).collect(Collectors.toList()));
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new BackendUnavailableException(
          "A backend on the class path cannot be loaded (" + e.getMessage() + "); remove its jar.",
          e);
    }
  }

  /**
   * The candidates.
   *
   * @return the highest preference first
   */
  public List<Backend> backends() {
    return backends;
  }

  /**
   * Chooses for much work.
   *
   * @param name a backend's name, or {@link #AUTO}
   * @return the backend and why it was taken
   * @throws UnknownBackendException if no backend has the name
   * @throws BackendUnavailableException if the named backend cannot run here, or none can
   */
  public Selection select(String name) {
    return select(name, Long.MAX_VALUE);
  }

  /**
   * Chooses.
   *
   * @param name a backend's name, or {@link #AUTO}
   * @param multiplyAdds of all that will be computed, at least about
   * @return the backend and why it was taken
   * @throws UnknownBackendException if no backend has the name
   * @throws BackendUnavailableException if the named backend cannot run here, or none can
   */
  public Selection select(String name, long multiplyAdds) {
    return name.equals(AUTO) ? best(multiplyAdds) : named(name);
  }

  private Selection best(long multiplyAdds) {
    List<Selection> late = new ArrayList<>();
    List<Selection> slow = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    for (Backend backend : backends) {
      Availability availability = backend.availability();
      Selection selection = new Selection(backend, availability, String.join(" ", refusals));
      if (availability.ready() && backend.worthFrom() > multiplyAdds) {
        late.add(selection);
        refusals.add(backend.name() + ": " + TOO_LITTLE);
      } else if (availability.ready()) {
        boolean specification = backend.preference() == 0;
        return specification && !late.isEmpty() ? late.get(0) : selection;
      } else {
        if (availability.available()) {
          slow.add(selection);
        }
        if (availability.verdict() != Availability.Verdict.ABSENT) {
          refusals.add(backend.name() + ": " + availability.detail());
        }
      }
    }
    late.addAll(slow);
    return late.stream().findFirst().orElseThrow(() -> nothingRuns(refusals));
  }

  private static BackendUnavailableException nothingRuns(List<String> refusals) {
    List<String> sentences = new ArrayList<>(refusals);
    sentences.add(0, "No backend can run; add the fude-ops artifact to the class path.");
    return new BackendUnavailableException(String.join(" ", sentences));
  }

  private Selection named(String name) {
    Backend backend =
        backends.stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new UnknownBackendException(unknown(name)));
    Availability availability = backend.availability();
    if (!availability.available()) {
      throw new BackendUnavailableException(
          String.format("Backend \"%s\" cannot run here: %s", name, availability.detail()));
    }
    return new Selection(backend, availability, "");
  }

  private String unknown(String name) {
    String known = backends.stream().map(Backend::name).collect(Collectors.joining(", "));
    return String.format("There is no backend \"%s\"; choose one of auto, %s.", name, known);
  }

  /**
   * A choice and its reasons.
   *
   * @param backend what was chosen
   * @param availability what it found on this machine
   * @param refusals why preferred ones that could run on this machine were not taken, one sentence
   *     each; empty if there were none
   */
  public record Selection(Backend backend, Availability availability, String refusals) {}
}
