package dev.fude.converter.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fude.converter.files.TensorFlowGraph.Constant;
import dev.fude.converter.files.TensorFlowGraph.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes TensorFlow graphs as the TensorFlow.js converter does. */
public final class TfjsFile {
  private final TensorFlowGraph graph;
  private final TfjsNumbers numbers;
  private final Map<String, byte[]> shards = new LinkedHashMap<>();
  private int groups = 1;
  private int shardBytes = 4 << 20;
  private boolean base64 = true;

  /**
   * Begins a model.
   *
   * @param graph its graph
   * @param numbers how its weights are stored
   */
  public TfjsFile(TensorFlowGraph graph, TfjsNumbers numbers) {
    this.graph = graph;
    this.numbers = numbers;
  }

  /**
   * Sets the length of a shard, 4 MB unless set.
   *
   * @param bytes at most so many
   * @return this
   */
  public TfjsFile shardBytes(int bytes) {
    shardBytes = bytes;
    return this;
  }

  /**
   * Deals the weights out to several groups.
   *
   * @param count how many
   * @return this
   */
  public TfjsFile groups(int count) {
    groups = count;
    return this;
  }

  /**
   * Writes texts as lists of their characters' numbers.
   *
   * @return this
   */
  public TfjsFile textsAsNumbers() {
    base64 = false;
    return this;
  }

  /**
   * The shards.
   *
   * @return contents by file name, after the manifest was written
   */
  public Map<String, byte[]> shards() {
    return shards;
  }

  /**
   * Writes model and shards.
   *
   * @param folder where
   * @return the file model.json
   */
  public Path write(Path folder) {
    return write(folder, "model.json", modelJson());
  }

  /**
   * Writes shards and the manifest in a file of its own.
   *
   * @param folder where
   * @return the file weights_manifest.json
   */
  public Path writeManifest(Path folder) {
    return write(folder, "weights_manifest.json", json(this::manifest));
  }

  private Path write(Path folder, String name, String json) {
    try {
      for (Map.Entry<String, byte[]> shard : shards.entrySet()) {
        Files.write(folder.resolve(shard.getKey()), shard.getValue());
      }
      return Files.writeString(folder.resolve(name), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  private static String json(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * The model.
   *
   * @return the content of model.json
   */
  public String modelJson() {
    return json(
        json -> {
          json.writeStartObject();
          json.writeStringField("format", "graph-model");
          json.writeNullField("signature");
          json.writeObjectFieldStart("modelTopology");
          json.writeArrayFieldStart("node");
          for (Node node : graph.nodes()) {
            node(json, node);
          }
          json.writeEndArray();
          json.writeEndObject();
          json.writeFieldName("weightsManifest");
          manifest(json);
          json.writeEndObject();
        });
  }

  private void node(JsonGenerator json, Node node) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", node.name());
    json.writeStringField("op", node.op());
    if (!node.inputs().isEmpty()) {
      json.writeArrayFieldStart("input");
      for (String input : node.inputs()) {
        json.writeString(input);
      }
      json.writeEndArray();
    }
    if (!node.attributes().isEmpty()) {
      json.writeObjectFieldStart("attr");
      for (Map.Entry<String, Object> attribute : node.attributes().entrySet()) {
        json.writeObjectFieldStart(attribute.getKey());
        attribute(json, attribute.getValue());
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void attribute(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Boolean flag) {
      json.writeBooleanField("b", flag);
    } else if (value instanceof Float number) {
      json.writeNumberField("f", (double) number);
    } else if (value instanceof Long number) {
      json.writeStringField("i", number.toString());
    } else if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      json.writeStringField("s", Base64.getEncoder().encodeToString(bytes));
    } else if (value instanceof int[] extents) {
      shape(json, extents);
    } else if (value instanceof long[] numbers) {
      json.writeObjectFieldStart("list");
      json.writeArrayFieldStart("i");
      for (long number : numbers) {
        json.writeString(Long.toString(number));
      }
      json.writeEndArray();
      json.writeEndObject();
    } else {
      json.writeObjectFieldStart("list");
      json.writeArrayFieldStart("s");
      for (Object text : (List<?>) value) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (base64) {
          json.writeString(Base64.getEncoder().encodeToString(bytes));
        } else {
          int[] codes = text.toString().chars().toArray();
          json.writeArray(codes, 0, codes.length);
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void shape(JsonGenerator json, int[] extents) throws IOException {
    json.writeObjectFieldStart("shape");
    json.writeArrayFieldStart("dim");
    for (int extent : extents) {
      json.writeStartObject();
      json.writeStringField("size", Integer.toString(extent));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void manifest(JsonGenerator json) throws IOException {
    List<Node> constants = graph.nodes().stream().filter(node -> node.value() != null).toList();
    json.writeStartArray();
    for (int group = 0; group < groups; group++) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      json.writeStartObject();
      json.writeArrayFieldStart("weights");
      for (int i = group; i < constants.size(); i += groups) {
        weight(json, constants.get(i), content);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("paths");
      for (String shard : shards(group + 1, content.toByteArray())) {
        json.writeString(shard);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private List<String> shards(int group, byte[] content) {
    List<String> names = new ArrayList<>();
    int count = (content.length + shardBytes - 1) / shardBytes;
    for (int i = 0; i < count; i++) {
      String name = "group%d-shard%dof%d.bin".formatted(group, i + 1, count);
      int end = Math.min(content.length, (i + 1) * shardBytes);
      shards.put(name, Arrays.copyOfRange(content, i * shardBytes, end));
      names.add(name);
    }
    return names;
  }

  private void weight(JsonGenerator json, Node node, ByteArrayOutputStream content)
      throws IOException {
    Constant constant = node.value();
    json.writeStartObject();
    json.writeStringField("name", node.name());
    json.writeFieldName("shape");
    json.writeArray(constant.shape(), 0, constant.shape().length);
    json.writeStringField("dtype", constant.isInteger() ? "int32" : "float32");
    if (constant.isInteger()) {
      content.writeBytes(integers(constant.numbers()));
    } else if (constant.shape().length == 0 || numbers == TfjsNumbers.FLOAT32) {
      content.writeBytes(TorchFile.encoded("FloatStorage", constant.numbers()));
    } else {
      json.writeObjectFieldStart("quantization");
      json.writeStringField("dtype", numbers.name().toLowerCase(Locale.ROOT));
      content.writeBytes(numbers.encoded(constant.numbers()));
      if (numbers.isRange()) {
        json.writeNumberField("min", numbers.min(constant.numbers()));
        json.writeNumberField("scale", numbers.scale(constant.numbers()));
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static byte[] integers(float[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : numbers) {
      bytes.putInt((int) number);
    }
    return bytes.array();
  }
}
