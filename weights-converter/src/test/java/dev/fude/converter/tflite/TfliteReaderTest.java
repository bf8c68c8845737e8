package dev.fude.converter.tflite;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.fude.converter.files.TfliteFile;
import dev.fude.converter.files.TfliteFile.Scales;
import dev.fude.converter.files.TfliteNetwork;
import dev.fude.converter.files.TfliteNetwork.Numbers;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.pass.GraphFacts;
import dev.fude.converter.pass.Passes;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.generator.LayerTable;
import dev.fude.model.generator.Role;
import dev.fude.model.generator.TrainedTensor;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way in which constants are stored, and what the graph says and must not say. */
class TfliteReaderTest {
  private static final long SEED = 20_262;
  private static final LayerTable TINY = TinyNetwork.TINY;

  private final Map<String, Tensor> tensors = TinyNetwork.randomHalves(TINY, SEED);

  private static NeutralModel read(TfliteFile file) {
    return TfliteReader.read(ByteBuffer.wrap(file.bytes()));
  }

  private static Map<String, Tensor> convert(TfliteFile file) {
    return Passes.apply(read(file), TINY);
  }

  private void assertConverts(TfliteNetwork network) {
    Map<String, Tensor> converted = convert(network.build(tensors));
    assertThat(converted.keySet()).containsExactlyElementsOf(tensors.keySet());
    network
        .expected()
        .forEach(
            (name, tensor) -> assertThatTensor(converted.get(name)).as(name).hasSameBitsAs(tensor));
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfNumbersUnderTheOriginalsNames(Numbers numbers) {
    assertConverts(new TfliteNetwork(TINY, numbers));
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfNumbersByTheGraphAlone(Numbers numbers) {
    assertConverts(new TfliteNetwork(TINY, numbers).naming(name -> "arith.constant"));
  }

  @Test
  void namelessConstants() {
    assertConverts(new TfliteNetwork(TINY, Numbers.FLOAT32).naming(name -> ""));
  }

  @Test
  void namesThatContradictTheGraphAreRefused() {
    TfliteNetwork network =
        new TfliteNetwork(TINY, Numbers.FLOAT32)
            .naming(name -> name.equals("net/B/1/gamma") ? "net/A/LayerNorm/gamma" : "x" + name);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> convert(network.build(tensors)))
        .withMessageContaining("\"net/A/LayerNorm/gamma\" as net/B/1/gamma");
  }

  @Test
  void graphOfAnotherNetworkIsRefused() {
    TfliteFile file = new TfliteNetwork(shortened(), Numbers.FLOAT32).build(tensors);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> convert(file))
        .withMessageContaining("2 convolutions where tiny has 3");
  }

  /** A graph of sums has no convolution to go by, but names tell all tensors. */
  @Test
  void namesDecideWhereTheGraphCannotBeFollowed() {
    TfliteFile file = new TfliteFile();
    int input = file.value("input");
    for (TrainedTensor wanted : TINY.tensors().values()) {
      int[] extents = wanted.role().isKernel() ? storedAsOhwi(wanted) : wanted.shape().extents();
      byte[] zeros = new byte[4 * wanted.shape().arrayLength()];
      int constant =
          file.constant(wanted.tensorFlowName(), TfliteFile.FLOAT32, extents, zeros, null);
      file.operator(0, file.value("sum"), input, constant);
    }
    int other = file.constant("other", TfliteFile.FLOAT32, new int[0], new byte[4], null);
    file.operator(0, file.value("sum"), input, other);
    assertThat(convert(file).keySet()).containsExactlyElementsOf(TINY.tensors().keySet());
  }

  private static int[] storedAsOhwi(TrainedTensor wanted) {
    Shape oihw = wanted.shape();
    return wanted.role() == Role.KERNEL
        ? new int[] {oihw.extent(0), oihw.extent(2), oihw.extent(3), oihw.extent(1)}
        : new int[] {1, oihw.extent(2), oihw.extent(3), oihw.extent(0)};
  }

  @Test
  void biasesOfZerosAreNoTensors() {
    assertConverts(new TfliteNetwork(TINY, Numbers.FLOAT32).biasEverywhere(0f));
  }

  @Test
  void otherBiasesAreUnexpected() {
    TfliteNetwork network = new TfliteNetwork(TINY, Numbers.FLOAT32).biasEverywhere(0.5f);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> convert(network.build(tensors)))
        .withMessageContainingAll(
            "2 problems", "unexpected \"bias of a.conv.weight\"", "bias of out.weight");
  }

  @Test
  void resizeRuleIsReadFromTheFlags() {
    assertThat(resizeRule(false, false)).isEqualTo(ResizeRule.ASYMMETRIC);
    assertThat(resizeRule(true, false)).isEqualTo(ResizeRule.ALIGN_CORNERS);
    assertThat(resizeRule(false, true)).isEqualTo(ResizeRule.HALF_PIXEL);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> resizeRule(true, true))
        .withMessageContaining("enlarges pictures");
  }

  private ResizeRule resizeRule(boolean alignCorners, boolean halfPixel) {
    TfliteNetwork network =
        new TfliteNetwork(TINY, Numbers.FLOAT32).resize(alignCorners, halfPixel);
    return GraphFacts.resizeRule(read(network.build(tensors))).orElseThrow();
  }

  @Test
  void resizesThatDisagreeAreRefused() {
    TfliteFile file = new TfliteNetwork(TINY, Numbers.FLOAT32).build(tensors);
    file.resize(file.value("again"), 0, true, false);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> GraphFacts.resizeRule(read(file)));
  }

  @Test
  void epsIsReadFromTheNorms() {
    for (float eps : new float[] {1e-12f, 1e-5f, 1e-3f}) {
      TfliteFile file = new TfliteNetwork(TINY, Numbers.FLOAT32).eps(eps).build(tensors);
      assertThat(GraphFacts.eps(read(file))).hasValue(Double.parseDouble(Float.toString(eps)));
    }
    TfliteFile file = new TfliteNetwork(TINY, Numbers.FLOAT32).eps(-1).build(tensors);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> GraphFacts.eps(read(file)))
        .withMessageContaining("eps of -1.0");
  }

  @Test
  void graphWithoutNormsOrResizesSaysNothing() {
    TfliteFile file = new TfliteFile();
    file.operator(28, file.value("tanh"), file.value("input"));
    assertThat(GraphFacts.eps(read(file))).isEmpty();
    assertThat(GraphFacts.resizeRule(read(file))).isEmpty();
  }

  @Test
  void integersWithoutAScaleAreRefused() {
    assertRefused(TfliteFile.INT8, null, "holds I8 numbers without a scale");
  }

  @Test
  void scalesThatDoNotFitAreRefused() {
    assertRefused(
        TfliteFile.INT8,
        new Scales(new float[4], new long[4], 0),
        "has 4 scales and 4 zero points");
    assertRefused(
        TfliteFile.INT8,
        new Scales(new float[2], new long[2], 4),
        "has 2 scales and 2 zero points");
    assertRefused(
        TfliteFile.INT8, new Scales(new float[2], new long[2], -1), "has 2 scales and 2 zero");
    assertRefused(
        TfliteFile.INT8,
        new Scales(new float[] {Float.NaN}, new long[0], 0),
        "holds NaN, which no trained network does");
  }

  @Test
  void oneZeroPointMayServeManyScales() {
    Scales scales = new Scales(new float[] {1, 2, 3}, new long[] {3}, 0);
    assertThat(convert(withLastKernel(TfliteFile.INT8, scales)).get("out.weight").data())
        .containsExactly(-3, -3, -3, -6, -6, -6, -9, -9, -9);
  }

  private void assertRefused(int type, Scales scales, String reason) {
    TfliteFile file = withLastKernel(type, scales);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> convert(file))
        .withMessageContainingAll("\"out.weight\"", reason);
  }

  /** The network with a last kernel of zeros, stored (3, 1, 1, 3). */
  private TfliteFile withLastKernel(int type, Scales scales) {
    TfliteFile file = new TfliteNetwork(shortened(), Numbers.FLOAT32).build(tensors);
    int kernel = file.constant("last", type, new int[] {3, 1, 1, 3}, new byte[9], scales);
    file.operator(3, file.value("out"), 0, kernel);
    return file;
  }

  private static LayerTable shortened() {
    return new LayerTable("tiny", TINY.layers().subList(0, 2));
  }

  @Test
  void typesThatAreNotNumbersAreRefused() {
    TfliteFile file = new TfliteFile();
    int text = file.constant("text", 5, new int[] {1}, new byte[4], null);
    file.operator(18, file.value("product"), text, text);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> read(file))
        .withMessageContaining("\"text\" holds numbers of type 5");
  }

  @Test
  void fileWithoutAGraphIsRefused() {
    assertThat(read(new TfliteFile()).ops()).isEmpty();
    FlatBufferBuilder builder = new FlatBufferBuilder();
    builder.startTable(8);
    builder.finish(builder.endTable(), "TFL3");
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> TfliteGraph.read(ByteBuffer.wrap(builder.sizedByteArray())))
        .withMessageContaining("holds no graph");
  }
}
