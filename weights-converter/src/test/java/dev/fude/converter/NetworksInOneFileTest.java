package dev.fude.converter;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.SafetensorsBytes;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.files.TorchCheckpoint;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.InvalidWeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which network is taken of a file that holds several, or one under longer names. */
class NetworksInOneFileTest {
  private static final long SEED = 20_290;

  @TempDir Path folder;

  private final Map<String, Tensor> plain = TinyNetwork.randomTensors(TinyNetwork.TINY, SEED);
  private final Map<String, Tensor> better = TinyNetwork.randomTensors(TinyNetwork.TINY, SEED + 50);
  private final Map<String, Tensor> judge = Map.of("conv.weight", Tensor.of(Shape.of(2), 1, 2));

  private Conversion open(Path file, Optional<String> network) {
    return Conversion.open(file, List.of(TinyNetwork.GENERATOR), network);
  }

  private Conversion open(TorchCheckpoint checkpoint) {
    return open(checkpoint.write(folder.resolve("a.pt")), Optional.empty());
  }

  private Conversion named(TorchCheckpoint checkpoint, String network) {
    return open(checkpoint.write(folder.resolve("a.pt")), Optional.of(network));
  }

  private static void assertHolds(Conversion conversion, Map<String, Tensor> expected) {
    Map<String, Tensor> tensors = conversion.model().weights().tensors();
    assertThat(tensors).hasSameSizeAs(expected);
    expected.forEach(
        (name, tensor) -> assertThatTensor(tensors.get(name)).as(name).hasSameBitsAs(tensor));
  }

  private static Map<String, Tensor> prefixed(String prefix, Map<String, Tensor> tensors) {
    Map<String, Tensor> longer = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> longer.put(prefix + name, tensor));
    return longer;
  }

  private static Map<String, Tensor> joined(Map<String, Tensor> one, Map<String, Tensor> other) {
    Map<String, Tensor> all = new LinkedHashMap<>(one);
    all.putAll(other);
    return all;
  }

  private void assertRefused(TorchCheckpoint checkpoint, String... reasons) {
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> open(checkpoint))
        .withMessageContainingAll(reasons);
  }

  @ParameterizedTest
  @ValueSource(strings = {"G", "generator", "netG", "whatever", "0"})
  void theOneThatFits(String key) {
    Conversion conversion =
        open(new TorchCheckpoint().dictionary("D", judge).dictionary(key, plain));
    assertHolds(conversion, plain);
    assertThat(conversion.report().notes())
        .containsExactly("Took \"" + key + "\" and left out what else is in the file: \"D\".");
  }

  @ParameterizedTest
  @CsvSource({
    "state_dict, state_dict_ema",
    "params, params_ema",
    "G, G_EMA",
    "model, emaModel",
    "netG, netG_avg",
    "generator, swa.generator",
    "net, averaged-net"
  })
  void ofSeveralThatFitTheAveragedOne(String trained, String averaged) {
    Conversion conversion =
        open(new TorchCheckpoint().dictionary(trained, plain).dictionary(averaged, better));
    assertHolds(conversion, better);
    assertThat(conversion.report().notes())
        .containsExactly(
            String.format(
                "Took \"%s\", the averaged one, of 2 networks that fit (\"%s\", \"%s\");"
                    + " --network NAME, in a program Conversion.open(file, NAME) takes another.",
                averaged, trained, averaged));
  }

  @ParameterizedTest
  @ValueSource(strings = {"schema", "gemaal", "dogma_net", "G2"})
  void wordsThatMerelyContainItAreNotAveraged(String key) {
    assertRefused(
        new TorchCheckpoint().dictionary("G", plain).dictionary(key, better),
        "it holds 2 networks that fit (\"G\", \"" + key + "\"); say which one is meant (--network");
  }

  @Test
  void theOneThatTheUserNames() {
    TorchCheckpoint checkpoint =
        new TorchCheckpoint().dictionary("G", plain).dictionary("G_ema", better);
    assertHolds(named(checkpoint, "G"), plain);
    assertHolds(named(checkpoint, "G_ema"), better);
    TorchCheckpoint lightning =
        new TorchCheckpoint()
            .dictionary(
                "state_dict", joined(prefixed("ema.module.", better), prefixed("gen.", plain)));
    assertHolds(named(lightning, "gen"), plain);
    assertHolds(named(lightning, "state_dict.gen"), plain);
    assertHolds(named(lightning, "ema"), better);
  }

  @Test
  void theOutermostCanBeNamedToo() {
    TorchCheckpoint checkpoint =
        new TorchCheckpoint().dictionary("", plain).dictionary("ema", better);
    assertHolds(open(checkpoint), better);
    assertHolds(named(checkpoint, "."), plain);
  }

  @Test
  void namesThatAreNotThereAreRefusedWithThoseThatAre() {
    TorchCheckpoint checkpoint =
        new TorchCheckpoint().dictionary("G", plain).dictionary("D", judge);
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> named(checkpoint, "E"))
        .withMessageContaining("no network called \"E\", but \"G\", \"D\"; name one of these");
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> named(checkpoint, "D"))
        .withMessageContainingAll("9 problems", "unexpected \"conv.weight\" [2]");
  }

  @Test
  void whereNoneFitsTheNearestIsHeldAgainstTheNetwork() {
    Map<String, Tensor> cut = new LinkedHashMap<>(plain);
    cut.remove("out.weight");
    assertRefused(
        new TorchCheckpoint().dictionary("D", judge).dictionary("G", cut),
        "several dictionaries of tensors (\"G\", \"D\"), and none fits; the nearest is \"G\"",
        "(1 problem): missing \"out.weight\"");
    assertRefused(
        new TorchCheckpoint().dictionary("D", judge).dictionary("E", judge),
        "(\"D\", \"E\"), and none fits tiny; convert weights of that network");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "module.",
        "_orig_mod.",
        "module._orig_mod.",
        "generator.",
        "netG.module.",
        "my_net.",
        "scope/net/"
      })
  void prefixesGoWhereWhatRemainsFits(String prefix) {
    Conversion conversion = open(new TorchCheckpoint().dictionary("", prefixed(prefix, plain)));
    assertHolds(conversion, plain);
    assertThat(conversion.report().notes()).isEmpty();
  }

  @Test
  void wrappersOfInnerModulesGo() {
    Map<String, Tensor> inner = new LinkedHashMap<>();
    plain.forEach(
        (name, tensor) ->
            inner.put(
                name.replace("a.", "a._orig_mod.").replace("b.", "b._fsdp_wrapped_module."),
                tensor));
    assertHolds(open(new TorchCheckpoint().dictionary("", inner)), plain);
  }

  @Test
  void otherModulesUnderTheirOwnPrefixAreLeftOut() {
    Conversion conversion =
        open(
            new TorchCheckpoint()
                .dictionary(
                    "state_dict",
                    joined(prefixed("generator.", plain), prefixed("discriminator.", judge))));
    assertHolds(conversion, plain);
    assertThat(conversion.report().notes())
        .containsExactly(
            "Took \"state_dict.generator\" and left out what else is in the file:"
                + " 1 tensors beside it.");
  }

  @ParameterizedTest
  @CsvSource({
    "n_averaged, LongStorage, 0",
    "module.a.norm.num_batches_tracked, LongStorage, 0",
    "initted, BoolStorage, 1",
    "global_step, FloatStorage, 0"
  })
  void countersCostNothing(String name, String kind, int rank) {
    Tensor one = Tensor.of(rank == 0 ? Shape.of() : Shape.of(1), 1);
    Conversion conversion =
        open(
            new TorchCheckpoint()
                .dictionary("", prefixed("module.", plain))
                .tensor("", name, kind, one));
    assertHolds(conversion, plain);
    assertThat(conversion.report().notes())
        .containsExactly("Ignored counters, which are no weights: \"" + name + "\".");
  }

  @Test
  void safetensorsAlike() throws IOException {
    Map<String, Tensor> all =
        joined(prefixed("generator.", plain), prefixed("generator_ema.", better));
    Path file =
        Files.write(folder.resolve("a.safetensors"), SafetensorsBytes.of(all, "F32", Map.of()));
    assertHolds(open(file, Optional.empty()), better);
    assertHolds(open(file, Optional.of("generator")), plain);
  }

  @Test
  void aGraphHasNothingToChoose() throws IOException {
    Path file = TinyFile.ONNX.write(folder, plain);
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> open(file, Optional.of("ema")))
        .withMessageContaining("it is a graph, which holds one network and none called \"ema\"");
  }
}
