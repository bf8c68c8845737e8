package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherCommandsTest {
  private static final int TENSORS = 77;
  private static final double PARAMETERS = 2_143_552;

  @TempDir static Path models;
  private static Path weights;

  @BeforeAll
  static void makeWeights() {
    weights = Fixtures.weights(models);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "stylize ", "video ", "convert ", "info ", "styles ", "backends ", "bench "})
  void everyCommandHasHelp(String command) {
    Run run = Run.of((Object[]) (command + "--help").split(" ")).isDone();

    assertThat(run.out()).contains("Usage: fude").contains("Exit codes: 0 done");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void tellsItsVersion() {
    assertThat(Run.of("--version").isDone().out())
        .matches("fude [0-9]+\\.[0-9.]+.* \\(Java .+\\)\\R");
  }

  @Test
  void infoTellsWhatAFileHolds() {
    Run run = Run.of("info", weights).isDone();

    assertThat(run.out())
        .contains("77 tensors, 2143552 parameters, [F32]")
        .contains("resize: asymmetric")
        .contains("Loads as animeganv2, resize asymmetric, norm eps 1e-5.");
    assertThat(Run.of("info", weights, "--tensors").isDone().out()).contains("block_a.0.1.weight");
  }

  @Test
  void infoPrintsThePlan() {
    Run run = Run.of("info", weights, "--plan", "64x48", "--backend", "loops").isDone();

    assertThat(run.out())
        .contains("A 64x48 picture with backend loops")
        .containsPattern("heap +[1-9][0-9]? MiB")
        .containsPattern("scratch +none")
        .containsPattern("time +about [0-9]+ s")
        .contains("out_layer");
  }

  @Test
  @Tag("simd")
  void infoForetellsScratchFilesForWhatDoesNotFit() {
    Run run = Run.of("info", weights, "--plan", "640x480", "--memory", "30m").isDone();

    assertThat(run.out())
        .containsPattern("heap +[1-9][0-9] MiB")
        .containsPattern("scratch +[0-9]+ MiB, because all of it does not fit");
  }

  @Test
  @SuppressWarnings("unchecked")
  void infoPrintsJson() {
    Run run = Run.of("info", weights, "--json", "--plan", "64x48");

    Map<String, Object> info = JsonReading.object(run.isDone().out());
    assertThat(info)
        .containsEntry("parameters", PARAMETERS)
        .containsEntry("loads_as", "animeganv2")
        .containsEntry("norm_eps", 1e-5)
        .containsKeys("plan", "bytes_needed", "foretold_seconds")
        .containsEntry("scratch_bytes", 0.0);
    assertThat((List<Object>) info.get("tensors")).hasSize(TENSORS);
  }

  @Test
  @SuppressWarnings("unchecked")
  void backendsTellsWhatCanRun() {
    String out = Run.of("backends").isDone().out();
    assertThat(out)
        .containsPattern("scalar +yes")
        .contains("what auto takes")
        .contains("processors");

    Map<String, Object> result = JsonReading.object(Run.of("backends", "--json").isDone().out());
    assertThat((List<Map<String, Object>>) result.get("backends"))
        .anySatisfy(
            backend ->
                assertThat(backend)
                    .containsEntry("name", "scalar")
                    .containsEntry("available", true));
    assertThat(result).containsKeys("auto", "machine");
  }

  @Test
  @Tag("kernels")
  @SuppressWarnings("unchecked")
  void benchPrintsWhatAClaimNeeds() {
    Run run =
        Run.of("bench", "--size", "24x16", "--runs", 3, "--warmup", 1, "--threads", 2, "--json");

    Map<String, Object> result = JsonReading.object(run.isDone().out());
    assertThat(result)
        .containsEntry("threads", 2.0)
        .containsEntry("width", 24.0)
        .containsEntry("height", 16.0)
        .containsKeys(
            "engine", "vector_bits", "weights", "pictures_per_second", "gflop_per_second");
    List<Double> seconds = (List<Double>) result.get("seconds");
    assertThat(seconds).hasSize(3);
    assertThat(result)
        .containsEntry("median_seconds", seconds.stream().sorted().toList().get(1))
        .containsEntry("min_seconds", seconds.stream().min(Double::compare).orElseThrow())
        .containsEntry("max_seconds", seconds.stream().max(Double::compare).orElseThrow());
    assertThat((Map<String, Object>) result.get("machine"))
        .containsKeys("java", "vm", "os", "arch");
  }

  @Test
  void benchPrintsText() {
    Run run = Run.of("bench", "--size", "16", "--runs", 1, "--warmup", 0, "--model", weights);

    assertThat(run.isDone().out()).contains("median seconds").contains("gflop per second");
  }
}
