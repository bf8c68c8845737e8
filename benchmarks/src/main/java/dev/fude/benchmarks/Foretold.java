package dev.fude.benchmarks;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code fude stylize} said that a picture takes.
 *
 * @param heapBytes of the heap, beside the weights
 * @param scratchBytes of scratch files; 0 if there are none
 */
record Foretold(long heapBytes, long scratchBytes) {
  private static final Pattern FORM =
      Pattern.compile("\"bytes_needed\" : ([0-9]{1,18}),\\s*\"scratch_bytes\" : ([0-9]{1,18})\\b");

  /**
   * Finds it in what the program printed under {@code --json}.
   *
   * @param said everything that it printed
   * @return empty if it is not there, as in what other programs print
   */
  static Optional<Foretold> in(String said) {
    Matcher found = FORM.matcher(said);
    return found.find()
        ? Optional.of(new Foretold(Long.parseLong(found.group(1)), Long.parseLong(found.group(2))))
        : Optional.empty();
  }
}
