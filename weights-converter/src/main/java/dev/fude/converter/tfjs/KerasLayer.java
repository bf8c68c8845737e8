package dev.fude.converter.tfjs;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.core.Quoted;
import java.util.List;
import java.util.Optional;

/**
 * A layer of Keras as a layers model lists it: {@code {"class_name": ..., "name": ..., "config":
 * ..., "inbound_nodes": [[["before", 0, 0, {}]]]}}. In a sequence there are neither names nor
 * inbound nodes beside the settings.
 *
 * @param kind its class
 * @param name its name, unique in the model
 * @param settings its {@code config}
 * @param inputs the names of the layers that it reads; none in a sequence
 * @param place which of how many layers it is
 */
record KerasLayer(String kind, String name, Json settings, List<String> inputs, String place) {
  private static final int NODE = 1;
  private static final int TENSOR = 2;
  private static final int CALL = 3;

  static KerasLayer read(Json layer, String place) {
    Json settings = layer.get("config");
    String name = layer.find("name").orElseGet(() -> settings.get("name")).text();
    KerasLayer alone =
        new KerasLayer(layer.get("class_name").text(), name, settings, List.of(), place);
    List<Json> uses = layer.elements("inbound_nodes");
    if (uses.size() > 1) {
      throw alone.refusal("is used " + uses.size() + " times; save the model with one for each");
    }
    return uses.isEmpty() ? alone : alone.reading(uses.get(0));
  }

  private KerasLayer reading(Json use) {
    if (!use.isList()) {
      throw refusal("tells what it reads in Keras 3's way; save the model with Keras 2");
    }
    return new KerasLayer(
        kind, name, settings, use.elements().stream().map(this::source).toList(), place);
  }

  /** The layer whose only tensor is read: {@code ["before", 0, 0, {}]}. */
  private String source(Json reference) {
    List<Json> parts = reference.elements();
    boolean isFirst =
        parts.size() > TENSOR && parts.get(NODE).count() + parts.get(TENSOR).count() == 0;
    if (!isFirst || (parts.size() > CALL && !parts.get(CALL).isEmpty())) {
      throw refusal("reads something else than what a layer gives; save the model without that");
    }
    return parts.get(0).text();
  }

  /** The value that it reads, of those that it does. */
  String only(List<String> read) {
    if (read.size() != 1) {
      throw refusal("reads " + read.size() + " values instead of one; download it again");
    }
    return read.get(0);
  }

  /** What it reads, which must be more than one value. */
  List<String> several(List<String> read) {
    if (read.size() < 2) {
      throw refusal("reads less than two values; download it again");
    }
    return read;
  }

  String text(String setting, String otherwise) {
    return settings.find(setting).map(Json::text).orElse(otherwise);
  }

  boolean flag(String setting, boolean otherwise) {
    return settings.find(setting).map(Json::flag).orElse(otherwise);
  }

  double real(String setting, double otherwise) {
    return settings.find(setting).map(Json::real).orElse(otherwise);
  }

  /** A number for rows and one for columns. */
  Optional<int[]> pair(String setting) {
    return settings
        .find(setting)
        .map(pair -> pair.elements().stream().mapToInt(Json::count).toArray())
        .map(this::requirePair);
  }

  private int[] requirePair(int[] pair) {
    if (pair.length != 2 || pair[0] < 1 || pair[1] < 1) {
      throw refusal(
          "has a setting that is not two counts, for rows and columns; save the model again");
    }
    return pair;
  }

  MalformedSourceException refusal(String what) {
    return new MalformedSourceException(
        String.format(
            "its layer %s %s (%s) %s", Quoted.name(kind), Quoted.name(name), place, what));
  }
}
