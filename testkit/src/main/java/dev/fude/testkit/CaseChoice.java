package dev.fude.testkit;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The part of the catalogue that the tests are held to, by the system property {@value #PROPERTY}:
 * a comma list of ops by {@link dev.fude.core.op.Op#kind}, each with a text that its cases' names
 * must hold after a colon if not all are wanted, such as {@code pad_zero,conv2d:stride 2x2}.
 * Without the property it is the whole catalogue.
 */
final class CaseChoice {
  /** The property's name. */
  static final String PROPERTY = "fude.test.cases";

  private static CaseChoice current;

  private final List<Wanted> wanted;

  /** One item of the list. */
  private record Wanted(String kind, String text) {
    boolean admits(String otherKind, String name) {
      return kind.equals(otherKind) && name.contains(text);
    }
  }

  /**
   * Reads a choice.
   *
   * @param list the property's value; blank for everything
   * @throws IllegalArgumentException if it names an op without cases, or a text that no case of the
   *     op has in its name
   */
  CaseChoice(String list) {
    wanted = new ArrayList<>();
    for (String item : list.isBlank() ? new String[0] : list.split(",")) {
      String[] parts = item.split(":", 2);
      wanted.add(new Wanted(parts[0].strip(), parts.length == 1 ? "" : parts[1].strip()));
    }
    wanted.forEach(CaseChoice::requireCases);
  }

  /** What this JVM was told, which is printed once. */
  static synchronized CaseChoice current() {
    if (current == null) {
      current = new CaseChoice(System.getProperty(PROPERTY, ""));
      current.announce();
    }
    return current;
  }

  private static void requireCases(Wanted item) {
    TreeSet<String> kinds = new TreeSet<>();
    OpCases.all().forEach(opCase -> kinds.add(opCase.op().kind()));
    if (!kinds.contains(item.kind())) {
      throw new IllegalArgumentException(
          String.format(
              "%s names \"%s\", but the catalogue has cases of %s only.",
              PROPERTY, item.kind(), String.join(", ", kinds)));
    }
    if (OpCases.all().stream().noneMatch(one -> item.admits(one.op().kind(), one.name()))) {
      throw new IllegalArgumentException(
          String.format(
              "%s wants cases of %s with \"%s\" in their names, and there is none.",
              PROPERTY, item.kind(), item.text()));
    }
  }

  private void announce() {
    if (!everything()) {
      List<OpCase> all = OpCases.all();
      long chosen = all.stream().filter(this::admits).count();
      System.out.printf("%s: %d of %d cases%n", PROPERTY, chosen, all.size());
    }
  }

  /** Whether the choice leaves nothing out. */
  boolean everything() {
    return wanted.isEmpty();
  }

  boolean admits(OpCase opCase) {
    return admits(Stream.of(opCase.op().kind()), opCase.name());
  }

  /** A graph is chosen if one of its ops is. */
  boolean admits(Graph graph, String name) {
    return admits(graph.nodes().stream().map(Node::op).map(op -> op.kind()), name);
  }

  private boolean admits(Stream<String> kinds, String name) {
    return everything()
        || kinds.anyMatch(kind -> wanted.stream().anyMatch(item -> item.admits(kind, name)));
  }
}
