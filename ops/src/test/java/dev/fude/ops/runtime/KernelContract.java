package dev.fude.ops.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.fude.core.backend.KernelTable;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.op.CompositeOp;
import dev.fude.core.op.Parameter;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import dev.fude.testkit.GraphCase;
import dev.fude.testkit.OpCase;
import dev.fude.testkit.OpCases;
import dev.fude.testkit.SeededTensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every kernel keeps, seen from below the backend: it writes all of its output and nothing
 * else, reads nothing beyond its inputs, and sums what it stores. Arrays are longer than their
 * shapes, as those of a workspace are.
 */
public abstract class KernelContract {
  private static final int GUARD = 64;
  private static final int INPUT_OFFSET = 48;
  private static final int OUTPUT_OFFSET = 17;
  private static final int GUARD_BITS = 0x7fc0beef; // a NaN that no computation gives

  private static final Executor HELPERS = ForkJoinPool.commonPool();

  /**
   * The kernels under test.
   *
   * @return a table of kernels that can run here
   */
  protected abstract KernelTable<Kernel> kernels();

  /**
   * The cases to run.
   *
   * @return the chosen part of the catalogue unless overridden
   */
  protected List<OpCase> cases() {
    return OpCases.chosen();
  }

  private Stream<OpCase> simpleCases() {
    return cases().stream().filter(opCase -> !(opCase.op() instanceof CompositeOp));
  }

  @TestFactory
  Stream<DynamicTest> writesItsOutputAndNothingElse() {
    return simpleCases().map(c -> dynamicTest(c.name(), () -> checkGuards(new Call(c))));
  }

  private static void checkGuards(Call call) {
    float[] expected = call.run(call.inputs(0), call.output(0), new Workers(1, null));
    List<float[]> inputs = call.inputs(GUARD);
    float[] output = call.output(GUARD);
    call.run(inputs, output, new Workers(3, HELPERS));

    int end = expected.length;
    assertThat(firstDifference(output, expected, 0, end)).as("computed element").isEqualTo(-1);
    assertThat(firstDifference(output, call.output(GUARD), end, output.length))
        .as("element written beyond the output")
        .isEqualTo(-1);
    List<float[]> before = call.inputs(GUARD);
    for (int i = 0; i < inputs.size(); i++) {
      assertThat(firstDifference(inputs.get(i), before.get(i), 0, before.get(i).length))
          .as("element written in input %d", i)
          .isEqualTo(-1);
    }
  }

  @TestFactory
  Stream<DynamicTest> readsAndWritesWhereItIsTold() {
    return simpleCases().map(c -> dynamicTest(c.name(), () -> checkOffsets(new Call(c))));
  }

  private static void checkOffsets(Call call) {
    float[] expected = call.run(call.inputs(0), call.output(0), new Workers(1, null));
    List<float[]> inputs = new ArrayList<>();
    call.inputs(0).forEach(input -> inputs.add(behindGuard(input, INPUT_OFFSET)));
    float[] output = behindGuard(new float[expected.length], OUTPUT_OFFSET);
    call.run(inputs, INPUT_OFFSET, output, OUTPUT_OFFSET, new Workers(3, HELPERS));

    float[] computed = Arrays.copyOfRange(output, OUTPUT_OFFSET, output.length);
    assertThat(firstDifference(computed, expected, 0, expected.length))
        .as("computed element")
        .isEqualTo(-1);
    float[] guard = behindGuard(new float[0], OUTPUT_OFFSET);
    assertThat(firstDifference(output, guard, 0, OUTPUT_OFFSET))
        .as("element written before the output")
        .isEqualTo(-1);
  }

  private static float[] behindGuard(float[] data, int offset) {
    float[] array = new float[offset + data.length];
    Arrays.fill(array, 0, offset, Float.intBitsToFloat(GUARD_BITS));
    System.arraycopy(data, 0, array, offset, data.length);
    return array;
  }

  @TestFactory
  Stream<DynamicTest> elementwiseOpsMayWriteOverTheirInput() {
    return simpleCases()
        .filter(c -> c.op().elementwise())
        .map(c -> dynamicTest(c.name(), () -> checkInPlace(new Call(c))));
  }

  private static void checkInPlace(Call call) {
    float[] expected = call.run(call.inputs(0), call.output(0), new Workers(1, null));
    List<float[]> inputs = call.inputs(0);
    for (float[] input : inputs) {
      List<float[]> fresh = new ArrayList<>(call.inputs(0));
      fresh.set(inputs.indexOf(input), input);
      call.run(fresh, input, new Workers(3, HELPERS));
      assertThat(firstDifference(input, expected, 0, expected.length)).isEqualTo(-1);
    }
  }

  @TestFactory
  Stream<DynamicTest> takesNoMoreMemoryOfAWorkerThanItForetells() {
    return simpleCases().map(c -> dynamicTest(c.name(), () -> checkScratch(new Call(c))));
  }

  private static void checkScratch(Call call) {
    Workers alone = new Workers(1, null);
    call.run(call.inputs(0), call.output(0), alone);
    assertThat(alone.scratchBytes()).isLessThanOrEqualTo(call.scratchBytes());
  }

  @TestFactory
  Stream<DynamicTest> sumsWhatItStores() {
    return simpleCases()
        .filter(c -> kernels().collectsSums(c.op()))
        .map(c -> dynamicTest(c.name(), () -> checkSums(new Call(c))));
  }

  private static void checkSums(Call call) {
    RowSums sums = new RowSums();
    sums.reset(call.shape);
    call.sums = sums;
    float[] output = call.run(call.inputs(0), call.output(0), new Workers(3, HELPERS));
    int channels = call.shape.channels();
    int width = call.shape.width();
    for (int row = 0; row < call.shape.batch() * call.shape.height(); row++) {
      for (int c = 0; c < channels; c++) {
        double sum = 0;
        double magnitudes = 0;
        double squares = 0;
        for (int x = 0; x < width; x++) {
          double stored = output[(row * width + x) * channels + c];
          sum += stored;
          magnitudes += Math.abs(stored);
          squares += stored * stored;
        }
        String where = "row " + row + " channel " + c;
        // Double sums in any order; float sums would be off a hundred million times as far.
        check(where, sums.array()[sums.offset(row) + c], sum, magnitudes * 1e-14);
        check(where, sums.array()[sums.offset(row) + channels + c], squares, squares * 1e-14);
      }
    }
  }

  private static void check(String where, double actual, double expected, double tolerance) {
    if (Double.isFinite(expected)) {
      assertThat(actual).as(where).isCloseTo(expected, within(tolerance));
    } else {
      assertThat(actual).as(where).isEqualTo(Double.valueOf(expected)); // NaN equals NaN
    }
  }

  private static int firstDifference(float[] actual, float[] expected, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Float.floatToRawIntBits(actual[i]) != Float.floatToRawIntBits(expected[i])
          && !(i < expected.length - GUARD && bothComputedNan(actual[i], expected[i]))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean bothComputedNan(float actual, float expected) {
    return Float.isNaN(actual)
        && Float.isNaN(expected)
        && Float.floatToRawIntBits(actual) != GUARD_BITS;
  }

  /** One case, ready to be run in arrays of any length. */
  private final class Call {
    private final Kernel kernel;
    private final List<Shape> inputShapes = new ArrayList<>();
    private final Shape shape;
    private final GraphCase graphCase;
    private RowSums sums;

    Call(OpCase opCase) {
      graphCase = opCase.toGraph();
      Graph graph = graphCase.graph();
      Weights weights = graphCase.weights();
      Map<String, Tensor> parameters = new HashMap<>();
      for (Parameter parameter : opCase.op().parameters(opCase.input().channels())) {
        String name = OpCase.NODE + "." + parameter.role();
        parameters.put(parameter.role(), weights.tensor(name));
      }
      kernel = kernels().prepare(opCase.op(), parameters);
      Map<String, Shape> shapes = graph.inferShapes(opCase.input());
      shape = shapes.get(OpCase.NODE);
      Node node = graph.nodes().get(graph.nodes().size() - 1);
      node.inputs()
          .subList(0, node.op().dataInputCount())
          .forEach(input -> inputShapes.add(shapes.get(input)));
    }

    List<float[]> inputs(int guard) {
      List<float[]> inputs = new ArrayList<>();
      for (Shape input : inputShapes) {
        long seed = graphCase.seed() + inputs.size();
        Tensor tensor = SeededTensors.values(input, graphCase.range(), seed);
        inputs.add(guarded(tensor.data(), tensor.data().length, guard));
      }
      return inputs;
    }

    float[] output(int guard) {
      return guarded(new float[0], shape.arrayLength(), guard);
    }

    private float[] guarded(float[] data, int length, int guard) {
      float[] array = Arrays.copyOf(data, length + guard);
      Arrays.fill(array, data.length, array.length, Float.intBitsToFloat(GUARD_BITS));
      return array;
    }

    long scratchBytes() {
      return kernel.scratchBytes(new StepShapes(inputShapes, shape));
    }

    float[] run(List<float[]> inputs, float[] output, Workers workers) {
      return run(inputs, 0, output, 0, workers);
    }

    float[] run(List<float[]> inputs, int from, float[] output, int to, Workers workers) {
      List<KernelInput> plain = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        Shape stored = inputShapes.get(i);
        plain.add(KernelInput.plain(inputs.get(i), from, stored));
      }
      kernel.run(new KernelCall(plain, output, to, shape, sums, workers));
      return output;
    }
  }
}
