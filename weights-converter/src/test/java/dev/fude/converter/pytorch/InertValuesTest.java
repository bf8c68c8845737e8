package dev.fude.converter.pytorch;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.PickleWriter;
import dev.fude.converter.files.TorchCheckpoint;
import dev.fude.converter.files.TorchFile;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.pass.Dequantize;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Python would construct or call is passed over, and the tensors in it are found. */
class InertValuesTest {
  private static final Tensor VECTOR = Tensor.of(Shape.of(3), 1, -2, 0.5f);

  @TempDir Path folder;

  private static PickleWriter vector(PickleWriter pickle) {
    return TorchCheckpoint.tensor(pickle, "0", "FloatStorage", VECTOR);
  }

  private NeutralModel read(PickleWriter pickle) {
    Path file =
        new TorchFile()
            .storage("0", TorchFile.encoded("FloatStorage", VECTOR.data()))
            .write(folder.resolve("a.pt"), pickle.stop());
    return new PyTorchZipReader().read(Source.open(file));
  }

  private static void assertHolds(NeutralModel model, String dictionary, String name) {
    assertThat(model.dictionaries()).containsOnlyKeys(dictionary);
    Map<String, Tensor> tensors = Dequantize.apply(model.dictionaries().get(dictionary));
    assertThat(tensors).containsOnlyKeys(name);
    assertThatTensor(tensors.get(name)).hasSameBitsAs(VECTOR);
  }

  @Test
  void objectsBesideTensors() {
    Path file =
        new TorchCheckpoint()
            .foreign()
            .dictionary("model", Map.of("w", VECTOR))
            .write(folder.resolve("a.pt"));
    NeutralModel model = new PyTorchZipReader().read(Source.open(file));
    assertHolds(model, "model", "w");
    assertThat(model.notes())
        .containsExactly(
            "Passed over what is no tensor, none of it called: \"numpy.core.multiarray.scalar\","
                + " \"numpy.dtype\", \"collections.Counter\", \"argparse.Namespace\","
                + " \"mine.Object\" and 1 more.");
  }

  @Test
  void foreignDictionaries() {
    PickleWriter made = new PickleWriter(2).global("mine", "Dict").op(')').op(0x81).op('(');
    assertHolds(read(vector(made.text("w")).op('u')), "", "w");
    PickleWriter called = new PickleWriter(2).global("mine", "Dict").op('}').text("w");
    assertHolds(read(vector(called).op('s').op(0x85).op('R')), "", "w");
    PickleWriter defaults = new PickleWriter(2).global("collections", "defaultdict");
    defaults.global("builtins", "list").op(0x85).op('R').text("w");
    assertHolds(read(vector(defaults).op('s')), "", "w");
  }

  @Test
  void attributesOfObjects() {
    PickleWriter pickle = new PickleWriter(2).op('}').text("net").global("mine", "Box").op(')');
    pickle.op(0x81).op('}').text("w");
    assertHolds(read(vector(pickle).op('s').op('b').op('s')), "net", "w");
  }

  private static PickleWriter module(PickleWriter pickle, String type) {
    return pickle.global("mine", type).op(')').op(0x81).op('}').text("training").op(0x88).op('s');
  }

  private static PickleWriter map(PickleWriter pickle, String key) {
    return pickle.text(key).global("collections", "OrderedDict").op(')').op('R');
  }

  @Test
  void wholeModules() {
    PickleWriter pickle = module(new PickleWriter(2), "Generator");
    map(pickle, "_parameters").op('s');
    module(map(pickle, "_modules").text("block"), "Block");
    vector(map(pickle, "_parameters").text("w")).op('s').op('s');
    map(pickle, "_modules").op('s').op('b').op('s').op('s').op('b');
    assertHolds(read(pickle), "", "block.w");
  }

  @Test
  void listsAndTuples() {
    PickleWriter pickle = vector(new PickleWriter(2).op('}').text("w")).op('s');
    assertHolds(read(pickle.integer(7).op(0x86)), "0", "w");
  }

  @Test
  void numbersOfOtherKinds() {
    PickleWriter pickle = new PickleWriter(2).op('}').text("spectrum");
    TorchCheckpoint.tensor(pickle, "9", "ComplexFloatStorage", VECTOR).op('s');
    NeutralModel model = read(vector(pickle.text("w")).op('s'));
    assertHolds(model, "", "w");
    assertThat(model.notes()).anyMatch(note -> note.contains("torch.ComplexFloatStorage"));
  }

  @Test
  void keysThatNameNothing() {
    PickleWriter pickle = new PickleWriter(2).op('}').op(')').integer(1).op('s').op('N');
    assertHolds(read(vector(pickle.integer(2).op('s').text("w")).op('s')), "", "w");
  }
}
