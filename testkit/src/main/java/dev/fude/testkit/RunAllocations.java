package dev.fude.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import dev.fude.core.backend.Backend;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.tensor.Tensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a run allocates on the Java heap, once the JVM has compiled what it needs. */
public final class RunAllocations {
  /**
   * Plan entries, call records and the like take 13 KB. Now and then a just-in-time compiler leaves
   * some call of a vector kernel as it is, whose vectors are then objects: up to 160 KB were seen.
   * A full-resolution value of the case below takes 278 KB.
   */
  private static final long SMALL_CHANGE = 192 << 10;

  private static final long WARM_UP_NANOS = 20_000_000_000L;
  private static final int FRESH_JVMS = 3;
  private static final GraphCase CASE = GraphCases.network(1, 64, 64);

  private RunAllocations() {}

  /**
   * Checks that a repeated run allocates little more than its output.
   *
   * @param backend the backend, which runs on the calling thread alone
   */
  public static void check(Backend backend) {
    Tensor input = CASE.inputTensor();
    try (PreparedGraph prepared =
        backend.prepare(CASE.graph(), CASE.weights(), ExecutionOptions.ofThreads(1))) {
      long allowed = prepared.run(input).data().length * (long) Float.BYTES + SMALL_CHANGE;
      assertThat(prepared.bytesNeeded(input.shape())).isGreaterThan(allowed + allowed / 2);
      // Until the JIT compiler has seen all of it, vector code allocates too.
      long start = System.nanoTime();
      long allocated;
      do {
        allocated = allocatedBy(() -> prepared.run(input));
      } while (allocated > allowed && System.nanoTime() - start < WARM_UP_NANOS);
      assertThat(allocated).as("bytes allocated by a run").isLessThanOrEqualTo(allowed);
    }
  }

  private static long allocatedBy(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(self);
    work.run();
    return threads.getThreadAllocatedBytes(self) - before;
  }

  /**
   * The same in a JVM of its own with this one's options and our system properties. Here the
   * compiler has seen thousands of odd sizes, and keeps to what it made of vector kernels then.
   * There it may once leave a kernel's vectors as objects and keep to that as well (630 KB a run
   * were seen, in one JVM of hundreds), so a second and a third JVM are asked: what the engine
   * itself allocates, each of them does.
   *
   * @param contract the test of the backend, with a constructor without parameters
   * @throws IOException if no JVM can be started
   */
  static void checkInFreshJvm(Class<? extends BackendUnderTest> contract) throws IOException {
    List<String> outputs = new ArrayList<>();
    while (outputs.size() < FRESH_JVMS) {
      Path log = Files.createTempFile("run-allocations", ".log");
      Process process =
          new ProcessBuilder(command(contract))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      int code = process.onExit().join().exitValue();
      outputs.add(Files.readString(log));
      Files.delete(log);
      if (code == 0) {
        return;
      }
    }
    fail(String.join("\n", outputs));
  }

  private static List<String> command(Class<? extends BackendUnderTest> contract) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-javaagent") && !option.startsWith("-agentlib"))
        .forEach(command::add);
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("fude."))
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(RunAllocations.class.getName(), contract.getName()));
    return command;
  }

  /**
   * Checks the backend of one test.
   *
   * @param arguments the test's class
   * @throws ReflectiveOperationException if it cannot be made
   */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    var constructor = Class.forName(arguments[0]).getDeclaredConstructor();
    constructor.setAccessible(true); // tests are not public
    check(((BackendUnderTest) constructor.newInstance()).backend());
  }
}
