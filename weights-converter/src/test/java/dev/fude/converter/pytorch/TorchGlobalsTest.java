package dev.fude.converter.pytorch;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.Halves;
import dev.fude.converter.files.PickleWriter;
import dev.fude.converter.files.TorchFile;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.pass.Dequantize;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.testkit.SeededTensors;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pickles of many versions call, and what they may not; alike in archive and stream. */
class TorchGlobalsTest {
  private static final Tensor MATRIX =
      Halves.rounded(SeededTensors.uniform(Shape.of(3, 4), -1, 1, 20_270));

  @TempDir Path folder;

  private static Object unpickled(PickleWriter pickle) {
    PickleInput input = new PickleInput(ByteBuffer.wrap(pickle.stop()));
    return new Unpickler(input, new TorchGlobals()).read();
  }

  private static NeutralModel model(PickleWriter pickle) {
    ByteBuffer storage = ByteBuffer.wrap(TorchFile.encoded("FloatStorage", MATRIX.data()));
    return StateDictionary.in(unpickled(pickle), Set.of()).model(any -> storage, List.of());
  }

  private static void assertRefused(PickleWriter pickle, String reason) {
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> model(pickle))
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TENSOR",
        "TENSOR_V2",
        "TENSOR_V3",
        "PARAMETER",
        "PARAMETER_CLASS",
        "PARAMETER_WITH_STATE",
        "TYPE"
      })
  void tensorsOfEveryVersion(String rebuild) {
    for (int protocol : new int[] {2, 4}) {
      TorchFile file =
          new TorchFile().tensor("w", "FloatStorage", MATRIX).rebuilt(rebuild).protocol(protocol);
      Path archive = file.write(folder.resolve("archive"));
      Path stream =
          file.stream()
              .numberBytes(rebuild.equals("TENSOR_V3") ? 1 : Float.BYTES)
              .write(folder.resolve("stream"));
      assertIsMatrix(new PyTorchZipReader().read(Source.open(archive)));
      assertIsMatrix(new PyTorchLegacyReader().read(Source.open(stream)));
    }
  }

  private static void assertIsMatrix(NeutralModel model) {
    Map<String, Tensor> tensors = Dequantize.apply(model.tensors());
    assertThat(tensors).containsOnlyKeys("w");
    assertThatTensor(tensors.get("w")).hasSameBitsAs(MATRIX);
  }

  @Test
  void sizesAreTuples() {
    PickleWriter pickle = new PickleWriter(2).global("torch", "Size").tuple(3, 4).op(0x85).op('R');
    assertThat(unpickled(pickle)).isEqualTo(new PickleTuple(List.of(3L, 4L)));
  }

  private static PickleWriter storage(PickleWriter pickle, String kind, String key, long numbers) {
    pickle.op('(').text("storage").global("torch", kind).text(key).text("cpu");
    return pickle.integer(numbers).op('t').op('Q');
  }

  private static PickleWriter tensor(PickleWriter pickle, String kind, String key, long numbers) {
    pickle.global("torch._utils", "_rebuild_tensor").op('(');
    return storage(pickle, kind, key, numbers).integer(0).tuple(1).tuple(1).op('t').op('R');
  }

  /** A function that calls functions that call functions would be a way to overflow the stack. */
  @Test
  void nestedCallsAreRefused() {
    PickleWriter pickle = new PickleWriter(2);
    int depth = 20_000;
    for (int i = 0; i < depth; i++) {
      pickle.global("torch._tensor", "_rebuild_from_type_v2").op('(');
      pickle.global("torch._tensor", "_rebuild_from_type_v2").global("torch", "Tensor");
    }
    pickle.tuple();
    for (int i = 0; i < depth; i++) {
      pickle.op('t');
    }
    assertRefused(pickle.op('R'), "does not make sense");
  }

  @Test
  void callsThatMakeNoTensorAreRefused() {
    PickleWriter dictionary =
        new PickleWriter(2).global("torch._tensor", "_rebuild_from_type_v2").op('(');
    dictionary.global("collections", "OrderedDict").global("torch", "Tensor").op(')').op('N');
    assertRefused(dictionary.op('t').op('R'), "does not make sense");
    PickleWriter noTensor = new PickleWriter(2).global("torch", "Tensor").integer(3).op(0x85);
    assertRefused(noTensor.op('R'), "does not make sense");
    assertRefused(
        new PickleWriter(2).global("torch._utils", "_rebuild_tensor_v2").op(')').op('R'),
        "does not make sense");
  }

  @Test
  void signsYetToBeChangedAreRefused() {
    PickleWriter pickle = new PickleWriter(2).op('}').text("w");
    pickle.global("torch._utils", "_rebuild_tensor_v2").op('(');
    storage(pickle, "FloatStorage", "0", 12).integer(0).tuple(1).tuple(1).op(0x89).op('}');
    pickle.op('}').text("neg").op(0x88).op('s').op('t').op('R').op('s');
    assertRefused(pickle, "sign is yet to be changed");
  }

  @Test
  void storageOfTwoKindsIsRefused() {
    PickleWriter pickle = new PickleWriter(2).op('}').op('(');
    tensor(pickle.text("a"), "FloatStorage", "0", 12);
    tensor(pickle.text("b"), "DoubleStorage", "0", 6);
    assertRefused(pickle.op('u'), "storage \"0\" is described in two ways");
  }

  @Test
  void checkpointThatCountsInATensor() {
    PickleWriter pickle = new PickleWriter(2).op('}').op('(');
    tensor(pickle.text("steps"), "FloatStorage", "0", 12);
    tensor(pickle.text("state_dict").op('}').text("w"), "FloatStorage", "0", 12).op('s');
    Map<String, Map<String, NeutralTensor>> dictionaries = model(pickle.op('u')).dictionaries();
    assertThat(dictionaries).containsOnlyKeys("", "state_dict");
    assertThat(dictionaries.get("")).containsOnlyKeys("steps");
    assertThat(dictionaries.get("state_dict")).containsOnlyKeys("w");
  }

  /** An optimizer's tensors would take twice the memory. */
  @Test
  void onlyWhatIsAskedForIsFetched() {
    PickleWriter pickle = new PickleWriter(2).op('}').op('(');
    tensor(pickle.text("optimizer").op('}').text("m"), "DoubleStorage", "1", 24).op('s');
    tensor(pickle.text("generator").op('}').text("w"), "FloatStorage", "0", 12).op('s');
    List<String> fetched = new ArrayList<>();
    StorageLoader loader =
        storage -> {
          fetched.add(storage.key());
          return ByteBuffer.allocate(48);
        };
    StateDictionary state = StateDictionary.in(unpickled(pickle.op('u')), Set.of());
    NeutralModel model = state.model(loader, List.of());
    assertThat(fetched).isEmpty();
    Dequantize.apply(model.dictionaries().get("generator"));
    assertThat(fetched).containsExactly("0");
  }
}
