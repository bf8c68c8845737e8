package dev.fude.testkit;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Op;
import dev.fude.core.op.Parameter;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The single operators of the reference material: inputs, trained tensors and outputs that another
 * framework computed in float64, in {@code golden/ops} of the {@link SharedFolder}.
 */
public final class GoldenOps {
  private GoldenOps() {}

  /**
   * One operator.
   *
   * @param name the file's name
   * @param graph the operator as a graph
   * @param weights its trained tensors
   * @param input its input, NHWC
   * @param output the right output, NHWC
   */
  public record GoldenOp(String name, Graph graph, Weights weights, Tensor input, Tensor output) {}

  /**
   * Reads all of them, or skips the running test if they are missing.
   *
   * @return one for each file
   */
  public static List<GoldenOp> all() {
    Path folder = SharedFolder.require("golden/ops");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(path -> path.toString().endsWith(".safetensors"))
          .sorted()
          .map(GoldenOps::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Those of the ops that {@code -Dfude.test.cases} chooses, as {@link OpCases#chosen}.
   *
   * @return {@link #all} unless it was given
   */
  public static List<GoldenOp> chosen() {
    return all().stream().filter(op -> CaseChoice.current().admits(op.graph(), op.name())).toList();
  }

  private static GoldenOp read(Path path) {
    GoldenOpFile file = new GoldenOpFile(Safetensors.readWeights(path));
    Op op = OpCases.read(file);
    int channels = file.input().shape().channels();
    GraphBuilder builder = Graph.builder("input", channels);
    // The files call their tensors by the ops' own roles.
    Map<String, String> roles =
        op.parameters(channels).stream()
            .collect(Collectors.toMap(Parameter::role, Parameter::role));
    builder.add(OpCase.NODE, op, List.of(builder.input()), roles);
    String name = path.getFileName().toString();
    Graph graph = builder.build(OpCase.NODE);
    return new GoldenOp(name, graph, file.file(), file.input(), file.output());
  }
}
