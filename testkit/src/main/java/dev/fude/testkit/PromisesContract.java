package dev.fude.testkit;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.backend.BackendUnavailableException;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.Progress;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.CompositeOp;
import dev.fude.core.op.Op;
import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.LevelSink;
import dev.fude.core.tensor.LevelSource;
import dev.fude.core.tensor.Levels;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.core.weights.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The part of {@link BackendContract} about the promises of {@link dev.fude.core.backend.Backend}
 * and {@link PreparedGraph}, and nothing about accuracy: for a backend's less accurate mode.
 */
public abstract class PromisesContract extends RunningNormsContract {
  private static final long SEED = 20_261_123;
  private static final GraphCase CASE = GraphCases.network(1, 9, 13);

  /** For subclasses. */
  protected PromisesContract() {}

  private PreparedGraph prepare() {
    return backend().prepare(CASE.graph(), CASE.weights(), TestThreads.TWO);
  }

  @Test
  void isAvailableAndTellsWhatItFound() {
    assertThat(backend().availability().available()).isTrue();
    assertThat(backend().availability().detail()).isNotBlank();
    assertThat(backend().name()).matches("[a-z]+");
  }

  @Test
  void computesEveryOpOfTheCatalogue() {
    for (OpCase opCase : OpCases.all()) {
      if (!(opCase.op() instanceof CompositeOp)) {
        assertThat(backend().refusal(opCase.op())).as("%s", opCase).isEmpty();
      }
    }
  }

  @Test
  void refusesAnOpItDoesNotKnow() {
    Op unknown = new UnknownOp();
    GraphBuilder builder = Graph.builder("in", 3);
    builder.add("first", unknown, builder.input());
    Weights none = new Weights(Map.of(), Map.of());

    assertThat(backend().refusal(unknown).orElse("")).contains("unknown_op");
    assertThatThrownBy(() -> backend().prepare(builder.build("first"), none, TestThreads.TWO))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("\"first\"")
        .hasMessageContaining("unknown_op");
  }

  @Test
  void refusesWeightsThatDoNotFit() {
    Map<String, Tensor> tensors = new LinkedHashMap<>(CASE.weights().tensors());
    tensors.remove("a0.weight");
    tensors.put("out.weight", Tensor.zeros(Shape.of(1, 1, 1, 1)));
    Weights wrong = new Weights(Map.of(), tensors);

    assertThatThrownBy(() -> backend().prepare(CASE.graph(), wrong, TestThreads.TWO))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("a0.weight")
        .hasMessageContaining("out.weight");
  }

  @Test
  void refusesInputsThatDoNotFit() {
    try (PreparedGraph prepared = prepare()) {
      Tensor fourChannels = Tensor.zeros(CASE.input().withChannels(4));
      assertThatThrownBy(() -> prepared.run(fourChannels))
          .isInstanceOf(InvalidShapeException.class)
          .hasMessageContaining("photo");
      Tensor tiny = Tensor.zeros(CASE.input().withSize(2, 2));
      assertThatThrownBy(() -> prepared.run(tiny))
          .isInstanceOf(InvalidShapeException.class)
          .hasMessageContaining("\"a0\"");
    }
  }

  @Test
  void planAndMemoryAreToldBeforehand() {
    try (PreparedGraph prepared = prepare()) {
      Shape larger = CASE.input().withSize(40, 36);
      assertThat(prepared.plan(larger).output()).isEqualTo(larger);
      assertThat(prepared.bytesNeeded(larger))
          .isGreaterThan(prepared.bytesNeeded(CASE.input()))
          .isGreaterThan(prepared.plan(larger).slotBytes() + larger.elements() * 4 - 1);
    }
  }

  @Test
  void outputsAreGivenByTheirNamesInTheirOrder() {
    Graph several = GraphCases.severalOutputs();
    try (PreparedGraph prepared =
        backend().prepare(several, SeededTensors.weights(several, SEED), TestThreads.TWO)) {
      Tensor input = CASE.inputTensor();
      List<Double> shares = new ArrayList<>();
      RunOptions listened =
          RunOptions.DEFAULTS.withProgress((done, total) -> shares.add((double) done / total));
      Map<String, Tensor> outputs = prepared.run(RunInput.forAll(input), listened);

      assertThat(outputs.keySet()).containsExactlyElementsOf(several.outputs());
      Map<String, Shape> shapes = several.inferShapes(input.shape());
      outputs.forEach((name, tensor) -> assertThat(tensor.shape()).isEqualTo(shapes.get(name)));
      assertThat(shares).isSorted().last().isEqualTo(1.0);
      prepared
          .runForAll(input)
          .forEach((name, again) -> assertThatTensor(again).hasSameBitsAs(outputs.get(name)));
      assertThat(prepared.bytesNeeded(input.shape()))
          .isGreaterThanOrEqualTo(prepared.plan(input.shape()).outputBytes());
    }
  }

  @Test
  void severalOutputsAreNoPicture() {
    Graph several = GraphCases.severalOutputs();
    byte[] levels = new byte[CASE.input().arrayLength()];
    try (PreparedGraph prepared =
        backend().prepare(several, SeededTensors.weights(several, SEED), TestThreads.TWO)) {
      assertThatThrownBy(() -> prepared.run(CASE.inputTensor()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("several outputs")
          .hasMessageContaining("RunInput.forAll");
      RunInput<byte[]> picture = RunInput.levels(levels, CASE.input());
      assertThatThrownBy(() -> prepared.run(picture, RunOptions.DEFAULTS))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("several outputs");
    }
  }

  @Test
  void levelsGiveWhatTheirNumbersGive() {
    byte[] levels = new byte[CASE.input().arrayLength()];
    new Random(SEED).nextBytes(levels);
    byte[] before = levels.clone();
    Tensor numbers = Levels.toNumbers(levels, CASE.input());
    try (PreparedGraph prepared = prepare()) {
      byte[] expected = Levels.of(prepared.run(numbers));
      RunInput<byte[]> input = RunInput.levels(levels, CASE.input());
      assertThat(prepared.run(input, RunOptions.DEFAULTS)).as("seed %d", SEED).isEqualTo(expected);
      assertThat(prepared.run(input, RunOptions.DEFAULTS.withProgress((done, total) -> {})))
          .as("told of its progress, seed %d", SEED)
          .isEqualTo(expected);
      assertThat(levels).as("input").isEqualTo(before);
    }
  }

  @Test
  void levelsThatLieElsewhereGiveTheSame() {
    Shape shape = CASE.input();
    byte[] levels = new byte[shape.arrayLength()];
    new Random(SEED).nextBytes(levels);
    int row = shape.width() * shape.channels();
    LevelSource photo =
        (y, x, columns, to, at) ->
            System.arraycopy(
                levels, y * row + x * shape.channels(), to, at, columns * shape.channels());
    byte[] painted = new byte[levels.length];
    LevelSink anime =
        (y, x, columns, from, at) ->
            System.arraycopy(
                from, at, painted, y * row + x * shape.channels(), columns * shape.channels());
    try (PreparedGraph prepared = prepare()) {
      RunInput<LevelSink> input = RunInput.rows(photo, shape, anime);
      assertThat(prepared.run(input, RunOptions.DEFAULTS)).isSameAs(anime);
      assertThat(painted)
          .as("seed %d", SEED)
          .isEqualTo(prepared.run(RunInput.levels(levels, shape), RunOptions.DEFAULTS));
    }
  }

  @Test
  void progressGrowsToTheWhole() {
    List<Long> done = new ArrayList<>();
    List<Long> totals = new ArrayList<>();
    try (PreparedGraph prepared = prepare()) {
      Progress listener =
          (part, total) -> {
            done.add(part);
            totals.add(total);
          };
      prepared.run(
          RunInput.numbers(CASE.inputTensor()), RunOptions.DEFAULTS.withProgress(listener));
    }
    assertThat(done).isSorted().hasSizeGreaterThan(5);
    assertThat(totals).containsOnly(done.get(done.size() - 1));
  }

  @Test
  void failingListenerEndsTheRunAndNothingElse() {
    Progress failing =
        (done, total) -> {
          throw new IllegalStateException("enough");
        };
    try (PreparedGraph prepared = prepare()) {
      Tensor before = prepared.run(CASE.inputTensor());
      RunOptions options = RunOptions.DEFAULTS.withProgress(failing);
      assertThatThrownBy(() -> prepared.run(RunInput.numbers(CASE.inputTensor()), options))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("enough");
      assertThatTensor(prepared.run(CASE.inputTensor())).hasSameBitsAs(before);
    }
  }

  @Test
  void closingTwiceIsHarmless() {
    PreparedGraph prepared = prepare();
    prepared.run(CASE.inputTensor());
    prepared.close();
    prepared.close();
  }

  /** An op that no backend has heard of. */
  private record UnknownOp() implements Op {
    @Override
    public String kind() {
      return "unknown_op";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      return inputs.get(0);
    }
  }
}
