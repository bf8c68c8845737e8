package dev.fude.core.file;

import java.util.Comparator;

/**
 * File names in the order in which people count them: numbers by their value, so that {@code img2}
 * comes before {@code img10}, letters whatever their case. Names that differ are never equal, so
 * that the order is the same on every machine.
 */
public final class NaturalOrder implements Comparator<String> {
  /** The order, which has no choices. */
  public NaturalOrder() {}

  @Override
  public int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int endI = endOfDigits(a, i);
      int endJ = endOfDigits(b, j);
      boolean numbers = endI > i && endJ > j;
      int order =
          numbers ? byValue(a.substring(i, endI), b.substring(j, endJ)) : byLetter(a, i, b, j);
      if (order != 0) {
        return order;
      }
      i = numbers ? endI : i + 1;
      j = numbers ? endJ : j + 1;
    }
    int longer = Integer.compare(a.length() - i, b.length() - j);
    return longer != 0 ? longer : a.compareTo(b);
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  /** Numbers of any length. */
  private static int byValue(String a, String b) {
    String x = a.replaceFirst("^0+", "");
    String y = b.replaceFirst("^0+", "");
    return x.length() != y.length() ? Integer.compare(x.length(), y.length()) : x.compareTo(y);
  }

  private static int byLetter(String a, int i, String b, int j) {
    return Character.compare(
        Character.toLowerCase(a.charAt(i)), Character.toLowerCase(b.charAt(j)));
  }
}
