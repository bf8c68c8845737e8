package dev.fude.converter.importer;

import static dev.fude.converter.files.OnnxParts.integer;
import static dev.fude.converter.files.OnnxParts.integers;
import static dev.fude.converter.files.OnnxParts.real;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.Hostility;
import dev.fude.converter.files.Mutations;
import dev.fude.converter.files.OnnxNetwork;
import dev.fude.converter.files.OnnxNetwork.Norm;
import dev.fude.converter.files.OnnxNetwork.Vectors;
import dev.fude.converter.files.OnnxParts;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.onnx.OnnxReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged and absurd graphs become a graph or one sentence, soon and in little memory. */
class HostileGraphTest {
  private static final long SEED = 20_304;
  private static final int MUTATIONS_OF_EACH = 2_500;
  private static final long HUGE = Long.MAX_VALUE;

  @TempDir Path folder;

  private boolean isAccepted(String what, byte[] content) {
    return isAccepted(what, content, GraphImport::of);
  }

  private boolean isAcceptedOfMaps(String what, byte[] content) {
    return isAccepted(what, content, GraphImport::ofMaps);
  }

  private boolean isAccepted(
      String what, byte[] content, Function<ForeignGraph, ImportedGraph> importing) {
    try {
      Path file = Files.write(folder.resolve("a.onnx"), content);
      return Hostility.isAccepted(
          what,
          () -> {
            ImportedGraph unused =
                importing.apply(new OnnxReader().graph(Source.open(file)).orElseThrow());
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertRefused(String what, SmallGraph graph, String output) {
    assertThat(isAccepted(what, graph.file().output(output).bytes())).as(what).isFalse();
  }

  @Tag("one-jdk")
  @ParameterizedTest
  @EnumSource
  void mutated(Norm norm) {
    boolean isLast = norm == Norm.FOLDED || norm == Norm.POWER;
    OnnxNetwork network = new OnnxNetwork(TinyNetwork.TINY).norm(norm);
    network.vectors(isLast ? Vectors.NHWC : Vectors.CHANNELS_FIRST);
    byte[] whole =
        (isLast ? network.channelsLast() : network)
            .build(TinyNetwork.randomTensors(TinyNetwork.TINY, SEED))
            .bytes();
    assertThat(isAccepted("whole", whole)).isTrue();
    Mutations.requireRefusals(500, norm, whole, SEED, MUTATIONS_OF_EACH, this::isAccepted);
  }

  /** What detectors have and generators do not: several outputs, pools, sigmoids, bounds, lists. */
  private static byte[] detector() {
    SmallGraph graph = new SmallGraph();
    String wide = graph.conv(graph.picture(), 3, 4, 1);
    String pooled =
        graph.node(
            "MaxPool",
            graph.node("Clip", wide, real("min", 0), real("max", 6)),
            integers("kernel_shape", 2, 2),
            integers("strides", 2, 2),
            integers("pads", 0, 0, 0, 0),
            integer("ceil_mode", 0));
    String clipped = graph.node("Clip", List.of(pooled, graph.filled(-1), graph.filled(1)));
    String low = graph.node("Max", List.of(graph.filled(0), clipped));
    String bounded = graph.node("Min", List.of(low, graph.filled(0.5f)));
    String last = graph.node("Transpose", bounded, integers("perm", 0, 2, 3, 1));
    String first = graph.node("Gather", List.of(graph.node("Shape", bounded), graph.list(0)));
    String shape = graph.node("Concat", List.of(first, graph.list(-1, 4)), integer("axis", 0));
    String list = graph.node("Reshape", List.of(last, shape));
    return graph.file().output(graph.node("Sigmoid", list)).output(clipped).bytes();
  }

  @Tag("one-jdk")
  @Test
  void mutatedDetector() {
    byte[] whole = detector();
    assertThat(isAcceptedOfMaps("whole", whole)).isTrue();
    Mutations.requireRefusals(
        500, "detector", whole, SEED, MUTATIONS_OF_EACH, this::isAcceptedOfMaps);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Relu", "Identity", "Shape", "Transpose", "Neg"})
  void longChains(String operator) {
    SmallGraph graph = new SmallGraph();
    String value = graph.picture();
    for (int i = 0; i < 8_000; i++) {
      value = graph.node(operator, value);
    }
    isAccepted("a chain of " + operator, graph.file().output(value).bytes());
  }

  @Test
  void moreNodesThanAnyNetwork() {
    SmallGraph graph = new SmallGraph();
    String value = graph.picture();
    for (int i = 0; i < 20_001; i++) {
      value = graph.node("Identity", value);
    }
    String last = value;
    RefusedGraphsTest.assertRefused(
        () -> graph.imported(folder, last), "its graph has more than 20000 nodes");
  }

  /** Each list is twice as long as the one before. */
  @Test
  void listsThatDouble() {
    SmallGraph graph = new SmallGraph();
    String list = graph.node("Shape", graph.picture());
    for (int i = 0; i < 60; i++) {
      list = graph.node("Concat", List.of(list, list), integer("axis", 0));
    }
    assertRefused("doubled lists", graph, graph.node("Reshape", List.of(graph.picture(), list)));
  }

  @Test
  void sizesThatOverflow() {
    SmallGraph graph = new SmallGraph();
    String sizes = graph.node("Shape", graph.picture());
    for (int i = 0; i < 2_000; i++) {
      sizes = graph.node("Mul", List.of(sizes, sizes));
    }
    assertRefused("overflow", graph, graph.node("Resize", List.of(graph.picture(), "", "", sizes)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, HUGE, Long.MIN_VALUE, 1L << 31})
  void absurdSettings(long number) {
    for (String setting : List.of("strides", "dilations", "pads", "kernel_shape", "group")) {
      SmallGraph graph = new SmallGraph();
      List<String> inputs = List.of(graph.picture(), graph.filled(0.5f, 3, 3, 3, 3));
      boolean isList = !setting.equals("group");
      long[] numbers = {number, number, number, number};
      long[] fitting = setting.equals("pads") ? numbers : new long[] {number, number};
      String conv =
          graph.node(
              "Conv", inputs, isList ? integers(setting, fitting) : integer(setting, number));
      boolean isSound = number == 0 && setting.equals("pads");
      byte[] content = graph.file().output(conv).bytes();
      assertThat(isAccepted(setting + " " + number, content)).isEqualTo(isSound);
    }
    for (String setting : List.of("kernel_shape", "strides", "dilations", "pads")) {
      SmallGraph graph = new SmallGraph();
      boolean isPads = setting.equals("pads");
      long[] numbers = isPads ? new long[] {number, 0, 0, number} : new long[] {number, number};
      boolean isKernel = setting.equals("kernel_shape");
      String pool =
          isKernel
              ? graph.node("MaxPool", graph.picture(), integers(setting, numbers))
              : graph.node(
                  "MaxPool",
                  graph.picture(),
                  integers("kernel_shape", 2, 2),
                  integers(setting, numbers));
      byte[] content = graph.file().output(pool).bytes();
      assertThat(isAccepted("pool, " + setting + " " + number, content))
          .isEqualTo(isPads && number == 0);
    }
    SmallGraph padded = new SmallGraph();
    String pads = padded.list(0, 0, number, 0, 0, 0, 0, number);
    String pad = padded.node("Pad", List.of(padded.picture(), pads));
    assertThat(isAccepted("pads of " + number, padded.file().output(pad).bytes())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 4, -5, HUGE, Long.MIN_VALUE})
  void axesThatDoNotExist(long axis) {
    SmallGraph reduced = new SmallGraph();
    String mean = reduced.node("ReduceMean", reduced.picture(), integers("axes", axis));
    assertRefused("mean over " + axis, reduced, reduced.node("Tanh", mean));
    SmallGraph moved = new SmallGraph();
    assertRefused(
        "transposition by " + axis,
        moved,
        moved.node("Transpose", moved.picture(), integers("perm", 0, 1, axis, axis)));
    SmallGraph picked = new SmallGraph();
    String shape = picked.node("Shape", picked.picture());
    String size =
        picked.node("Gather", List.of(shape, picked.list(axis)), integer("axis", axis + 1));
    assertRefused("gathered " + axis, picked, picked.node("Tanh", size));
  }

  @Test
  void outputThatNothingGives() {
    SmallGraph graph = new SmallGraph();
    graph.node("Tanh", graph.picture());
    assertRefused("no such output", graph, "nowhere");
    assertRefused("the input itself", new SmallGraph(), "photo");
  }

  @Test
  void nodesWithoutInputs() {
    for (String operator :
        List.of(
            "Conv",
            "Pad",
            "Add",
            "Resize",
            "Reshape",
            "Shape",
            "Concat",
            "Slice",
            "Gather",
            "Max",
            "Min",
            "Clip",
            "Sigmoid",
            "MaxPool",
            "InstanceNormalization",
            "BatchNormalization",
            "ReduceMean",
            "Transpose",
            "PRelu")) {
      SmallGraph graph = new SmallGraph();
      assertRefused("bare " + operator, graph, graph.node(operator, List.of()));
      SmallGraph alone = new SmallGraph();
      String value = alone.node(operator, List.of(alone.picture()));
      isAccepted(operator + " of a picture alone", alone.file().output(value).bytes());
    }
  }

  @Test
  void resizesThatWaitForOneAnother() {
    SmallGraph graph = new SmallGraph();
    String value = graph.picture();
    for (int i = 0; i < 2_000; i++) {
      String scales = graph.stored(new float[] {1, 1, 0.5f, 0.5f}, 4);
      value = graph.node("Resize", List.of(value, "", scales), OnnxParts.text("mode", "linear"));
    }
    assertRefused("2,000 halves", graph, value);
  }
}
