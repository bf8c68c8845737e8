package dev.fude.model;

import dev.fude.core.Quoted;
import dev.fude.core.json.MalformedJsonException;
import java.util.Map;
import java.util.Optional;

/**
 * What a model file says of the pictures for its graph: the part of {@link ModelFile}'s metadata
 * that is the {@link PictureContract}.
 */
final class ContractWords {
  static final String CHANNEL_ORDER = "channel_order";
  static final String INPUT_RANGE = "input_range";
  static final String OUTPUT_RANGE = "output_range";
  static final String SIDE_MULTIPLE = "side_multiple";

  private static final String ANY = "1";

  private final Map<String, String> words;

  /**
   * The words of a file.
   *
   * @param words its metadata
   */
  ContractWords(Map<String, String> words) {
    this.words = words;
  }

  /** Adds what a model's contract says and its graph does not. */
  static void put(Map<String, String> words, Model model) {
    PictureContract picture = model.picture();
    words.put(CHANNEL_ORDER, picture.channels().id());
    words.put(INPUT_RANGE, picture.input().low() + " " + picture.input().high());
    words.put(OUTPUT_RANGE, picture.output().low() + " " + picture.output().high());
    int multiple = picture.sides().multiple();
    if (multiple != PictureSides.of(model.graph()).multiple()) {
      words.put(SIDE_MULTIPLE, Integer.toString(multiple));
    }
  }

  ChannelOrder channels() {
    return Optional.ofNullable(words.get(CHANNEL_ORDER))
        .flatMap(ChannelOrder::of)
        .orElseThrow(() -> wrong(CHANNEL_ORDER, "rgb or bgr"));
  }

  ValueRange input() {
    return range(INPUT_RANGE);
  }

  ValueRange output() {
    return range(OUTPUT_RANGE);
  }

  private ValueRange range(String key) {
    String[] ends = words.getOrDefault(key, "").split(" ", -1);
    try {
      if (ends.length == 2) {
        return new ValueRange(Float.parseFloat(ends[0]), Float.parseFloat(ends[1]));
      }
    } catch (IllegalArgumentException e) {
      throw wrong(key, "two numbers, such as -1 1");
    }
    throw wrong(key, "two numbers, such as -1 1");
  }

  /** What divides every side of a picture, beside what the graph's shapes want. */
  int sideMultiple() {
    try {
      int multiple = Integer.parseInt(words.getOrDefault(SIDE_MULTIPLE, ANY));
      if (multiple >= 1 && multiple <= PictureSides.LARGEST_MULTIPLE) {
        return multiple;
      }
    } catch (NumberFormatException e) {
      throw wrong(SIDE_MULTIPLE, "a whole number from 1 to " + PictureSides.LARGEST_MULTIPLE);
    }
    throw wrong(SIDE_MULTIPLE, "a whole number from 1 to " + PictureSides.LARGEST_MULTIPLE);
  }

  private MalformedJsonException wrong(String key, String right) {
    return new MalformedJsonException(
        String.format(
            "its metadata says that %s is %s instead of %s; write it again",
            key, Quoted.name(words.getOrDefault(key, "")), right));
  }
}
