package dev.fude.backend.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.backend.jcuda.driver.Driver;
import dev.fude.backend.jcuda.driver.Driver.Attribute;
import dev.fude.backend.jcuda.driver.Driver.Handle;
import dev.fude.core.graph.Graph;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.testkit.SeededTensors;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Prints how long the device takes for the generator, from the graph's first kernel to its last, by
 * events, beside the least that its arithmetic takes; the way of the picture to the device and back
 * is not in it. {@code pytorch_times.py} in this module's folder prints the same of PyTorch.
 */
@Tag("gpu")
class OnDeviceTimesTest {
  private static final int[] SIDES = {256, 512, 1024, 2048};
  private static final int RUNS = 30;
  private static final int WARM_UP_RUNS = 10;
  private static final long SEED = 20_261_123;

  @BeforeAll
  static void load() {
    OnDevice.require();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void generatorTakesSoLong(Mode mode) {
    CudaDevice device = CudaDevice.installed().device().orElseThrow();
    Graph graph = AnimeGanV2.graph(ResizeRule.ASYMMETRIC, 1e-12);
    try (Stopwatch stopwatch = new Stopwatch(device);
        CudaPreparedGraph prepared =
            new CudaPreparedGraph(graph, weights(graph), stopwatch.device(), mode)) {
      for (int side : SIDES) {
        Shape shape = Shape.nhwc(1, side, side, 3);
        Tensor input = SeededTensors.uniform(shape, -1, 1, SEED);
        double[] milliseconds = new double[RUNS];
        for (int run = -WARM_UP_RUNS; run < RUNS; run++) {
          prepared.run(input);
          if (run >= 0) {
            milliseconds[run] = stopwatch.milliseconds();
          }
        }
        print(device, mode, side, prepared.plan(shape).multiplyAdds(), milliseconds);
      }
    }
  }

  private static Weights weights(Graph graph) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    graph
        .parameterShapes()
        .forEach(
            (name, shape) ->
                tensors.put(name, SeededTensors.uniform(shape, -0.25f, 0.25f, name.hashCode())));
    return new Weights(Map.of(), tensors);
  }

  private static void print(
      CudaDevice device, Mode mode, int side, long multiplyAdds, double[] milliseconds) {
    Arrays.sort(milliseconds);
    double median = milliseconds[milliseconds.length / 2];
    System.out.printf(
        Locale.ROOT,
        "%s %s %d x %d: median %.3f ms, fastest %.3f, %.1f TFLOP/s; roofline %.3f ms%n",
        device.name(),
        mode,
        side,
        side,
        median,
        milliseconds[0],
        2 * multiplyAdds / median / 1e9,
        roofline(device, mode, multiplyAdds));
    assertThat(median).isPositive();
  }

  /** Milliseconds that the multiplications take if every unit for them is busy all the time. */
  private static double roofline(CudaDevice device, Mode mode, long multiplyAdds) {
    double clocks = device.driver().attribute(device.number(), Attribute.CLOCK); // a millisecond
    double processors = device.driver().attribute(device.number(), Attribute.PROCESSORS);
    return multiplyAdds / (clocks * processors * multiplyAddsPerClock(device.capability(), mode));
  }

  /**
   * What a multiprocessor does in a clock: in fp32 by the table of arithmetic throughput in
   * NVIDIA's "CUDA C++ Programming Guide"; on tensor cores, without sparsity, from the figures in
   * NVIDIA's papers on Ampere and Hopper. Other generations are taken for Hopper.
   */
  private static int multiplyAddsPerClock(int capability, Mode mode) {
    if (mode == Mode.FP16) {
      return capability == 80 ? 1024 : capability < 90 ? 512 : 2048;
    }
    boolean half = capability == 60 || (capability >= 70 && capability <= 80);
    return half ? 64 : 128;
  }

  /** The driver with two events, one before and one behind each graph. */
  private static final class Stopwatch implements AutoCloseable {
    private final CudaDevice real;
    private final Handle context;
    private final Handle before;
    private final Handle behind;

    Stopwatch(CudaDevice device) {
      real = device;
      context = device.driver().retainContext(device.number());
      device.driver().makeCurrent(context);
      before = device.driver().createEvent();
      behind = device.driver().createEvent();
    }

    CudaDevice device() {
      Driver driver =
          (Driver)
              Proxy.newProxyInstance(
                  Driver.class.getClassLoader(),
                  new Class<?>[] {Driver.class},
                  (proxy, method, arguments) -> call(method, arguments));
      return new CudaDevice(driver, real.number(), real.name(), real.capability());
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
      boolean launch = method.getName().equals("launchGraph");
      if (launch) {
        real.driver().record(before, (Handle) arguments[1]);
      }
      Object result = invoke(method, arguments);
      if (launch) {
        real.driver().record(behind, (Handle) arguments[1]);
      }
      return result;
    }

    private Object invoke(Method method, Object[] arguments) throws Throwable {
      try {
        return method.invoke(real.driver(), arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    double milliseconds() {
      return real.driver().elapsed(before, behind);
    }

    @Override
    public void close() {
      real.driver().destroyEvent(before);
      real.driver().destroyEvent(behind);
      real.driver().releaseContext(context);
    }
  }
}
