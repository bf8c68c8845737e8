package dev.fude.converter.importer;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.core.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a graph gives: one picture, or any maps of rows, columns and channels.
 *
 * <p>Detectors end in a transposition and a reshape to (1, pixels, channels), so that those who
 * read their numbers can go through one list. Neither moves a number in memory where channels are
 * last: both are dropped, and the output stays the map that it was.
 */
final class Outputs {
  private static final int CHANNELS = PictureInput.CHANNELS;
  private static final int MOST_LISTED = 5;

  private final List<String> names;
  private final Function<String, Optional<Value>> values;
  private final Size input;
  private final List<String> relaid = new ArrayList<>();

  /**
   * The outputs of a graph whose nodes have been understood.
   *
   * @param names the outputs' names, at least one
   * @param values what is known by a name
   * @param input the size of the picture that the graph takes
   */
  Outputs(List<String> names, Function<String, Optional<Value>> values, Size input) {
    this.names = names;
    this.values = values;
    this.input = input;
  }

  /** The only one, which must be a picture, by its name. */
  Map<String, Laid> picture() {
    if (names.size() != 1) {
      throw new MalformedSourceException(
          String.format(
              "its graph gives %d values (%s), and only networks that give one picture can be"
                  + " painted with; export it with one output, or run it in a program"
                  + " (ImportedNetwork.open)",
              names.size(), Quoted.names(names, MOST_LISTED)));
    }
    String name = names.get(0);
    if (!(value(name) instanceof Laid laid) || !hasRowsAndColumns(laid)) {
      throw new MalformedSourceException(
          "its graph gives something else than a picture; convert a network that does");
    }
    if (laid.picture().channels() != CHANNELS) {
      throw new MalformedSourceException(
          String.format(
              "its graph gives pictures of %d channels, and only networks that give %d are"
                  + " imported; convert one of those",
              laid.picture().channels(), CHANNELS));
    }
    return Map.of(name, laid);
  }

  /** All of them, by their names and in their order. */
  Map<String, Laid> maps() {
    Map<String, Laid> maps = new LinkedHashMap<>();
    for (String name : names) {
      if (!(value(name) instanceof Laid laid)) {
        throw new MalformedSourceException(
            String.format(
                "its graph gives something else than a map of rows, columns and channels in %s;"
                    + " export it without that output",
                Quoted.name(name)));
      }
      requireAnySize(name, laid);
      if (!hasRowsAndColumns(laid)) {
        relaid.add(name);
      }
      maps.put(name, laid);
    }
    return maps;
  }

  /** A picture is painted at sizes whose result is in proportion; nothing would tell of a map's. */
  private void requireAnySize(String name, Laid laid) {
    if (!laid.picture().size().isTakenLike(input)) {
      throw new MalformedSourceException(
          String.format(
              "its graph gives %s by SAME padding, which is another at other sizes, or by blocks of"
                  + " pixels, which do not fill others; export it with pads and without blocks",
              Quoted.name(name)));
    }
  }

  private Value value(String name) {
    return values
        .apply(name)
        .orElseThrow(
            () ->
                new MalformedSourceException(
                    "nothing in its graph gives its output "
                        + Quoted.name(name)
                        + "; export the model again"));
  }

  private static boolean hasRowsAndColumns(Laid laid) {
    return laid.order().equals(Order.NCHW) || laid.order().equals(Order.NHWC);
  }

  /** What the user should know of the outputs, one sentence each. */
  List<String> notes() {
    return relaid.isEmpty()
        ? List.of()
        : List.of(
            "Its graph gives "
                + Quoted.names(relaid, MOST_LISTED)
                + " in another layout, such as a list of pixels; here each has rows and columns.");
  }
}
