package dev.fude.converter.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.Hostility;
import dev.fude.converter.files.Mutations;
import dev.fude.converter.files.PickleWriter;
import dev.fude.converter.files.ScratchFile;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.files.TorchFile;
import dev.fude.converter.files.TorchStreamFile;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.pass.Passes;
import dev.fude.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged streams of pickles are converted rightly or refused, soon and in little memory. */
@Tag("one-jdk")
class HostileStreamTest {
  private static final long SEED = 20_272;
  private static final int MUTATIONS_OF_EACH = 4_000;

  @TempDir Path folder;

  private final Map<String, Tensor> tensors = TinyNetwork.randomTensors(TinyNetwork.TINY, SEED);

  /** What no longer looks like a stream is not read as one. */
  private boolean isAccepted(String what, byte[] content) throws IOException {
    if (content.length == 0) {
      return false;
    }
    Source source = Source.open(ScratchFile.holding(folder.resolve("damaged"), content));
    PyTorchLegacyReader reader = new PyTorchLegacyReader();
    return reader.recognises(source)
        && Hostility.isAccepted(what, () -> Passes.apply(reader.read(source), TinyNetwork.TINY));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void cutOffAnywhere(int protocol) throws IOException {
    byte[] whole = TorchFile.of(tensors).protocol(protocol).stream().bytes();
    assertThat(isAccepted("whole", whole)).isTrue();
    for (int length = 0; length < whole.length; length++) {
      String what = "protocol " + protocol + " cut to " + length;
      assertThat(isAccepted(what, Arrays.copyOf(whole, length))).as(what).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"2, TENSOR_V2", "4, TENSOR_V2", "2, PARAMETER_WITH_STATE", "5, TYPE"})
  void mutated(int protocol, String rebuild) throws IOException {
    byte[] whole = TorchFile.of(tensors).protocol(protocol).rebuilt(rebuild).stream().bytes();
    Mutations.requireRefusals(
        400,
        "%s, protocol %d".formatted(rebuild, protocol),
        whole,
        SEED,
        MUTATIONS_OF_EACH,
        this::isAccepted);
  }

  /** The object alone, with sound pickles and storages around it, so that all of it is reached. */
  @ParameterizedTest
  @CsvSource({"2, TENSOR", "4, TENSOR_V3"})
  void mutatedObject(int protocol, String rebuild) throws IOException {
    TorchFile file = TorchFile.of(tensors).protocol(protocol).rebuilt(rebuild);
    TorchStreamFile stream =
        file.stream().numberBytes(rebuild.equals("TENSOR_V3") ? 1 : Float.BYTES);
    byte[] object = file.stream().object();
    assertThat(isAccepted("sound", stream.bytes(object))).isTrue();
    Mutations.requireRefusals(
        1_000,
        "object of %s".formatted(rebuild),
        object,
        SEED,
        MUTATIONS_OF_EACH,
        (what, content) -> isAccepted(what, stream.bytes(content)));
  }

  private static byte[] withKeys(PickleWriter keys) {
    byte[] whole = TorchStreamFile.of(new PickleWriter(2).op('}').stop(), Map.of()).bytes();
    byte[] none = new PickleWriter(2).op(']').op('(').op('e').stop();
    byte[] others = keys.stop();
    byte[] changed = Arrays.copyOf(whole, whole.length - none.length + others.length);
    System.arraycopy(others, 0, changed, whole.length - none.length, others.length);
    return changed;
  }

  /** Its hash code would be computed for ever. */
  @Test
  void listOfKeysThatHoldsItself() throws IOException {
    PickleWriter list = new PickleWriter(2).op(']').op('q').op(0).op('h').op(0).op('a');
    assertThat(isAccepted("list of itself", withKeys(list))).isFalse();
  }

  @Test
  void systemThatIsNoDictionary() throws IOException {
    byte[] whole = TorchFile.of(tensors).stream().bytes();
    for (int opcode : new int[] {']', ')', 'N'}) {
      byte[] changed = whole.clone();
      // Behind the magic number's 15 bytes and the version's 6, and a protocol of 2.
      changed[23] = (byte) opcode;
      changed[24] = '.';
      assertThat(isAccepted("system " + opcode, changed)).isFalse();
    }
  }

  /** Each storage is as large as the file; together they would be a hundred times that. */
  @Test
  void storagesThatCannotAllBeThere() throws IOException {
    int bytes = 1 << 20;
    Map<String, byte[]> one = new LinkedHashMap<>(Map.of("0", new byte[bytes]));
    TorchFile file = new TorchFile();
    for (int i = 0; i < 100; i++) {
      String key = Integer.toString(i);
      file.view("w" + i, key, "FloatStorage", bytes / 4, 0, new long[] {1}, new long[] {1});
    }
    TorchStreamFile stream = TorchStreamFile.of(file.stream().object(), one);
    for (int i = 1; i < 100; i++) {
      stream.plusKey(Integer.toString(i));
    }
    assertThat(isAccepted("overlapping storages", stream.bytes())).isFalse();
  }

  @Test
  void manyEmptyStorages() throws IOException {
    TorchFile file = new TorchFile();
    for (int i = 0; i < 20_000; i++) {
      String key = Integer.toString(i);
      file.storage(key, new byte[0]);
      file.view("w" + i, key, "FloatStorage", 0, 0, new long[] {0}, new long[] {1});
    }
    assertThat(isAccepted("many empty storages", file.stream().bytes())).isFalse();
  }
}
