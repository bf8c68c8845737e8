package dev.fude.converter.pytorch;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.Halves;
import dev.fude.converter.files.PickleWriter;
import dev.fude.converter.files.TorchFile;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.pass.Dequantize;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.testkit.SeededTensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which people save a state_dict, and what a file must not do. */
class PyTorchZipReaderTest {
  private static final Tensor MATRIX =
      Halves.rounded(SeededTensors.uniform(Shape.of(3, 4), -1, 1, 20_263));

  @TempDir Path folder;

  private NeutralModel read(Path file) {
    return new PyTorchZipReader().read(Source.open(file));
  }

  private Map<String, Tensor> tensors(TorchFile file) {
    return Dequantize.apply(read(file.write(folder.resolve("a.pt"))).tensors());
  }

  private void assertHoldsMatrix(TorchFile file) {
    Map<String, Tensor> tensors = tensors(file);
    assertThat(tensors).containsOnlyKeys("w");
    assertThatTensor(tensors.get("w")).hasSameBitsAs(MATRIX);
  }

  private static TorchFile matrix() {
    return new TorchFile().tensor("w", "FloatStorage", MATRIX);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FloatStorage", "DoubleStorage", "HalfStorage", "BFloat16Storage"})
  void everyKindOfFloats(String kind) {
    assertHoldsMatrix(new TorchFile().tensor("w", kind, MATRIX));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void everyProtocol(int protocol) {
    assertHoldsMatrix(matrix().protocol(protocol));
    assertHoldsMatrix(matrix().protocol(protocol).plainDict());
    assertHoldsMatrix(matrix().protocol(protocol).python2());
  }

  @Test
  void anyFolderInTheArchive() {
    assertHoldsMatrix(matrix().root(""));
    assertHoldsMatrix(matrix().root("a/b/"));
  }

  @Test
  void compressedEntries() {
    assertHoldsMatrix(matrix().deflated());
  }

  @ParameterizedTest
  @ValueSource(strings = {"state_dict", "params_ema", "whatever"})
  void nestedInACheckpoint(String key) {
    assertHoldsMatrix(matrix().nestedIn(key));
    assertHoldsMatrix(matrix().nestedIn("generator").nestedIn(key));
  }

  @Test
  void viewsOfASharedStorage() {
    byte[] storage = TorchFile.encoded("FloatStorage", MATRIX.data());
    TorchFile file =
        new TorchFile()
            .storage("0", storage)
            .view("all", "0", "FloatStorage", 12, 0, new long[] {3, 4}, new long[] {4, 1})
            .view("transposed", "0", "FloatStorage", 12, 0, new long[] {4, 3}, new long[] {1, 4})
            .view("column", "0", "FloatStorage", 12, 1, new long[] {3}, new long[] {4})
            .view("one", "0", "FloatStorage", 12, 11, new long[] {}, new long[] {});
    Map<String, Tensor> tensors = tensors(file);
    float[] m = MATRIX.data();
    assertThatTensor(tensors.get("all")).hasSameBitsAs(MATRIX);
    assertThat(tensors.get("transposed").data())
        .containsExactly(m[0], m[4], m[8], m[1], m[5], m[9], m[2], m[6], m[10], m[3], m[7], m[11]);
    assertThat(tensors.get("column").data()).containsExactly(m[1], m[5], m[9]);
    assertThat(tensors.get("one").data()).containsExactly(m[11]);
  }

  @Test
  void integersAreReadButAreNoWeights() {
    TorchFile file = new TorchFile().tensor("steps", "LongStorage", MATRIX);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> tensors(file))
        .withMessageContainingAll("\"steps\"", "I64 numbers without a scale");
  }

  @Test
  void viewOutsideItsStorageIsRefused() {
    assertRefused(
        new TorchFile()
            .storage("0", new byte[48])
            .view("w", "0", "FloatStorage", 12, 1, new long[] {12}, new long[] {1}),
        "outside its storage of 12 numbers");
    assertRefused(
        new TorchFile()
            .storage("0", new byte[48])
            .view("w", "0", "FloatStorage", 13, 0, new long[] {13}, new long[] {1}),
        "should hold 13 numbers but has 48 bytes");
    assertRefused(
        new TorchFile()
            .storage("0", new byte[48])
            .view("w", "0", "FloatStorage", 12, 0, new long[] {1L << 40}, new long[] {0}),
        "impossibly large extent");
    assertRefused(
        new TorchFile().view("w", "7", "FloatStorage", 12, 0, new long[] {1}, new long[] {1}),
        "no entry \"archive/data/7\"");
  }

  @Test
  void storageKeysCannotLeaveTheArchive() {
    assertRefused(
        new TorchFile()
            .view("w", "../../etc/passwd", "FloatStorage", 1, 0, new long[] {1}, new long[] {1}),
        "no entry \"archive/data/../../etc/passwd\"");
  }

  private void assertRefused(TorchFile file, String reason) {
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> tensors(file))
        .withMessageContaining(reason);
  }

  private void assertPickleRefused(byte[] pickle, String reason) {
    Path file = new TorchFile().write(folder.resolve("a.pt"), pickle);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> read(file))
        .withMessageContaining(reason);
  }

  /** In Python this would run a program; here it is the name of something that is no tensor. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void whatAPickleCallsIsNeverCalled(int protocol) {
    Map<String, String> others =
        Map.of("os", "system", "builtins", "eval", "torch", "load", "__main__", "Generator");
    others.forEach(
        (module, name) ->
            assertPickleRefused(
                new PickleWriter(protocol)
                    .global(module, name)
                    .text("touch owned")
                    .op(0x85)
                    .op('R')
                    .stop(),
                "no dictionary of tensors (but \""
                    + module
                    + "."
                    + name
                    + "\", which is not read)"));
  }

  /** The first protocol writes in lines, as the pickles in warnings do. */
  @Test
  void linesOfTheFirstProtocol() {
    String called = "cos\nsystem\n(S'touch owned'\ntR.";
    String constructed = "(S'touch owned'\nios\nsystem\n.";
    String made = "(cos\nsystem\nVtouch owned\no.";
    for (String pickle : new String[] {called, constructed, made}) {
      assertPickleRefused(pickle.getBytes(StandardCharsets.US_ASCII), "(but \"os.system\"");
    }
    String values = "(I7\nI01\nL8L\nF1.5\nS'a'\np1\ng1\n(Vk\nI2\ndl.";
    PickleInput input =
        new PickleInput(ByteBuffer.wrap(values.getBytes(StandardCharsets.US_ASCII)));
    Object read = new Unpickler(input, new TorchGlobals()).read();
    assertThat(read.toString()).isEqualTo("[7, true, 8, 1.5, a, a, {k=2}]");
    assertPickleRefused("Ix\n.".getBytes(StandardCharsets.US_ASCII), "does not make sense");
    assertPickleRefused("(o.".getBytes(StandardCharsets.US_ASCII), "does not make sense");
  }

  @Test
  void opcodesThatTorchDoesNotWriteAreRefused() {
    for (int opcode : new int[] {0x82, 0x83, 0x84, 0x97, 'z', 0xff}) {
      assertPickleRefused(
          new PickleWriter(2).op(')').op(opcode).stop(), String.format("opcode 0x%02x", opcode));
    }
  }

  @Test
  void picklesThatDoNotMakeSenseAreRefused() {
    String reason = "does not make sense";
    assertPickleRefused(new PickleWriter(2).stop(), reason);
    assertPickleRefused(new PickleWriter(2).op('t').stop(), reason);
    assertPickleRefused(new PickleWriter(2).op('(').op('0').stop(), reason);
    assertPickleRefused(new PickleWriter(2).op('h').op(9).stop(), reason);
    assertPickleRefused(new PickleWriter(2).op(')').text("a").op('a').stop(), reason);
    assertPickleRefused(new PickleWriter(2).op('}').op('(').text("a").op('u').stop(), reason);
    assertPickleRefused(new PickleWriter(2).text("f").op(')').op('R').stop(), reason);
    assertPickleRefused(new PickleWriter(2).text("f").op(')').op(0x81).stop(), reason);
    assertPickleRefused(new PickleWriter(2).op(')').op('}').op('b').stop(), reason);
  }

  @Test
  void picklesWithoutTensorsAreRefused() {
    String reason = "no dictionary of tensors";
    assertPickleRefused(new PickleWriter(2).op('}').stop(), reason);
    assertPickleRefused(new PickleWriter(2).integer(7).stop(), reason);
    assertPickleRefused(
        new PickleWriter(2).op(']').op('q').op(0).op('h').op(0).op('a').stop(), reason);
  }

  @Test
  void dictionaryThatHoldsItselfEnds() {
    PickleWriter pickle = new PickleWriter(2).op('}').op('q').op(0);
    assertPickleRefused(
        pickle.text("model").op('h').op(0).op('s').stop(), "no dictionary of tensors");
  }

  @Test
  void integersOfAnyUsualSizeAreRead() {
    byte[] pickle =
        new PickleWriter(2)
            .op(']')
            .op('(')
            .integer(255)
            .integer(65_535)
            .integer(-1)
            .integer(Long.MIN_VALUE)
            .op(0x8a)
            .op(0)
            .op('G')
            .op(0x3f)
            .op(0xf8)
            .little(6, 0)
            .op('N')
            .op('e')
            .stop();
    PickleInput input = new PickleInput(ByteBuffer.wrap(pickle));
    Object read = new Unpickler(input, new TorchGlobals()).read();
    assertThat(read.toString()).isEqualTo("[255, 65535, -1, " + Long.MIN_VALUE + ", 0, 1.5, NONE]");
  }

  @Test
  void endlessPickleIsRefused() {
    PickleWriter pickle = new PickleWriter(2);
    for (int i = 0; i < 600_000; i++) {
      pickle.op(')');
    }
    assertPickleRefused(pickle.stop(), "over 500000 opcodes");
  }

  @Test
  void archivesOfOtherThingsAreRefused() {
    byte[] text = "x".getBytes(StandardCharsets.UTF_8);
    assertArchiveRefused(
        Map.of("word/document.xml", text),
        "a zip archive of other files (\"word/document.xml\"); unpack it");
    assertArchiveRefused(Map.of("model.weights.h5", text, "config.json", text), "a Keras model");
    assertArchiveRefused(Map.of("a.npy", text, "b.npy", text), "arrays of NumPy (.npz)");
    assertArchiveRefused(
        Map.of("a/Data/com.apple.CoreML/model.mlmodel", text), "a Core ML package (.mlpackage)");
    assertArchiveRefused(Map.of("MAR-INF/MANIFEST.json", text), "a TorchServe archive");
    assertArchiveRefused(Map.of("a/data.pkl", text, "b/data.pkl", text), "2 entries called");
    assertArchiveRefused(
        Map.of("a/data.pkl", text, "a/constants.pkl", text), "TorchScript program");
    assertArchiveRefused(
        Map.of("a/data.pkl", text, "a/byteorder", "big".getBytes(StandardCharsets.UTF_8)),
        "big-endian");
  }

  private void assertArchiveRefused(Map<String, byte[]> entries, String reason) {
    Path file = TorchFile.writeZip(folder.resolve("a.pt"), entries, false);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> read(file))
        .withMessageContaining(reason);
  }

  @Test
  void zipBombIsRefused() throws IOException {
    Path file =
        new TorchFile()
            .storage("0", new byte[100 << 20])
            .view("w", "0", "FloatStorage", 25 << 20, 0, new long[] {1}, new long[] {1})
            .deflated()
            .write(folder.resolve("bomb.pt"));
    assertThat(Files.size(file)).isLessThan(1 << 20);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> Dequantize.apply(read(file).tensors()))
        .withMessageContaining("claims to hold 104857600 bytes");
  }

  /** The directory at the archive's end says how large an entry is; here it lies. */
  @Test
  void declaredSizesAreNotBelieved() throws IOException {
    for (int size : new int[] {0, 47, 49, 1 << 24, Integer.MAX_VALUE, -2}) {
      for (boolean isCompressed : new boolean[] {false, true}) {
        Path file =
            isCompressed
                ? matrix().deflated().write(folder.resolve("a.pt"))
                : matrix().write(folder.resolve("a.pt"));
        declare(file, "archive/data/0", size);
        assertThatExceptionOfType(MalformedSourceException.class)
            .as("size %d, compressed %s", size, isCompressed)
            .isThrownBy(() -> Dequantize.apply(read(file).tensors()));
      }
    }
  }

  private static void declare(Path file, String entry, int size) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer archive = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    byte[] name = entry.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length - 46 - name.length; at++) {
      boolean isDirectoryEntry = archive.getInt(at) == 0x02014b50;
      if (isDirectoryEntry
          && new String(bytes, at + 46, name.length, StandardCharsets.UTF_8).equals(entry)) {
        archive.putInt(at + 24, size);
        Files.write(file, bytes);
        return;
      }
    }
    throw new IllegalStateException("No directory entry for " + entry);
  }

  @Test
  void changedNumberIsNoticed() throws IOException {
    Path file = matrix().write(folder.resolve("a.pt"));
    byte[] bytes = Files.readAllBytes(file);
    byte[] storage = TorchFile.encoded("FloatStorage", MATRIX.data());
    int at =
        new String(bytes, StandardCharsets.ISO_8859_1)
            .indexOf(new String(storage, StandardCharsets.ISO_8859_1));
    bytes[at] ^= 1;
    Files.write(file, bytes);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> Dequantize.apply(read(file).tensors()))
        .withMessageContaining("is not what its zip directory says");
  }
}
