package dev.fude.converter.tfjs;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.tensorflow.GraphNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The attributes of a node in {@code modelTopology}: an object of {@code AttrValue} messages in the
 * protocol buffers' JSON form, such as {@code {"align_corners": {"b": false}}}. Texts are bytes to
 * TensorFlow and so in base64; some converters list the characters' numbers instead. A constant's
 * numbers are the weight of that name in the manifest, and nothing in the node.
 *
 * @param attributes the object, if the node has one
 * @param weight the weight of the node's name, if there is one
 */
record JsonAttributes(Optional<Json> attributes, Optional<NeutralTensor> weight)
    implements GraphNode.Attributes {

  static GraphNode read(Json node, Map<String, NeutralTensor> weights) {
    String name = node.get("name").text();
    return new GraphNode(
        name,
        node.get("op").text(),
        node.elements("input").stream().map(Json::text).toList(),
        new JsonAttributes(node.find("attr"), Optional.ofNullable(weights.get(name))));
  }

  private Optional<Json> attribute(String name, String kind) {
    return attributes.flatMap(all -> all.find(name)).flatMap(value -> value.find(kind));
  }

  @Override
  public boolean flag(String name, boolean otherwise) {
    return attribute(name, "b").map(Json::flag).orElse(otherwise);
  }

  @Override
  public Optional<Float> real(String name) {
    return attribute(name, "f").map(number -> (float) number.real());
  }

  @Override
  public long integer(String name, long otherwise) {
    return attribute(name, "i").map(JsonAttributes::whole).orElse(otherwise);
  }

  @Override
  public String text(String name, String otherwise) {
    return attribute(name, "s").map(JsonAttributes::decoded).orElse(otherwise);
  }

  @Override
  public Optional<long[]> integers(String name) {
    return attribute(name, "list")
        .map(list -> list.elements("i").stream().mapToLong(JsonAttributes::whole).toArray());
  }

  @Override
  public List<Long> shape(String name) {
    return attribute(name, "shape").stream()
        .flatMap(shape -> shape.elements("dim").stream())
        .map(extent -> extent.find("size").map(JsonAttributes::whole).orElse(0L))
        .toList();
  }

  /** The kinds are called DT_INT32, DT_UINT8 and so on. */
  @Override
  public boolean isWhole(String name) {
    return attribute(name, "type")
        .map(Json::text)
        .filter(type -> type.startsWith("DT_INT") || type.startsWith("DT_UINT"))
        .isPresent();
  }

  /** A number of 64 bits, which the protocol buffers' JSON form writes as a text. */
  private static long whole(Json number) {
    if (!number.isText()) {
      return (long) number.real();
    }
    try {
      return Long.parseLong(number.text());
    } catch (NumberFormatException e) {
      throw new MalformedSourceException("a number in its graph is none; download it again", e);
    }
  }

  @Override
  public List<String> texts(String name) {
    return attribute(name, "list")
        .map(list -> list.elements("s").stream().map(JsonAttributes::decoded).toList())
        .orElse(List.of());
  }

  private static String decoded(Json text) {
    if (text.isList()) {
      StringBuilder characters = new StringBuilder();
      text.elements().forEach(code -> characters.append((char) code.count()));
      return characters.toString();
    }
    try {
      return new String(Base64.getDecoder().decode(text.text()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new MalformedSourceException(
          "a text in its graph is not in base64; download it again", e);
    }
  }

  @Override
  public Optional<NeutralTensor> value() {
    return weight;
  }
}
