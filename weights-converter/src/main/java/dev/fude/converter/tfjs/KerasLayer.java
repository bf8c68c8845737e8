package dev.fude.converter.tfjs;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.core.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A layer of Keras as a layers model lists it: {@code {"class_name": ..., "name": ..., "config":
 * ..., "inbound_nodes": [[["before", 0, 0, {}]]]}}. Since Keras 3 an inbound node holds the call's
 * arguments, {@code {"args": [{"class_name": "__keras_tensor__", "config": {"keras_history":
 * ["before", 0, 0]}}], "kwargs": {}}}, several tensors in a list of their own. In a sequence there
 * are neither names nor inbound nodes beside the settings.
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
  private static final int SETTINGS = 3;

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
    List<String> sources = use.isList() ? sources(use) : sourcesOfCall(use);
    return new KerasLayer(kind, name, settings, sources, place);
  }

  private List<String> sources(Json use) {
    List<String> sources = new ArrayList<>();
    for (Json reference : use.elements()) {
      List<Json> parts = reference.elements();
      if (parts.size() > SETTINGS && !parts.get(SETTINGS).isEmpty()) {
        throw readsSomethingElse();
      }
      sources.add(source(parts));
    }
    return sources;
  }

  private List<String> sourcesOfCall(Json call) {
    if (!call.find("kwargs").map(Json::isEmpty).orElse(true)) {
      throw readsSomethingElse();
    }
    return call.get("args").elements().stream()
        .flatMap(one -> one.isList() ? one.elements().stream() : Stream.of(one))
        .map(one -> one.find("config").flatMap(tensor -> tensor.find("keras_history")))
        .map(history -> source(history.map(Json::elements).orElseThrow(this::readsSomethingElse)))
        .toList();
  }

  /** The layer whose only tensor is read: {@code ["before", 0, 0]}. */
  private String source(List<Json> parts) {
    if (parts.size() <= TENSOR || parts.get(NODE).count() + parts.get(TENSOR).count() != 0) {
      throw readsSomethingElse();
    }
    return parts.get(0).text();
  }

  private MalformedSourceException readsSomethingElse() {
    return refusal("reads something else than what a layer gives; save the model without that");
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
