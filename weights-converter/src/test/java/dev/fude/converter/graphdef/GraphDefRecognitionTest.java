package dev.fude.converter.graphdef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.GraphDefFile;
import dev.fude.converter.files.GraphDefFile.Storage;
import dev.fude.converter.files.TensorFlowGraph;
import dev.fude.converter.files.TensorFlowNetwork;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.neutral.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The format has no signature: what is taken for a graph, and what must not be. */
class GraphDefRecognitionTest {
  private static final long SEED = 20_275;
  private static final byte[] GRAPH =
      GraphDefFile.bytes(
          new TensorFlowNetwork(TinyNetwork.TINY)
              .build(TinyNetwork.randomTensors(TinyNetwork.TINY, SEED)),
          Storage.CONTENT);

  @TempDir Path folder;

  private final GraphDefReader reader = new GraphDefReader();

  private Source source(byte[] content) throws IOException {
    return Source.open(Files.write(folder.resolve("file"), content));
  }

  private boolean isRecognised(byte[] content) throws IOException {
    return reader.recognises(source(content));
  }

  @Test
  void graphIsToldByItsFirstNode() throws IOException {
    assertThat(isRecognised(GRAPH)).isTrue();
    TensorFlowGraph longName = new TensorFlowGraph();
    longName.node("Placeholder", "generator/G_MODEL/" + "x".repeat(1_000));
    assertThat(isRecognised(GraphDefFile.bytes(longName, Storage.CONTENT))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0a", // cut off
        "0a0a", // cut off
        "0a00", // no node
        "0a040a0012", // no name
        "0a050a0141100131", // no op after the name
        "0a050a017f1201", // no name's character
        "0a0a0a0a0a0a0a0a0a0a", // blank lines
        "0a050a0000000000007b", // safetensors with a header of 0x0a05 bytes and so on
        "0a85010a00000000007b",
        "08041207", // ONNX: version, then a producer
        "0a0565787472611201", // a network of Caffe: its name first
        "0affffffffffffffffff01", // a length of ten bytes
        "504b0304",
        "8002"
      })
  void othersAreNot(String content) throws IOException {
    assertThat(isRecognised(HexFormat.of().parseHex(content))).isFalse();
  }
}
