package dev.fude.ops.simd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.backend.BackendSelector;
import dev.fude.core.backend.BackendSelector.Selection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JVMs started so that vector kernels are not compiled: what is chosen there, and the reason. */
class SlowJvmTest {
  /** Prints what {@code auto} takes and why, and what comes of asking for {@code simd}. */
  static final class Ask {
    private Ask() {}

    public static void main(String[] arguments) {
      Selection chosen = BackendSelector.installed().select("auto");
      System.out.println(chosen.backend().name());
      System.out.println(chosen.refusals());
      System.out.println(BackendSelector.installed().select("simd").availability().verdict());
    }
  }

  private static List<String> ask(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UnlockExperimentalVMOptions", "-XX:+UnlockDiagnosticVMOptions"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Ask.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as(out).isZero();
    return out.lines().toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:TieredStopAtLevel=1",
        "-XX:TieredStopAtLevel=3",
        "-XX:-EnableVectorSupport",
        "-XX:-UseFMA",
      })
  void autoPassesOverVectorsAndNamesTheOption(String option) throws IOException {
    List<String> lines = ask("--add-modules", "jdk.incubator.vector", option);

    assertThat(lines).hasSize(3).startsWith("loops").endsWith("SLOW");
    assertThat(lines.get(1)).startsWith("simd: ").contains(option).endsWith(".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xint",
        "-XX:CompilationMode=quick-only",
        "-XX:DisableIntrinsic=_VectorTernaryOp",
      })
  void otherWaysToTheSameAreSeenToo(String option) throws IOException {
    List<String> lines = ask("--add-modules", "jdk.incubator.vector", option);

    assertThat(lines).hasSize(3).startsWith("loops").endsWith("SLOW");
  }

  /** A JVM that cannot be asked: an image without the management modules. */
  @ParameterizedTest
  @ValueSource(strings = {"-XX:TieredStopAtLevel=2", "-XX:TieredStopAtLevel=4"})
  void kernelIsTimedWhereNobodyCanBeAsked(String option) throws IOException {
    List<String> lines =
        ask(
            "--limit-modules",
            "jdk.incubator.vector",
            "--add-modules=jdk.incubator.vector",
            option);

    assertThat(lines.get(0)).isEqualTo(option.endsWith("4") ? "simd" : "loops");
  }
}
