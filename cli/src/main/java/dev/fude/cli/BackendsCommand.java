package dev.fude.cli;

import dev.fude.core.backend.Availability;
import dev.fude.core.backend.Backend;
import dev.fude.core.backend.BackendSelector;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fude backends}: what can compute on this machine, and why not. */
@Command(
    name = "backends",
    description = "Lists what can compute on this machine, best first, and why the rest cannot.")
final class BackendsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Found> found = find();
    if (json) {
      Json.print(out, asMap(found));
    } else {
      print(out, found);
    }
    return ExitCode.DONE;
  }

  private static List<Found> find() {
    List<Found> found = new ArrayList<>();
    for (Backend backend : BackendSelector.installed().backends()) {
      found.add(new Found(backend.name(), backend.availability()));
    }
    return found;
  }

  private static Optional<String> taken(List<Found> found) {
    return found.stream()
        .filter(backend -> backend.availability().ready())
        .findFirst()
        .or(() -> found.stream().filter(backend -> backend.availability().available()).findFirst())
        .map(Found::name);
  }

  private static void print(PrintWriter out, List<Found> found) {
    Optional<String> taken = taken(found);
    for (Found backend : found) {
      Availability availability = backend.availability();
      out.printf(
          "%-8s %-4s %s%s%n",
          backend.name(),
          word(availability.verdict()),
          availability.detail(),
          taken.equals(Optional.of(backend.name())) ? " (what auto takes)" : "");
    }
    out.println();
    Machine.describe()
        .forEach((key, value) -> out.printf("%-13s %s%n", key.replace('_', ' '), value));
  }

  private static String word(Availability.Verdict verdict) {
    return switch (verdict) {
      case READY -> "yes";
      case SLOW -> "slow";
      case REFUSED, ABSENT -> "no";
    };
  }

  private static Map<String, Object> asMap(List<Found> found) {
    List<Map<String, Object>> backends = new ArrayList<>();
    for (Found backend : found) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", backend.name());
      entry.put("available", backend.availability().available());
      entry.put("slow", backend.availability().verdict() == Availability.Verdict.SLOW);
      entry.put("detail", backend.availability().detail());
      entry.put("vector_bits", Machine.vectorBits(backend.availability()));
      backends.add(entry);
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("auto", taken(found).orElse(null));
    result.put("backends", backends);
    result.put("machine", Machine.describe());
    return result;
  }

  /** A backend and what it says of this machine. */
  private record Found(String name, Availability availability) {}
}
