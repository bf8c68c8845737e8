package dev.fude.converter.pytorch;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.Halves;
import dev.fude.converter.files.PickleWriter;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.files.TorchFile;
import dev.fude.converter.files.TorchStreamFile;
import dev.fude.converter.neutral.KernelLayout;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.pass.Dequantize;
import dev.fude.converter.pass.Passes;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.model.generator.Framework;
import dev.fude.model.generator.LayerTable;
import dev.fude.testkit.SeededTensors;
import dev.fude.testkit.SharedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which versions before 1.6 saved a state_dict. */
class PyTorchLegacyReaderTest {
  private static final long SEED = 20_271;
  private static final Tensor MATRIX =
      Halves.rounded(SeededTensors.uniform(Shape.of(3, 4), -1, 1, SEED));

  @TempDir Path folder;

  private static NeutralModel read(Path file) {
    Source source = Source.open(file);
    assertThat(new PyTorchLegacyReader().recognises(source)).isTrue();
    return new PyTorchLegacyReader().read(source);
  }

  private NeutralModel read(byte[] stream) throws IOException {
    return read(Files.write(folder.resolve("a.pt"), stream));
  }

  private static TorchFile matrix() {
    return new TorchFile().tensor("w", "FloatStorage", MATRIX);
  }

  private void assertHoldsMatrix(TorchFile file) throws IOException {
    assertHoldsMatrix(file.stream());
  }

  private void assertHoldsMatrix(TorchStreamFile stream) throws IOException {
    NeutralModel model = read(stream.bytes());
    assertThat(model.notes().stream().filter(note -> note.contains("behind"))).isEmpty();
    Map<String, Tensor> tensors = Dequantize.apply(model.tensors());
    assertThat(tensors).containsOnlyKeys("w");
    assertThatTensor(tensors.get("w")).hasSameBitsAs(MATRIX);
  }

  private void assertRefused(byte[] stream, String reason) {
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> Dequantize.apply(read(stream).tensors()))
        .withMessageContaining(reason);
  }

  @Test
  void wholeNetwork() throws IOException {
    Map<String, Tensor> tensors = TinyNetwork.randomTensors(TinyNetwork.TINY, SEED);
    NeutralModel model = read(TorchFile.of(tensors).stream().bytes());
    assertThat(model.framework()).isEqualTo(Framework.PYTORCH);
    assertThat(model.layout()).isEqualTo(KernelLayout.OIHW);
    assertThat(model.ops()).isEmpty();
    assertThat(model.notes()).isEmpty();
    assertSame(Passes.apply(model, TinyNetwork.TINY), tensors);
  }

  private static void assertSame(Map<String, Tensor> actual, Map<String, Tensor> expected) {
    assertThat(actual.keySet()).containsExactlyElementsOf(expected.keySet());
    expected.forEach(
        (name, tensor) -> assertThatTensor(actual.get(name)).as(name).hasSameBitsAs(tensor));
  }

  @ParameterizedTest
  @CsvSource({"FloatStorage, 4", "DoubleStorage, 8", "HalfStorage, 2", "BFloat16Storage, 2"})
  void everyKindOfFloats(String kind, int numberBytes) throws IOException {
    TorchFile file = new TorchFile().tensor("w", kind, MATRIX);
    assertHoldsMatrix(file.stream().numberBytes(numberBytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void everyProtocol(int protocol) throws IOException {
    assertHoldsMatrix(matrix().protocol(protocol));
    assertHoldsMatrix(matrix().protocol(protocol).plainDict());
    assertHoldsMatrix(matrix().protocol(protocol).python2());
    assertHoldsMatrix(matrix().protocol(protocol).rebuilt("PARAMETER"));
  }

  @Test
  void nestedInACheckpoint() throws IOException {
    assertHoldsMatrix(matrix().nestedIn("state_dict"));
    assertHoldsMatrix(matrix().nestedIn("generator").nestedIn("whatever"));
  }

  private static TorchFile sharing() {
    return new TorchFile()
        .tensor("own", "FloatStorage", MATRIX)
        .storage("7", TorchFile.encoded("FloatStorage", MATRIX.data()))
        .view("all", "7", "FloatStorage", 12, 0, new long[] {3, 4}, new long[] {4, 1})
        .view("transposed", "7", "FloatStorage", 12, 0, new long[] {4, 3}, new long[] {1, 4})
        .view("column", "7", "FloatStorage", 12, 1, new long[] {3}, new long[] {4})
        .view("one", "7", "FloatStorage", 12, 11, new long[] {}, new long[] {});
  }

  @Test
  void viewsOfASharedStorageInAnyOrder() throws IOException {
    float[] m = MATRIX.data();
    for (TorchStreamFile stream :
        new TorchStreamFile[] {sharing().stream(), sharing().stream().reversed()}) {
      Map<String, Tensor> tensors = Dequantize.apply(read(stream.bytes()).tensors());
      assertThatTensor(tensors.get("own")).hasSameBitsAs(MATRIX);
      assertThatTensor(tensors.get("all")).hasSameBitsAs(MATRIX);
      assertThat(tensors.get("transposed").data())
          .containsExactly(
              m[0], m[4], m[8], m[1], m[5], m[9], m[2], m[6], m[10], m[3], m[7], m[11]);
      assertThat(tensors.get("column").data()).containsExactly(m[1], m[5], m[9]);
      assertThat(tensors.get("one").data()).containsExactly(m[11]);
    }
  }

  /** PyTorch before 0.4 saved slices as storages of their own that are views of another. */
  private static TorchStreamFile view(long offset, long length) {
    PickleWriter pickle = new PickleWriter(2).op('}').text("w");
    pickle.global("torch._utils", "_rebuild_tensor").op('(').op('(').text("storage");
    pickle.global("torch", "FloatStorage").text("0").text("cpu").integer(12);
    pickle.op('(').text("1").integer(offset).integer(length).op('t').op('t').op('Q');
    pickle.integer(1).tuple(2).tuple(3).op('t').op('R').op('s');
    byte[] storage = TorchFile.encoded("FloatStorage", MATRIX.data());
    return TorchStreamFile.of(pickle.stop(), Map.of("0", storage));
  }

  @Test
  void storageThatIsAViewOfAnother() throws IOException {
    Map<String, Tensor> tensors = Dequantize.apply(read(view(2, 5).bytes()).tensors());
    assertThat(tensors.get("w").data()).containsExactly(MATRIX.data()[3], MATRIX.data()[6]);
  }

  @Test
  void viewOutsideItsStorageIsRefused() {
    assertRefused(view(2, 4).bytes(), "outside its storage of 4 numbers");
    for (long[] bad : new long[][] {{8, 5}, {-1, 5}, {2, -5}, {1L << 62, 1L << 62}, {13, 0}}) {
      assertRefused(view(bad[0], bad[1]).bytes(), "outside the 12 of storage \"0\"");
    }
  }

  @Test
  void streamsOfOtherMachinesAndVersionsAreRefused() {
    assertRefused(matrix().stream().bigEndian().bytes(), "saved on a big-endian machine");
    assertRefused(matrix().stream().version(1000).bytes(), "not of version 1001");
  }

  @Test
  void keysThatDoNotFitAreRefused() {
    assertRefused(matrix().stream().plusKey("1").bytes(), "does not make sense");
    assertRefused(matrix().stream().plusKey("0").bytes(), "does not make sense");
    assertRefused(matrix().stream().minusKey("0").bytes(), "no storage \"0\"");
  }

  @Test
  void countsThatDoNotFitAreRefused() {
    byte[] stream = matrix().stream().bytes();
    byte[] changed = stream.clone();
    changed[stream.length - 12 * Float.BYTES - Long.BYTES]++;
    assertRefused(changed, "should hold 12 numbers but says 13");
    assertRefused(matrix().stream().numberBytes(2).bytes(), "should hold 12 numbers but says 24");
    assertRefused(Arrays.copyOf(stream, stream.length - 1), "it was cut off");
    for (long numbers : new long[] {-1, 1L << 62, Long.MIN_VALUE, 1L << 30}) {
      TorchFile file =
          new TorchFile()
              .storage("0", new byte[48])
              .view("w", "0", "FloatStorage", numbers, 0, new long[] {1}, new long[] {1});
      assertRefused(file.stream().bytes(), "storage \"0\" cannot hold " + numbers + " numbers");
    }
  }

  @Test
  void whatFollowsTheLastStorageIsIgnoredAndSaid() throws IOException {
    byte[] stream = matrix().stream().bytes();
    NeutralModel model = read(Arrays.copyOf(stream, stream.length + 5));
    assertThat(model.notes()).containsExactly("Ignored 5 bytes behind the last storage.");
    assertThatTensor(Dequantize.apply(model.tensors()).get("w")).hasSameBitsAs(MATRIX);
  }

  @Test
  void whatAPickleCallsIsNeverCalled() {
    PickleWriter pickle = new PickleWriter(2).global("os", "system").text("touch owned");
    byte[] object = pickle.op(0x85).op('R').stop();
    assertRefused(
        TorchStreamFile.of(object, Map.of()).bytes(),
        "no dictionary of tensors (but \"os.system\", which is not read)");
  }

  private void assertTarRefused(String firstEntry, String reason) {
    byte[] tar = new byte[1024];
    byte[] name = firstEntry.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(name, 0, tar, 0, name.length);
    System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
    assertRefused(tar, reason);
  }

  @Test
  void tarArchivesAreRefusedWithAWayOut() {
    assertTarRefused("sys_info", "saved by PyTorch before 0.1.10; load and save it again");
    assertTarRefused("weights/hayao.pt", "a tar archive; unpack it");
  }

  @Test
  void otherFilesAreNotRecognised() throws IOException {
    byte[] stream = matrix().stream().bytes();
    stream[5]++;
    for (byte[] content : new byte[][] {stream, {(byte) 0x80, 2}, new byte[262], new byte[1024]}) {
      Source source = Source.open(Files.write(folder.resolve("other"), content));
      assertThat(new PyTorchLegacyReader().recognises(source)).isFalse();
    }
  }

  @Test
  void sample() {
    Path zip = SharedFolder.require("weights/hayao.pt");
    NeutralModel model = read(SharedFolder.require("weights/hayao_legacy_format.pt"));
    assertThat(model.notes()).isEmpty();
    Map<String, Tensor> tensors = Passes.apply(model, LayerTable.of(AnimeGanV2.GENERATOR));
    assertThat(tensors).hasSize(77);
    NeutralModel expected = new PyTorchZipReader().read(Source.open(zip));
    assertSame(tensors, Passes.apply(expected, LayerTable.of(AnimeGanV2.GENERATOR)));
  }
}
