package dev.fude.backend.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jcuda.nvptxcompiler.JNvPTXCompiler;
import jcuda.nvptxcompiler.nvPTXCompilerHandle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/**
 * NVIDIA's own assembler takes the kernels, for every generation of GPUs, and finds registers for
 * them.
 */
@Tag("one-jdk")
class PtxTest {
  private static final Pattern SPILLS = Pattern.compile("(\\d+) bytes spill (stores|loads)");
  private static final int MOST_SPILLED_BYTES = 64;
  private static final List<Integer> OLDEST_AND_NEWEST = List.of(60, 80, 90);
  private static final List<Integer> BETWEEN = List.of(75, 86);
  private static final List<Integer> NEWER_CAPABILITIES = List.of(75, 120);
  private static final int NEWER_BETWEEN = 100;

  /** Where JCuda unpacks its library. */
  @TempDir static Path folder;

  @BeforeAll
  static void load() {
    if (!System.getProperty("os.arch").equals("amd64")) {
      throw new TestAbortedException("needs x86-64, for which JCuda has the assembler");
    }
    String usual = System.setProperty("java.io.tmpdir", folder.toString());
    JNvPTXCompiler.setExceptionsEnabled(false);
    System.setProperty("java.io.tmpdir", usual);
  }

  /** The oldest that each mode is for, and the newest that the assembler knows. */
  static Stream<Arguments> modesAndCapabilities() {
    return combinations(OLDEST_AND_NEWEST);
  }

  static Stream<Arguments> modesAndCapabilitiesBetween() {
    return combinations(BETWEEN);
  }

  static Stream<Arguments> modesAndNewerCapabilities() {
    return combinations(NEWER_CAPABILITIES);
  }

  private static Stream<Arguments> combinations(List<Integer> capabilities) {
    return Stream.of(Mode.values())
        .flatMap(
            mode ->
                capabilities.stream()
                    .filter(capability -> capability >= mode.leastCapability())
                    .map(capability -> Arguments.of(mode, capability)));
  }

  @ParameterizedTest
  @MethodSource("modesAndCapabilities")
  void assemblesWithoutSpills(Mode mode, int capability) {
    assertFewSpills(assemble(mode.ptx(), "sm_" + capability));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("modesAndCapabilitiesBetween")
  void assemblesWithoutSpillsForThoseBetween(Mode mode, int capability) {
    assertFewSpills(assemble(mode.ptx(), "sm_" + capability));
  }

  /** The whole log, which says what each kernel takes. */
  private static String assemble(String ptx, String architecture) {
    byte[] text = ptx.getBytes(StandardCharsets.US_ASCII);
    byte[] terminated = Arrays.copyOf(text, text.length + 1);
    nvPTXCompilerHandle compiler = new nvPTXCompilerHandle();
    assertThat(JNvPTXCompiler.nvPTXCompilerCreate(compiler, terminated.length, terminated))
        .isZero();
    String[] options = {"--gpu-name=" + architecture, "--verbose"};
    int code = JNvPTXCompiler.nvPTXCompilerCompile(compiler, options.length, options);
    long[] size = new long[1];
    JNvPTXCompiler.nvPTXCompilerGetErrorLogSize(compiler, size);
    byte[] errors = new byte[(int) size[0] + 1];
    JNvPTXCompiler.nvPTXCompilerGetErrorLog(compiler, errors);
    JNvPTXCompiler.nvPTXCompilerGetInfoLogSize(compiler, size);
    byte[] log = new byte[(int) size[0] + 1];
    JNvPTXCompiler.nvPTXCompilerGetInfoLog(compiler, log);
    JNvPTXCompiler.nvPTXCompilerDestroy(compiler);
    assertThat(code).as(new String(errors, StandardCharsets.UTF_8)).isZero();
    return new String(log, StandardCharsets.UTF_8);
  }

  private static void assertFewSpills(String log) {
    Matcher spills = SPILLS.matcher(log);
    int found = 0;
    while (spills.find()) {
      found++;
      assertThat(Integer.parseInt(spills.group(1))).as(log).isLessThanOrEqualTo(MOST_SPILLED_BYTES);
    }
    assertThat(found).as("kernels in the log").isGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("modesAndNewerCapabilities")
  void newestAssemblerTakesThemToo(Mode mode, int capability) throws IOException {
    assembleByTheNewest(mode, capability);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Mode.class)
  void newestAssemblerTakesThemTooForThoseBetween(Mode mode) throws IOException {
    assembleByTheNewest(mode, NEWER_BETWEEN);
  }

  private static void assembleByTheNewest(Mode mode, int capability) throws IOException {
    if (StandIn.run(List.of("ptxas", "--version")).code() != 0) {
      throw new TestAbortedException("needs ptxas, NVIDIA's assembler, on the path");
    }
    Path ptx = Files.writeString(folder.resolve(mode + ".ptx"), mode.ptx());
    String target = "-arch=sm_" + capability;

    StandIn.Outcome outcome =
        StandIn.run(List.of("ptxas", "-v", target, ptx.toString(), "-o", ptx + ".cubin"));

    assertThat(outcome.code()).as(outcome.output()).isZero();
    assertFewSpills(outcome.output());
  }
}
