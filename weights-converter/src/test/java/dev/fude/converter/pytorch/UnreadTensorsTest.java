package dev.fude.converter.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.PickleWriter;
import dev.fude.converter.files.TorchCheckpoint;
import dev.fude.converter.files.TorchFile;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tensors that are stored otherwise than number by number: called what they are. */
class UnreadTensorsTest {
  private static final Tensor VECTOR = Tensor.of(Shape.of(3), 1, -2, 0.5f);

  @TempDir Path folder;

  private NeutralModel read(PickleWriter pickle) {
    Path file =
        new TorchFile()
            .storage("0", TorchFile.encoded("FloatStorage", VECTOR.data()))
            .write(folder.resolve("a.pt"), pickle.stop());
    return new PyTorchZipReader().read(Source.open(file));
  }

  private static PickleWriter dense(PickleWriter pickle) {
    return TorchCheckpoint.tensor(pickle.text("w"), "0", "FloatStorage", VECTOR).op('s');
  }

  private static PickleWriter builtBy(PickleWriter pickle, String function) {
    PickleWriter called = pickle.text("conv.weight").global("torch._utils", function);
    return called.text("arguments").op(0x85).op('R').op('s');
  }

  private void assertRefused(PickleWriter pickle, String reason) {
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> read(pickle))
        .withMessageStartingWith("it holds the tensor \"conv.weight\" as " + reason);
  }

  @ParameterizedTest
  @CsvSource({
    "_rebuild_sparse_tensor, 'a sparse one, which is not read; save it after to_dense()'",
    "_rebuild_sparse_csr_tensor, 'a sparse one, which is not read; save it after to_dense()'",
    "_rebuild_qtensor, 'a quantised one, which is not read; save it after dequantize()'",
    "_rebuild_nested_tensor, 'a nested one, which is not read'",
    "_rebuild_meta_tensor_no_storage, 'one on the device \"meta\", which has no numbers'",
  })
  void areRefusedByKind(String function, String reason) {
    assertRefused(builtBy(new PickleWriter(2).op('}'), function), reason);
    assertRefused(builtBy(dense(new PickleWriter(2).op('}')), function), reason);
  }

  @Test
  void doNotMatterBesideADictionaryWithoutThem() {
    PickleWriter other =
        builtBy(new PickleWriter(2).op('}').text("other").op('}'), "_rebuild_qtensor");
    NeutralModel model = read(dense(other.op('s').text("wanted").op('}')).op('s'));

    assertThat(model.dictionaries()).containsOnlyKeys("wanted");
  }

  @Test
  void standInTheWayIfEveryDictionaryHasOne() {
    PickleWriter other = dense(new PickleWriter(2).op('}').text("net").op('}'));
    assertRefused(builtBy(other, "_rebuild_sparse_tensor").op('s'), "a sparse one");
  }
}
