package dev.fude.converter.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.OnnxNetwork;
import dev.fude.converter.files.ProtoBytes;
import dev.fude.converter.files.TfliteNetwork;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.files.TorchFile;
import dev.fude.converter.neutral.Source;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.Weights;
import dev.fude.testkit.SharedFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing but the fields tells a file of protocol buffers from others, and from its relatives. */
class OnnxRecognitionTest {
  private static final Map<String, Tensor> TENSORS =
      TinyNetwork.randomTensors(TinyNetwork.TINY, 20_272);

  @TempDir Path folder;

  private boolean isRecognised(Path file) {
    return new OnnxReader().recognises(Source.open(file));
  }

  private boolean isRecognised(byte[] content) throws IOException {
    return isRecognised(Files.write(folder.resolve("any"), content));
  }

  @Test
  void onnxFilesWholeOrCutOff() throws IOException {
    byte[] whole = new OnnxNetwork(TinyNetwork.TINY).build(TENSORS).bytes();
    assertThat(isRecognised(whole)).isTrue();
    assertThat(isRecognised(Arrays.copyOf(whole, whole.length / 2))).isTrue();
    assertThat(isRecognised(SharedFolder.require("weights/hayao_half_pixel.onnx"))).isTrue();
  }

  @Test
  void graphFarFromTheBeginning() throws IOException {
    ProtoBytes graph = new ProtoBytes().text(2, "torch_jit");
    ProtoBytes model = new ProtoBytes().message(7, graph).text(6, "doc".repeat(100_000));
    assertThat(isRecognised(model.number(1, 8).toBytes())).isTrue();
    ProtoBytes usual = new ProtoBytes().number(1, 8).text(6, "doc".repeat(100_000));
    assertThat(isRecognised(usual.message(7, graph).toBytes())).isTrue();
  }

  @Test
  void messagesOfTensorFlow() throws IOException {
    ProtoBytes node = new ProtoBytes().text(1, "weights").text(2, "Const");
    ProtoBytes versions = new ProtoBytes().number(1, 1087);
    ProtoBytes graph = new ProtoBytes().message(1, node).message(1, node).message(4, versions);
    assertThat(isRecognised(graph.toBytes())).isFalse();
    ProtoBytes savedModel = new ProtoBytes().number(1, 1).message(2, graph);
    assertThat(isRecognised(savedModel.toBytes())).isFalse();
    assertThat(isRecognised(SharedFolder.require("weights/hayao.pb"))).isFalse();
  }

  /** A header's length may begin like a message: 8 for field 1, and 58 for field 7. */
  @Test
  void safetensors() throws IOException {
    Path file = folder.resolve("a.safetensors");
    Safetensors.write(file, new Weights(Map.of(), TENSORS), DType.F32, true);
    assertThat(isRecognised(file)).isFalse();
    for (long length : new long[] {8, 0x0108, 0x3a0708, 0x023a0708}) {
      ByteBuffer header = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      header.put("{\"__metadata__\":{}}".getBytes(StandardCharsets.UTF_8));
      assertThat(isRecognised(header.array())).as("header of %d bytes", length).isFalse();
    }
  }

  @Test
  void otherFormats() throws IOException {
    assertThat(isRecognised(TorchFile.of(TENSORS).write(folder.resolve("a.pt")))).isFalse();
    assertThat(
            isRecognised(
                new TfliteNetwork(TinyNetwork.TINY, TfliteNetwork.Numbers.FLOAT32)
                    .build(TENSORS)
                    .bytes()))
        .isFalse();
    assertThat(isRecognised("{\"format\": \"graph-model\"}".getBytes(StandardCharsets.UTF_8)))
        .isFalse();
    assertThat(isRecognised(SharedFolder.require("weights/hayao_legacy_format.pt"))).isFalse();
    assertThat(isRecognised(new byte[1])).isFalse();
    assertThat(isRecognised(new byte[] {8})).isFalse();
  }
}
