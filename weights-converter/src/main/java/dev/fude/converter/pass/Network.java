package dev.fude.converter.pass;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where in a file a network's tensors are: those of one dictionary whose names begin and end alike.
 *
 * @param dictionary the dictionary's path in the file, empty for the outermost
 * @param prefix what stands before the names that the network knows, such as {@code module.}
 * @param suffix what stands behind them, such as {@code /ExponentialMovingAverage}
 */
record Network(String dictionary, String prefix, String suffix) {
  /** How the outermost tensors are called, which nothing else names. */
  static final String OUTERMOST = ".";

  /** What people call the network whose weights are means over the last steps of training. */
  private static final Set<String> AVERAGED =
      Set.of("ema", "avg", "average", "averaged", "averages", "swa", "shadow");

  /** Words end at anything but letters, and where capital letters begin or end. */
  private static final String BETWEEN_WORDS =
      "[^A-Za-z]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])";

  /** The name to choose it by. */
  String name() {
    String path = dictionary + (dictionary.isEmpty() || prefix.isEmpty() ? "" : ".") + prefix;
    String name = trimmed(path) + suffix;
    return name.isEmpty() ? OUTERMOST : name;
  }

  private static String trimmed(String path) {
    int end = path.length();
    while (end > 0 && isSeparator(path.charAt(end - 1))) {
      end--;
    }
    return path.substring(0, end);
  }

  static boolean isSeparator(char character) {
    return character == '.' || character == '/';
  }

  boolean isAveraged() {
    return Arrays.stream((dictionary + "." + prefix + suffix).split(BETWEEN_WORDS))
        .anyMatch(word -> AVERAGED.contains(word.toLowerCase(Locale.ROOT)));
  }

  /** Whether a name means this one: its own name, or some successive parts of it. */
  boolean isCalled(String wanted) {
    List<String> parts = parts(name());
    return name().equals(wanted)
        || (!parts(wanted).isEmpty() && Collections.indexOfSubList(parts, parts(wanted)) >= 0);
  }

  private static List<String> parts(String name) {
    return Arrays.stream(name.split("[./]")).filter(part -> !part.isEmpty()).toList();
  }

  /** Whether a tensor of the dictionary is named as one of this network's. */
  boolean has(String name) {
    return name.length() >= prefix.length() + suffix.length()
        && name.startsWith(prefix)
        && name.endsWith(suffix);
  }

  /** The name inside the network of a tensor that it {@link #has}. */
  String inner(String name) {
    return name.substring(prefix.length(), name.length() - suffix.length());
  }

  /** The name in the dictionary of a tensor that the network has under this one. */
  String outer(String inner) {
    return prefix + inner + suffix;
  }
}
