package dev.fude.converter.ncnn;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.core.Quoted;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of a {@code .param} file: {@code kind name inputs outputs input ... output ... 0=setting
 * ...}, with how many inputs and outputs there are before their names.
 *
 * @param kind what it does
 * @param name its name
 * @param inputs the names of the values that it reads
 * @param outputs the names of the values that it gives
 * @param settings numbers by number; lists are left out
 */
record NcnnLayer(
    String kind,
    String name,
    List<String> inputs,
    List<String> outputs,
    Map<Integer, Double> settings) {
  private static final int BEFORE_NAMES = 4;
  private static final int MOST_NAMES = 1_000;

  /** A list is told by a number below this, and its length. */
  private static final int LISTS = -23_300;

  static NcnnLayer parse(String line) {
    String[] words = line.strip().split("\\s+");
    if (words.length < BEFORE_NAMES) {
      throw malformed(line);
    }
    int inputs = (int) number(words[2], line);
    int outputs = (int) number(words[3], line);
    int names = inputs + outputs;
    boolean isSound = inputs >= 0 && inputs <= MOST_NAMES && outputs >= 0 && outputs <= MOST_NAMES;
    if (!isSound || words.length < BEFORE_NAMES + names) {
      throw malformed(line);
    }
    List<String> values = Arrays.asList(words).subList(BEFORE_NAMES, BEFORE_NAMES + names);
    Map<Integer, Double> settings = new HashMap<>();
    for (String word : Arrays.asList(words).subList(BEFORE_NAMES + names, words.length)) {
      String[] sides = word.split("=", -1);
      int key = (int) number(sides[0], line);
      if (sides.length != 2) {
        throw malformed(line);
      }
      if (key > LISTS) {
        settings.put(key, number(sides[1], line));
      }
    }
    return new NcnnLayer(
        words[0], words[1], values.subList(0, inputs), values.subList(inputs, names), settings);
  }

  private static double number(String word, String line) {
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw malformed(line);
    }
  }

  private static MalformedSourceException malformed(String line) {
    return new MalformedSourceException(
        "its line " + Quoted.name(line) + " is no layer of ncnn's; download it again");
  }

  double real(int key, double otherwise) {
    return settings.getOrDefault(key, otherwise);
  }

  /** A whole number; what is beyond an int is its largest. */
  int integer(int key, int otherwise) {
    return settings.containsKey(key) ? (int) (double) settings.get(key) : otherwise;
  }

  String label() {
    return Quoted.name(kind) + " " + Quoted.name(name);
  }

  /** What is said of a layer that cannot be taken. */
  MalformedSourceException refusal(String what) {
    return new MalformedSourceException("its layer " + label() + " " + what);
  }
}
