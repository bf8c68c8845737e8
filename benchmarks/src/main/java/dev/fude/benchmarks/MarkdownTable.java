package dev.fude.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table that reads well in a terminal and can be pasted into a Markdown page. */
final class MarkdownTable {
  private final List<List<String>> rows = new ArrayList<>();

  MarkdownTable(String... head) {
    rows.add(List.of(head));
  }

  /**
   * A cell that holds a number, the same in every language.
   *
   * @param number the number
   * @param decimals digits behind its point
   * @return its text
   */
  static String cell(double number, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", number);
  }

  /**
   * Adds a row.
   *
   * @param cells as many as the head has
   * @throws IllegalArgumentException if there are more or fewer
   */
  void add(Object... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(
          String.format("%d cells do not fit %d columns.", cells.length, rows.get(0).size()));
    }
    rows.add(List.of(cells).stream().map(Object::toString).toList());
  }

  /** Lines that end in a line feed; the first column to the left, the others to the right. */
  @Override
  public String toString() {
    List<Integer> widths = IntStream.range(0, rows.get(0).size()).mapToObj(this::widthOf).toList();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append(line(rows.get(i), widths));
      if (i == 0) {
        text.append(rule(widths));
      }
    }
    return text.toString();
  }

  private int widthOf(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static String line(List<String> row, List<Integer> widths) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> String.format("%" + (i == 0 ? "-" : "") + widths.get(i) + "s", row.get(i)))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String rule(List<Integer> widths) {
    return IntStream.range(0, widths.size())
        .mapToObj(i -> "-".repeat(widths.get(i) + 1) + (i == 0 ? "-" : ":"))
        .collect(Collectors.joining("|", "|", "|\n"));
  }
}
