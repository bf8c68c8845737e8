package dev.fude.converter;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.files.TorchCheckpoint;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.model.generator.AnimeGanV3;
import dev.fude.model.generator.Generator;
import dev.fude.model.generator.LayerTable;
import dev.fude.model.generator.StoredForm;
import dev.fude.model.generator.TrainedTensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Dictionaries that keep the names of TensorFlow's variables, with their slashes or with dots, and
 * AnimeGANv3's norm in one scope or in two.
 */
class ScopesOfVariablesTest {
  private static final long SEED = 20_310;
  private static final Generator V3 = AnimeGanV3.ofWidth(1);
  private static final StoredForm VARIABLES = V3.storedForms().get(1);
  private static final String NORM = "main.External_attention.Variable";

  @TempDir Path folder;

  private final Map<String, Tensor> trained = random(VARIABLES.table(), SEED);

  /** Variances among them, so none is negative. */
  private static Map<String, Tensor> random(LayerTable table, long seed) {
    Map<String, Tensor> tensors = TinyNetwork.randomTensors(table, seed);
    for (Tensor tensor : tensors.values()) {
      float[] numbers = tensor.data();
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Math.abs(numbers[i]);
      }
    }
    return tensors;
  }

  /** The tensors by the names of their variables. */
  private static Map<String, Tensor> variables(LayerTable table, Map<String, Tensor> tensors) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (TrainedTensor wanted : table.tensors().values()) {
      named.put(wanted.tensorFlowName(), tensors.get(wanted.name()));
    }
    return named;
  }

  private static Map<String, Tensor> replaced(
      Map<String, Tensor> tensors, String part, String other) {
    Map<String, Tensor> renamed = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> renamed.put(name.replace(part, other), tensor));
    return renamed;
  }

  private Conversion open(Generator generator, Map<String, Tensor> tensors) {
    Path file = new TorchCheckpoint().dictionary("", tensors).write(folder.resolve("a.pt"));
    return Conversion.open(file, List.of(generator), Optional.empty());
  }

  private static void assertHolds(Conversion conversion, Map<String, Tensor> expected) {
    Map<String, Tensor> tensors = conversion.model().weights().tensors();
    assertThat(tensors).hasSameSizeAs(expected);
    expected.forEach(
        (name, tensor) -> assertThatTensor(tensors.get(name)).as(name).hasSameBitsAs(tensor));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "."})
  void namesOfVariablesWithSlashesOrDots(String separator) {
    Map<String, Tensor> named = variables(VARIABLES.table(), trained);
    assertHolds(open(V3, replaced(named, "/", separator)), VARIABLES.toGraph().apply(trained));

    LayerTable second = LayerTable.of(AnimeGanV2.GENERATOR);
    Map<String, Tensor> others = TinyNetwork.randomTensors(second, SEED + 1);
    Map<String, Tensor> variables = replaced(variables(second, others), "/", separator);
    assertHolds(open(AnimeGanV2.GENERATOR, variables), others);
  }

  /** Whoever builds the network once has one norm. */
  @ParameterizedTest
  @ValueSource(strings = {"/", "."})
  void oneScopeHasItsOwnNorm(String separator) {
    Map<String, Tensor> named = variables(VARIABLES.table(), trained);
    Map<String, Tensor> once = replaced(named, "generator_1/", "generator/");
    assertHolds(open(V3, replaced(once, "/", separator)), VARIABLES.toGraph().apply(trained));
  }

  /** The original's program paints with the norm of the scope in which it was built again. */
  @ParameterizedTest
  @ValueSource(strings = {"/", "."})
  void ofTwoScopesTheNormOfTheSecond(String separator) {
    Map<String, Tensor> named = variables(VARIABLES.table(), trained);
    variables(VARIABLES.table(), random(VARIABLES.table(), SEED + 2))
        .forEach(
            (name, tensor) -> {
              if (name.startsWith("generator_1/")) {
                named.put(name.replace("generator_1/", "generator/"), tensor);
              }
            });
    Conversion conversion = open(V3, replaced(named, "/", separator));
    assertHolds(conversion, VARIABLES.toGraph().apply(trained));
    assertThat(conversion.report().notes())
        .containsExactly("Took \".\" and left out what else is in the file: 4 tensors beside it.");
  }

  @Test
  void theOtherNormIfTheUserNamesIt() {
    Map<String, Tensor> named = replaced(variables(VARIABLES.table(), trained), "/", ".");
    Map<String, Tensor> other = random(VARIABLES.table(), SEED + 2);
    Map<String, Tensor> mixed = new LinkedHashMap<>(trained);
    for (String number : List.of("", "_1", "_2", "_3")) {
      named.put("generator." + NORM + number, other.get(NORM + number));
      mixed.put(NORM + number, other.get(NORM + number));
    }
    Path file = new TorchCheckpoint().dictionary("", named).write(folder.resolve("b.pt"));
    assertHolds(
        Conversion.open(file, List.of(V3), Optional.of("generator")),
        VARIABLES.toGraph().apply(mixed));
  }
}
