package dev.fude.converter.ncnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.Conversion;
import dev.fude.converter.files.Hostility;
import dev.fude.converter.files.Mutations;
import dev.fude.converter.importer.GraphImport;
import dev.fude.converter.importer.ImportedGraph;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers and numbers of ncnn become a graph, or one sentence. */
class NcnnReaderTest {
  private static final long SEED = 20_312;
  private static final int MUTATIONS = 1_000;

  private static final String LAYERS =
      """
      7767517
      8 9
      Input         photo 0 1 photo
      Padding       pad 1 1 photo padded 0=1 1=1 2=1 3=1 4=2
      Convolution   conv 1 1 padded convolved 0=3 1=3 3=1 5=1 6=81
      InstanceNorm  norm 1 1 convolved normed 0=3 1=1.000000e-05
      Split         split 1 2 normed one other
      ReLU          relu 1 1 one relu 0=0.25
      BinaryOp      sum 2 1 relu other sum 0=0
      Interp        twice 1 1 sum twice 0=1 1=2.000000e+00 2=2.000000e+00
      """;

  @TempDir Path folder;

  /** A tag, a kernel of halves and two bytes to fill it up, a bias, gamma and beta. */
  private static ByteBuffer numbers(int tag) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 81 * 2 + 2 + 9 * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(tag);
    for (int i = 0; i < 81; i++) {
      bytes.putShort((short) 0x3800); // a half
    }
    bytes.putShort((short) 0);
    for (int i = 0; i < 9; i++) {
      bytes.putFloat(i + 1);
    }
    return bytes.flip();
  }

  private Path written(String layers, byte[] numbers) throws IOException {
    Files.write(folder.resolve("a.bin"), numbers);
    return Files.writeString(folder.resolve("a.param"), layers, StandardCharsets.ISO_8859_1);
  }

  private static ImportedGraph imported(Path file) {
    return GraphImport.of(new NcnnReader().graph(Source.open(file)).orElseThrow());
  }

  private void assertRefused(String layers, byte[] numbers, String... words) throws IOException {
    Path file = written(layers, numbers);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> imported(file))
        .withMessageContainingAll(words)
        .withMessageNotContaining("\n");
  }

  @Test
  void layersAndNumbersBecomeAGraph() throws IOException {
    ImportedGraph imported = imported(written(LAYERS, numbers(0x01306B47).array()));
    assertThat(imported.graph().nodes())
        .extracting(node -> node.op().kind() + " " + node.inputs())
        .containsExactly(
            "conv2d [picture]",
            "instance_norm [conv2d_1]",
            "leaky_relu [instance_norm_1]",
            "add [leaky_relu_1, instance_norm_1]",
            "resize_nearest [add_1]");
    assertThat(imported.weights().tensor("conv2d_1.weight").data()).containsOnly(0.5f).hasSize(81);
    assertThat(imported.weights().tensor("conv2d_1.bias").data()).containsExactly(1, 2, 3);
    assertThat(imported.weights().tensor("instance_norm_1.gamma").data()).containsExactly(4, 5, 6);
    assertThat(imported.weights().tensor("instance_norm_1.beta").data()).containsExactly(7, 8, 9);
  }

  /** Blocks of pixels, channel after channel, or pixel after pixel. */
  @ParameterizedTest
  @CsvSource({"0, 3", "1, 1"})
  void blocksOfPixelsBecomeChannels(int mode, int groups) throws IOException {
    String back = "Reorg r 1 1 one r 0=2 1=%d\nPixelShuffle p 1 1 r relu 0=2 1=%d";
    String layers =
        LAYERS
            .replace("8 9", "9 10")
            .replace("ReLU          relu 1 1 one relu 0=0.25", back.formatted(mode, mode));
    ImportedGraph imported = imported(written(layers, numbers(0x01306B47).array()));
    assertThat(imported.graph().nodes().get(2).op().toString())
        .contains("outChannels=12", "strideH=2, strideW=2", "groups=" + groups);
    // (outChannels, 3 / groups, 2, 2): of the second channel of the result the one pixel it takes
    float[] weights = imported.weights().tensor("conv2d_2.weight").data();
    int taken = 12 / groups;
    assertThat(Arrays.copyOfRange(weights, taken, 2 * taken)[mode == 0 ? 1 : 4]).isEqualTo(1);
  }

  @Test
  void eitherFileMayBeNamed() throws IOException {
    written(LAYERS, numbers(0x01306B47).array());
    assertThat(Conversion.open(folder.resolve("a.bin")).report().format()).isEqualTo("ncnn");
  }

  @Test
  void unknownLayersAreNamedWhateverTheirNumbers() throws IOException {
    String layers = LAYERS.replace("ReLU          relu", "Mish          mish");
    assertRefused(layers, new byte[0], "\"Mish\" \"mish\"", "Fude has no op");
  }

  @Test
  void numbersThatDoNotFit() throws IOException {
    byte[] whole = numbers(0x01306B47).array();
    assertRefused(LAYERS, Arrays.copyOf(whole, 100), "\"conv\"", "ends before");
    assertRefused(LAYERS, Arrays.copyOf(whole, whole.length + 4), "4 bytes more");
    assertRefused(LAYERS, numbers(0x000D4B38).array(), "\"conv\"", "without int8");
  }

  @Test
  void textThatIsCutOff() throws IOException {
    int line = LAYERS.indexOf("Interp");
    assertRefused(LAYERS.substring(0, line), numbers(0x01306B47).array(), "cut off");
  }

  @ParameterizedTest
  @ValueSource(strings = {"6=82", "0=-1", "0=1e18", "1=99999", "9=1", "4=7 18=1", "x=1", "7"})
  void absurdSettings(String setting) throws IOException {
    String layers = LAYERS.replace("5=1 6=81", "5=1 6=81 " + setting);
    assertRefused(layers, numbers(0x01306B47).array(), "conv");
  }

  @Tag("one-jdk")
  @Test
  void mutated() {
    Mutations.requireRefusals(
        100,
        "layers",
        LAYERS.getBytes(StandardCharsets.ISO_8859_1),
        SEED,
        MUTATIONS,
        (what, content) -> {
          Path file =
              written(
                  new String(content, StandardCharsets.ISO_8859_1), numbers(0x01306B47).array());
          return Hostility.isAccepted(what, () -> imported(file));
        });
  }
}
