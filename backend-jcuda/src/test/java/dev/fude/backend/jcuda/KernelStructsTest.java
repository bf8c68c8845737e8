package dev.fude.backend.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.backend.jcuda.driver.Driver;
import dev.fude.backend.jcuda.driver.NativeLibrary;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.tensor.Tensor;
import dev.fude.testkit.GraphCase;
import dev.fude.testkit.GraphCases;
import dev.fude.testkit.OpCase;
import dev.fude.testkit.OpCases;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The structs that Java fills are as long as those that the kernels read, and every kernel is used.
 */
@Tag("one-jdk")
class KernelStructsTest {
  private static final Pattern PARAMETER =
      Pattern.compile("\\.entry (\\w+)\\(\\s*\\.param \\.align \\d+ \\.b8 \\w+\\[(\\d+)\\]");

  @BeforeAll
  static void load() {
    StandIn.require();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void structsAreAsLongAsTheKernelsExpect(Mode mode) {
    Map<String, Integer> expected = new HashMap<>();
    Matcher parameters = PARAMETER.matcher(mode.ptx());
    while (parameters.find()) {
      expected.put(parameters.group(1), Integer.parseInt(parameters.group(2)));
    }

    assertThat(filledStructs(mode)).isEqualTo(expected);
  }

  /** What is launched for some of everything, by kernel. */
  private static Map<String, Integer> filledStructs(Mode mode) {
    Map<String, Integer> structs = new HashMap<>();
    CudaDevice device = new CudaDevice(recording(structs), 0, "recorded", 80);
    Stream.concat(
            OpCases.all().stream().filter(op -> op.name().hashCode() % 5 == 0).map(OpCase::toGraph),
            Stream.of(GraphCases.network(1, 9, 13)))
        .forEach(graphCase -> run(graphCase, device, mode));
    OpCases.network(8, 8).forEach(op -> run(op.toGraph(), device, mode));
    return structs;
  }

  private static void run(GraphCase graphCase, CudaDevice device, Mode mode) {
    try (CudaPreparedGraph prepared =
        new CudaPreparedGraph(graphCase.graph(), graphCase.weights(), device, mode)) {
      Tensor output = prepared.run(graphCase.inputTensor());
      byte[] levels = new byte[graphCase.input().arrayLength()];
      prepared.run(RunInput.levels(levels, graphCase.input()), RunOptions.DEFAULTS);
      assertThat(output.shape()).isEqualTo(prepared.plan(graphCase.input()).output());
    }
  }

  /** The stand-in, which notes what it should launch and launches nothing: a launch takes long. */
  private static Driver recording(Map<String, Integer> structs) {
    Driver driver = NativeLibrary.load().driver().orElseThrow();
    Map<Object, String> names = new HashMap<>();
    return (Driver)
        Proxy.newProxyInstance(
            Driver.class.getClassLoader(),
            new Class<?>[] {Driver.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("launch")) {
                structs.put(names.get(arguments[0]), ((ByteBuffer) arguments[3]).limit());
                return null;
              }
              Object result = call(driver, method, arguments);
              if (method.getName().equals("function")) {
                names.put(result, (String) arguments[1]);
              }
              return result;
            });
  }

  private static Object call(Driver driver, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(driver, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
