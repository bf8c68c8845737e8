package dev.fude.model;

import dev.fude.core.Quoted;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.graph.Node;
import dev.fude.core.json.JsonReader;
import dev.fude.core.json.JsonString;
import dev.fude.core.json.MalformedJsonException;
import dev.fude.core.op.Op;
import dev.fude.core.tensor.InvalidShapeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A graph as text, as a model file holds it: JSON with a node a line.
 *
 * <pre>
 * {"input": {"name": "photo", "channels": 3},
 *  "nodes": [
 *   {"name": "a", "op": {"leaky_relu": {"slope": 0.2}}, "inputs": ["photo"], "parameters": {}}],
 *  "output": "a"}
 * </pre>
 *
 * <p>Nodes stand in the order in which they run; {@code parameters} gives the name of the trained
 * tensor of each role that the op has. {@link OpText} says how an op is written. Reading is strict:
 * every field must be there, once; unknown fields, ops and attributes are refused.
 */
final class GraphText {
  /** Far above any network, and quickly walked through. */
  private static final int MAX_NODES = 10_000;

  private GraphText() {}

  static String write(Graph graph) {
    String nodes = graph.nodes().stream().map(GraphText::write).collect(Collectors.joining(",\n"));
    return String.format(
        "{\"input\":{\"name\":%s,\"channels\":%s},\n\"nodes\":[\n%s],\n\"output\":%s}",
        JsonString.of(graph.input()), graph.inputChannels(), nodes, JsonString.of(graph.output()));
  }

  private static String write(Node node) {
    return String.format(
        "{\"name\":%s,\"op\":%s,\"inputs\":%s,\"parameters\":%s}",
        JsonString.of(node.name()),
        OpText.write(node.op()),
        node.inputs().stream().map(JsonString::of).collect(Collectors.joining(",", "[", "]")),
        node.parameters().entrySet().stream()
            .map(entry -> JsonString.of(entry.getKey()) + ":" + JsonString.of(entry.getValue()))
            .collect(Collectors.joining(",", "{", "}")));
  }

  /**
   * Reads a graph that need not be trusted.
   *
   * @param text the JSON
   * @return the graph
   * @throws MalformedJsonException if it is no graph; the message is a clause about "its graph"
   */
  static Graph read(String text) {
    JsonReader json = new JsonReader(text, "its graph");
    RawGraph graph = new RawGraph();
    json.object(field -> graph.read(json, field));
    json.end();
    try {
      return graph.build();
    } catch (IllegalArgumentException | InvalidShapeException | ArithmeticException e) {
      throw new MalformedJsonException("its graph is wrong: " + e.getMessage());
    }
  }

  private static <T> T required(T value, String where, String field) {
    return Optional.ofNullable(value)
        .orElseThrow(() -> new MalformedJsonException(where + " has no \"" + field + "\""));
  }

  private static MalformedJsonException unknown(String where, String field) {
    return new MalformedJsonException(where + " has an unknown field " + Quoted.name(field));
  }

  /** What a text says, before it is known whether it is a graph. */
  private static final class RawGraph {
    private static final String WHERE = "its graph";

    private RawInput input;
    private List<RawNode> nodes;
    private String output;

    private void read(JsonReader json, String field) {
      switch (field) {
        case "input" -> {
          input = new RawInput();
          json.object(inner -> input.read(json, inner));
        }
        case "nodes" -> {
          nodes = new ArrayList<>();
          json.array(() -> readNode(json));
        }
        case "output" -> output = json.string();
        default -> throw unknown(WHERE, field);
      }
    }

    private void readNode(JsonReader json) {
      if (nodes.size() == MAX_NODES) {
        throw new MalformedJsonException("its graph has more than " + MAX_NODES + " nodes");
      }
      RawNode node = new RawNode();
      json.object(inner -> node.read(json, inner));
      nodes.add(node);
    }

    private Graph build() {
      GraphBuilder builder = required(input, WHERE, "input").builder();
      for (RawNode node : required(nodes, WHERE, "nodes")) {
        node.addTo(builder);
      }
      return builder.build(required(output, WHERE, "output"));
    }
  }

  private static final class RawInput {
    private static final String WHERE = "the input of its graph";

    private String name;
    private Integer channels;

    private void read(JsonReader json, String field) {
      switch (field) {
        case "name" -> name = json.string();
        case "channels" -> channels = OpText.readInt(json);
        default -> throw unknown(WHERE, field);
      }
    }

    private GraphBuilder builder() {
      return Graph.builder(required(name, WHERE, "name"), required(channels, WHERE, "channels"));
    }
  }

  private static final class RawNode {
    private static final String WHERE = "a node of its graph";

    private String name;
    private Op op;
    private List<String> inputs;
    private Map<String, String> parameters;

    private void read(JsonReader json, String field) {
      switch (field) {
        case "name" -> name = json.string();
        case "op" -> op = OpText.read(json);
        case "inputs" -> {
          inputs = new ArrayList<>();
          json.array(() -> inputs.add(json.string()));
        }
        case "parameters" -> {
          parameters = new LinkedHashMap<>();
          json.object(role -> parameters.put(role, json.string()));
        }
        default -> throw unknown(WHERE, field);
      }
    }

    private void addTo(GraphBuilder builder) {
      builder.add(
          required(name, WHERE, "name"),
          required(op, WHERE, "op"),
          required(inputs, WHERE, "inputs"),
          required(parameters, WHERE, "parameters"));
    }
  }
}
