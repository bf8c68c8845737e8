package dev.fude.converter.graphdef;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.CheckpointFile;
import dev.fude.converter.files.ProtoBytes;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.files.TorchFile;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.pass.Passes;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.generator.LayerTable;
import dev.fude.model.generator.TrainedTensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder with a graph and a checkpoint, whose variables have the names that objects give. */
class SavedModelReaderTest {
  private static final long SEED = 20_291;
  private static final LayerTable TINY = TinyNetwork.TINY;
  private static final String VALUE = "/.ATTRIBUTES/VARIABLE_VALUE";

  @TempDir Path folder;

  private final SavedModelReader reader = new SavedModelReader();
  private final Map<String, Tensor> tensors = TinyNetwork.randomTensors(TINY, SEED);

  private static ProtoBytes node(String name, String op) {
    return new ProtoBytes().text(1, name).text(2, op);
  }

  private static byte[] model(ProtoBytes node) {
    ProtoBytes description = new ProtoBytes().text(4, "serve").text(5, "2.11.0");
    ProtoBytes graph = new ProtoBytes().message(1, node);
    ProtoBytes metaGraph = new ProtoBytes().message(1, description).message(2, graph);
    return new ProtoBytes().number(1, 1).message(2, metaGraph).toBytes();
  }

  private Path write() throws IOException {
    Files.createDirectories(folder.resolve("variables"));
    return Files.write(
        folder.resolve("saved_model.pb"), model(node("layer/kernel", "VarHandleOp")));
  }

  /** The variables under keys of objects, and the message that tells the names they were given. */
  private void writeVariables(UnaryOperator<String> toKey, UnaryOperator<String> toName) {
    CheckpointFile file =
        CheckpointFile.of(TINY, tensors, "FloatStorage").renamed(name -> toKey.apply(name) + VALUE);
    ProtoBytes nodes = new ProtoBytes();
    for (TrainedTensor wanted : TINY.tensors().values()) {
      String key = toKey.apply(wanted.tensorFlowName()) + VALUE;
      ProtoBytes attribute = new ProtoBytes().text(1, "VARIABLE_VALUE").text(3, key);
      attribute.text(2, toName.apply(wanted.tensorFlowName()));
      nodes.message(1, new ProtoBytes().message(2, attribute));
    }
    byte[] message = nodes.toBytes();
    byte[] text = new byte[2 + Integer.BYTES + message.length];
    text[0] = (byte) (message.length | 0x80);
    text[1] = (byte) (message.length >> 7);
    System.arraycopy(message, 0, text, 2 + Integer.BYTES, message.length);
    file.variable("_CHECKPOINTABLE_OBJECT_GRAPH", CheckpointFile.STRING, new long[0], text);
    file.write(folder.resolve("variables"), "variables");
  }

  private Map<String, Tensor> converted() {
    NeutralModel model = reader.read(Source.open(reader.find(folder).orElseThrow()));
    return Passes.apply(Passes.chosen(model, TINY, Optional.empty()), TINY);
  }

  private void assertConverts() {
    Map<String, Tensor> converted = converted();
    assertThat(converted.keySet()).containsExactlyElementsOf(tensors.keySet());
    tensors.forEach(
        (name, tensor) -> assertThatTensor(converted.get(name)).as(name).hasSameBitsAs(tensor));
  }

  @Test
  void byTheNamesThatTheProgramGave() throws IOException {
    write();
    writeVariables(name -> "layers/" + name.hashCode() + "/w", name -> name);
    assertConverts();
    writeVariables(name -> "layers/" + name.hashCode() + "/w", name -> "scope/" + name);
    assertConverts();
  }

  @Test
  void byThePathsOfObjects() throws IOException {
    write();
    writeVariables(name -> "model/" + name, name -> "kernel");
    assertConverts();
  }

  @Test
  void byBothAlike() throws IOException {
    write();
    writeVariables(name -> name, name -> name);
    assertConverts();
  }

  @Test
  void namesOfOtherProgramsAreRefusedWithAWayOn() throws IOException {
    write();
    writeVariables(name -> "layers/" + name.hashCode(), name -> "conv" + name.hashCode());
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(this::converted)
        .withMessageContainingAll("have none of the names in tiny", "--saved-model FOLDER");
  }

  @Test
  void whatIsMissingIsAskedFor() throws IOException {
    Path file = write();
    for (Path named : new Path[] {folder, file}) {
      Source source = Source.open(reader.find(named).orElse(named));
      assertThat(reader.recognises(source)).isTrue();
      assertThatExceptionOfType(MalformedSourceException.class)
          .isThrownBy(() -> reader.read(source))
          .withMessageContainingAll(
              "a SavedModel's graph", "variables/variables.index is not there");
    }
  }

  @Test
  void graphsOfConstantsNeedNoVariables() throws IOException {
    Path file =
        Files.write(folder.resolve("saved_model.pb"), model(node("picture", "Placeholder")));
    assertThat(reader.read(Source.open(file)).ops()).isNotEmpty();
  }

  @Test
  void otherFilesAreNotRecognised() throws IOException {
    byte[] onnx = "\b\u0001\u0012\u0007pytorch".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("a"), onnx);
    assertThat(reader.recognises(Source.open(file))).isFalse();
    TorchFile.of(tensors).write(file);
    assertThat(reader.recognises(Source.open(file))).isFalse();
    assertThat(reader.find(folder)).isEmpty();
  }
}
