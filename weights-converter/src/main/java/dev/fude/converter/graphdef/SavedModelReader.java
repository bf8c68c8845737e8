package dev.fude.converter.graphdef;

import dev.fude.converter.checkpoint.CheckpointReader;
import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.neutral.WeightReader;
import dev.fude.converter.protobuf.ProtoMessage;
import dev.fude.converter.protobuf.ProtoOutline;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads TensorFlow's SavedModel: a folder with a graph in {@code saved_model.pb} and a checkpoint
 * of its variables. The variables are read by their names, as those of any checkpoint; a graph
 * whose numbers are constants needs none.
 *
 * <p>Source: {@code saved_model.proto} and {@code meta_graph.proto} of TensorFlow; the numbers are
 * their fields'.
 */
public final class SavedModelReader implements WeightReader {
  private static final String FILE = "saved_model.pb";
  private static final String VARIABLES = "variables/variables.index";

  private static final int LENGTH_OFFSET = 3;

  private static final int SCHEMA_VERSION = 1;
  private static final int META_GRAPHS = 2;
  private static final int GRAPH_DEF = 2;
  private static final int GRAPH_NODE = 1;
  private static final int NODE_OP = 2;

  private static final Set<String> VARIABLE_OPS = Set.of("VarHandleOp", "VariableV2", "Variable");

  /** Other messages begin alike, but go on with fields of higher numbers. */
  private static final int BEYOND = 3;

  /** Creates the reader, which has no state. */
  public SavedModelReader() {}

  @Override
  public String format() {
    return "TensorFlow SavedModel";
  }

  /** The folder. */
  @Override
  public Optional<Path> find(Path named) {
    return Optional.of(named.resolve(FILE)).filter(Files::isRegularFile);
  }

  /** The version, then graphs that begin with their own description, and nothing else. */
  @Override
  public boolean recognises(Source source) {
    ProtoOutline outline = ProtoOutline.of(source);
    return source.hasBytes(0, "\b\u0001\u0012")
        && source.hasBytes(afterLength(source.head()), "\n")
        && outline.hasNumber(SCHEMA_VERSION)
        && outline.hasContent(META_GRAPHS)
        && !outline.hasContentFrom(BEYOND);
  }

  /** Where the first graph begins, whose length has a byte for each seven bits. */
  private static int afterLength(ByteBuffer head) {
    int at = LENGTH_OFFSET;
    while (at < head.remaining() && head.get(at) < 0) {
      at++;
    }
    return at + 1;
  }

  @Override
  public NeutralModel read(Source source) {
    if (hasVariables(source)) {
      return new CheckpointReader().read(source.beside(VARIABLES));
    }
    List<ProtoMessage> nodes = nodes(source);
    if (nodes.stream().anyMatch(node -> VARIABLE_OPS.contains(node.text(NODE_OP)))) {
      throw new MalformedSourceException(
          "it is a SavedModel's graph, whose numbers belong into the folder variables beside it,"
              + " and "
              + VARIABLES
              + " is not there; copy the whole folder and name that, or export the whole model to"
              + " ONNX (python -m tf2onnx.convert --saved-model FOLDER --output model.onnx)");
    }
    return GraphDefReader.graph(nodes);
  }

  /** A graph of constants. */
  @Override
  public Optional<ForeignGraph> graph(Source source) {
    return hasVariables(source)
        ? Optional.empty()
        : Optional.of(GraphDefReader.foreign(nodes(source)));
  }

  private static boolean hasVariables(Source source) {
    return Files.isRegularFile(source.path().resolveSibling(VARIABLES));
  }

  private static List<ProtoMessage> nodes(Source source) {
    return ProtoMessage.of(source.array()).messages(META_GRAPHS).stream()
        .flatMap(graph -> graph.message(GRAPH_DEF).stream())
        .flatMap(graph -> graph.messages(GRAPH_NODE).stream())
        .toList();
  }
}
