package dev.fude.converter.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.Hostility;
import dev.fude.converter.files.Mutations;
import dev.fude.converter.files.OnnxFile;
import dev.fude.converter.files.OnnxNetwork;
import dev.fude.converter.files.OnnxNetwork.Kernels;
import dev.fude.converter.files.OnnxNetwork.Norm;
import dev.fude.converter.files.OnnxNetwork.Vectors;
import dev.fude.converter.files.OnnxNumbers;
import dev.fude.converter.files.OnnxParts;
import dev.fude.converter.files.ProtoBytes;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.pass.GraphFacts;
import dev.fude.converter.pass.Passes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged ONNX files are converted rightly or refused, soon and in little memory. */
@Tag("one-jdk")
class HostileOnnxTest {
  private static final long SEED = 20_273;
  private static final int MUTATIONS_OF_EACH = 4_000;

  @TempDir Path folder;

  /** Files that reach every part of the reader between them. */
  enum Variant {
    PYTORCH(OnnxNumbers.RAW_FLOAT, Norm.INSTANCE, Kernels.STORED, Vectors.CHANNELS_FIRST),
    TYPED_LISTS(OnnxNumbers.FLOAT16_LIST, Norm.LAYER, Kernels.FLAT, Vectors.RESHAPED),
    TENSORFLOW(OnnxNumbers.CONSTANT_NODES, Norm.FOLDED, Kernels.TRANSPOSED, Vectors.NHWC),
    PER_CHANNEL(
        OnnxNumbers.INT8_PER_CHANNEL, Norm.POWER, Kernels.SQUEEZED, Vectors.UNSQUEEZED_BY_OPERAND),
    PER_TENSOR(OnnxNumbers.UINT8_PER_TENSOR, Norm.GROUP, Kernels.IDENTITY, Vectors.UNSQUEEZED);

    private final OnnxNumbers numbers;
    private final Norm norm;
    private final Kernels kernels;
    private final Vectors vectors;

    Variant(OnnxNumbers numbers, Norm norm, Kernels kernels, Vectors vectors) {
      this.numbers = numbers;
      this.norm = norm;
      this.kernels = kernels;
      this.vectors = vectors;
    }

    byte[] sound() {
      OnnxNetwork network = new OnnxNetwork(TinyNetwork.TINY).numbers(numbers).norm(norm);
      network.kernels(kernels).vectors(vectors);
      return network.build(TinyNetwork.randomHalves(TinyNetwork.TINY, SEED)).bytes();
    }
  }

  private static boolean isAccepted(String what, byte[] content) {
    return Hostility.isAccepted(
        what,
        () -> {
          NeutralModel model = TinyOnnx.read(content);
          GraphFacts.resizeRule(model);
          GraphFacts.eps(model);
          Passes.apply(model, TinyNetwork.TINY);
        });
  }

  private static void assertRefused(String what, OnnxFile file) {
    assertThat(isAccepted(what, file.bytes())).as(what).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void cutOffAnywhere(Variant variant) {
    byte[] whole = variant.sound();
    assertThat(isAccepted("whole", whole)).isTrue();
    for (int length = 0; length < whole.length; length++) {
      String what = variant + " cut to " + length;
      assertThat(isAccepted(what, Arrays.copyOf(whole, length))).as(what).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void mutated(Variant variant) {
    byte[] whole = variant.sound();
    Mutations.requireRefusals(
        1_000, variant, whole, SEED, MUTATIONS_OF_EACH, HostileOnnxTest::isAccepted);
  }

  /** What a damaged file is taken for may be anything, but asking must not fail. */
  @ParameterizedTest
  @EnumSource(names = {"PYTORCH", "TYPED_LISTS"})
  void mutatedBeginnings(Variant variant) throws IOException {
    byte[] head = Arrays.copyOf(variant.sound(), 40);
    Random random = new Random(SEED);
    for (int i = 0; i < 500; i++) {
      Path file = Files.write(folder.resolve("head"), Mutations.mutated(head, random));
      if (Files.size(file) > 0) {
        String what = "%s, mutation %d of seed %d".formatted(variant, i, SEED);
        Hostility.isAccepted(what, () -> new OnnxReader().recognises(Source.open(file)));
      }
    }
  }

  /** Found by the fuzzer. */
  @Test
  void operatorOfSeveralLines() {
    OnnxFile file = new OnnxFile();
    file.node("Relu\nand\nmore", List.of("nowhere"));
    assertRefused("operator of several lines", file);
  }

  @Test
  void extentsThatLie() {
    int[][] lies = {
      {-1}, {2}, {Integer.MAX_VALUE}, {1 << 20, 1 << 20}, {Integer.MIN_VALUE, -1}, new int[9]
    };
    for (int[] dims : lies) {
      OnnxFile raw = new OnnxFile();
      raw.initializer("w", OnnxParts.raw(OnnxParts.FLOAT, new byte[4], dims));
      assertRefused("raw " + Arrays.toString(dims), raw);
      OnnxFile listed = new OnnxFile();
      listed.initializer("w", OnnxParts.tensor(OnnxParts.INT32, dims).packed(5, 1));
      assertRefused("listed " + Arrays.toString(dims), listed);
    }
    OnnxFile huge = new OnnxFile();
    huge.initializer(
        "w", new ProtoBytes().packed(1, Long.MAX_VALUE, Long.MIN_VALUE).number(2, 1).real(4, 0));
    assertRefused("64-bit extents", huge);
  }

  /** Nothing times anything is nothing, until the nothing comes last. */
  @Test
  void emptyTensorThatIsImpossiblyLargeInAnotherOrder() {
    OnnxFile file = new OnnxFile();
    int large = Integer.MAX_VALUE - 8;
    file.initializer("w", OnnxParts.raw(OnnxParts.FLOAT, new byte[0], 0, large, large, large));
    file.node("Transpose", List.of("w"), OnnxParts.integers("perm", 3, 2, 1, 0));
    assertRefused("transposed", file);
  }

  @Test
  void axesThatDoNotExist() {
    for (long[] axes : new long[][] {{0, 0}, {0, 2}, {-1, 0}, {1L << 32, 1}, {0}, {}, {0, 1, 2}}) {
      OnnxFile file = withMatrix();
      file.node("Transpose", List.of("w"), OnnxParts.integers("perm", axes));
      assertRefused("perm " + Arrays.toString(axes), file);
    }
    for (String operator : new String[] {"Squeeze", "Unsqueeze"}) {
      for (long[] axes : new long[][] {{9}, {-9}, {0, 0}, {Long.MIN_VALUE}, new long[100]}) {
        OnnxFile file = withMatrix();
        file.node(operator, List.of("w"), OnnxParts.integers("axes", axes));
        assertRefused(operator + " " + Arrays.toString(axes), file);
      }
    }
  }

  @Test
  void shapesThatAreNone() {
    long[][] shapes = {
      {-2},
      {-1, -1},
      {7},
      {Long.MAX_VALUE, 2},
      {1L << 31, 1L << 31, 1L << 31},
      {0, 0, 0},
      {-1, 4},
      new long[9]
    };
    for (long[] shape : shapes) {
      OnnxFile file = withMatrix();
      file.initializer("shape", OnnxParts.int64s(shape));
      file.node("Reshape", List.of("w", "shape"));
      assertRefused("shape " + Arrays.toString(shape), file);
    }
    OnnxFile real = withMatrix();
    real.node("Reshape", List.of("w", "w"));
    assertRefused("a shape of real numbers", real);
  }

  private static OnnxFile withMatrix() {
    OnnxFile file = new OnnxFile();
    file.initializer("w", OnnxParts.raw(OnnxParts.FLOAT, new byte[24], 2, 3));
    return file;
  }

  @Test
  void scalesThatDoNotFit() {
    for (long axis : new long[] {0, 1, 2, -1, -3, Long.MAX_VALUE, Long.MIN_VALUE}) {
      for (int scales : new int[] {0, 4, 7}) {
        OnnxFile file = new OnnxFile();
        file.initializer("w", OnnxParts.raw(OnnxParts.INT8, new byte[6], 2, 3));
        file.initializer("s", OnnxParts.raw(OnnxParts.FLOAT, new byte[4 * scales], scales));
        file.node("DequantizeLinear", List.of("w", "s"), OnnxParts.integer("axis", axis));
        assertRefused(scales + " scales along axis " + axis, file);
      }
    }
  }

  /** Each node is small, but what it names is not: it must not be decoded once for each. */
  @Test
  void oneLargeListOfScalesForManyTensors() {
    OnnxFile file = new OnnxFile();
    file.initializer("w", OnnxParts.raw(OnnxParts.INT8, new byte[20_000], 1, 20_000));
    file.initializer("s", OnnxParts.raw(OnnxParts.FLOAT16, new byte[40_000], 20_000));
    file.initializer("z", OnnxParts.raw(OnnxParts.INT8, new byte[20_000], 20_000));
    file.initializer("shape", OnnxParts.int64s(1, 20_000));
    for (int i = 0; i < 2_000; i++) {
      file.node("DequantizeLinear", List.of("w", "s", "z"));
      file.node("Reshape", List.of("w", "shape"));
    }
    assertRefused("many tensors", file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Transpose", "Identity", "Tanh"})
  void nodesThatHangOnOneAnother(String operator) {
    OnnxFile file = withMatrix();
    String value = operator.equals("Transpose") ? "w" : file.input("x");
    for (int i = 0; i < 8_000; i++) {
      value = file.node(operator, List.of(value));
    }
    assertRefused("a long chain of " + operator, file);
  }

  @Test
  void nodeThatReadsItself() {
    OnnxFile file = new OnnxFile();
    file.namedNode("Identity", "x", List.of("x"));
    assertRefused("a circle", file);
  }

  @Test
  void graphsInGraphs() {
    ProtoBytes graph = new ProtoBytes();
    for (int depth = 0; depth < 500; depth++) {
      ProtoBytes branch = new ProtoBytes().text(1, "then_branch").message(6, graph);
      graph = new ProtoBytes().message(1, new ProtoBytes().text(4, "If").message(5, branch));
    }
    assertRefused("branches", new OnnxFile().graphField(1, graph));
  }

  @Test
  void millionsOfNumbersOneByOne() {
    OnnxFile file = new OnnxFile();
    byte[] zeros = new byte[1 << 22];
    file.initializer("w", OnnxParts.tensor(OnnxParts.UINT8, 1).bytes(5, zeros));
    assertRefused("a long list", file);
  }

  @Test
  void moreNodesThanAnyGenerator() {
    ProtoBytes graph = new ProtoBytes();
    byte[] node = new ProtoBytes().text(4, "Tanh").toBytes();
    for (int i = 0; i <= 100_000; i++) {
      graph.bytes(1, node);
    }
    ProtoBytes model = new ProtoBytes().number(1, 8).message(7, graph);
    byte[] content = model.message(8, new ProtoBytes().number(2, 17)).toBytes();
    assertThat(isAccepted("many nodes", content)).isFalse();
  }

  @Test
  void namesThatMeanLeftOut() {
    OnnxFile file = new OnnxFile();
    file.initializer("", OnnxParts.raw(OnnxParts.FLOAT, new byte[24], 2, 3));
    assertRefused("a tensor without a name", file);
    OnnxFile constant = new OnnxFile();
    ProtoBytes value =
        OnnxParts.tensorSetting("value", OnnxParts.raw(OnnxParts.FLOAT, new byte[24], 2, 3, 1, 1));
    constant.graphField(1, new ProtoBytes().text(4, "Constant").message(5, value));
    constant.node("Conv", List.of(constant.input("x"), ""));
    assertRefused("a constant without a name", constant);
  }

  @Test
  void groupsThatAreNone() {
    for (long groups : new long[] {0, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      OnnxFile file = new OnnxFile();
      file.initializer("w", OnnxParts.raw(OnnxParts.FLOAT, new byte[24], 2, 3, 1, 1));
      file.initializer("scalar", OnnxParts.raw(OnnxParts.FLOAT, new byte[4]));
      file.node("Conv", List.of(file.input("x"), "w"), OnnxParts.integer("group", groups));
      file.node("Conv", List.of("x", "scalar"), OnnxParts.integer("group", groups));
      assertRefused(groups + " groups", file);
    }
  }

  @Test
  void settingsOfAnotherKind() {
    for (String operator :
        new String[] {
          "Conv",
          "Resize",
          "Transpose",
          "Reshape",
          "Squeeze",
          "Unsqueeze",
          "Cast",
          "Constant",
          "DequantizeLinear",
          "LayerNormalization"
        }) {
      for (String setting :
          new String[] {"group", "mode", "perm", "axes", "shape", "to", "value", "axis"}) {
        OnnxFile file = withMatrix();
        file.node(operator, List.of("w", "w", "w"), OnnxParts.text(setting, "\u0001\u0002"));
        isAccepted(operator + " " + setting, file.bytes());
        OnnxFile bare = withMatrix();
        bare.node(operator, List.of(), new ProtoBytes().text(1, setting));
        isAccepted("bare " + operator + " " + setting, bare.bytes());
      }
    }
  }
}
