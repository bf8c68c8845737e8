package dev.fude.converter.pytorch;

import dev.fude.converter.neutral.MalformedSourceException;
import java.util.ArrayList;
import java.util.List;

/** The values a pickle is working on, and the marks that open tuples, lists and dictionaries. */
final class PickleStack {
  private final List<Object> values = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();

  void push(Object value) {
    values.add(value);
  }

  Object pop() {
    requireValueAboveMark();
    return values.remove(values.size() - 1);
  }

  /** The value on top as what it must be. */
  <T> T pop(Class<T> type) {
    return cast(pop(), type);
  }

  Object peek() {
    requireValueAboveMark();
    return values.get(values.size() - 1);
  }

  <T> T peek(Class<T> type) {
    return cast(peek(), type);
  }

  void mark() {
    marks.add(values.size());
  }

  /** Takes all values above the last mark, and the mark. */
  List<Object> popToMark() {
    if (marks.isEmpty()) {
      throw confused();
    }
    List<Object> above = values.subList(marks.remove(marks.size() - 1), values.size());
    List<Object> taken = new ArrayList<>(above);
    above.clear();
    return taken;
  }

  /** Takes a given number of values. */
  List<Object> pop(int count) {
    List<Object> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(0, pop());
    }
    return taken;
  }

  private void requireValueAboveMark() {
    int floor = marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
    if (values.size() <= floor) {
      throw confused();
    }
  }

  private static <T> T cast(Object value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw confused();
    }
    return type.cast(value);
  }

  static MalformedSourceException confused() {
    return new MalformedSourceException(
        "its pickle does not make sense; it is damaged, so download it again");
  }
}
