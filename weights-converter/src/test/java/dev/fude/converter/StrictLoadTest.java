package dev.fude.converter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fude.converter.files.SafetensorsBytes;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.files.TorchFile;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.DType;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.model.generator.LayerTable;
import dev.fude.testkit.SharedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reverse way: a genuine PyTorch module takes what was converted, no name more or less. */
class StrictLoadTest {
  private static final Path SCRIPT = Path.of("src", "test", "python", "strict_load.py");

  /** The one that is found first, and the system's, which Debian's package is for. */
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

  private static final long PATIENCE_SECONDS = 120;

  /** As the project promises for its own engine. */
  private static final double TOLERANCE = 1e-4;

  private static Optional<String> python = Optional.empty();

  @TempDir Path folder;

  private record Run(int exit, String output) {}

  @BeforeAll
  static void findPython() throws InterruptedException {
    for (String candidate : PYTHONS) {
      if (python.isEmpty() && hasTorch(candidate)) {
        python = Optional.of(candidate);
      }
    }
    assumeTrue(python.isPresent(), "needs a python3 with PyTorch and NumPy");
  }

  private static boolean hasTorch(String candidate) throws InterruptedException {
    try {
      return run(List.of(candidate, "-c", "import numpy, torch")).exit() == 0;
    } catch (IOException e) {
      return false; // no such program
    }
  }

  private static Run run(List<String> command) throws IOException, InterruptedException {
    Path log = Files.createTempFile("strict", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .as("%s ends", command)
          .isTrue();
      return new Run(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(log);
    }
  }

  private static Run strictLoad(Path... files) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python.orElseThrow(), SCRIPT.toString()));
    for (Path file : files) {
      command.add(file.toString());
    }
    return run(command);
  }

  private Path converted(Path source, DType dtype) {
    Path target = folder.resolve("out.safetensors");
    Conversion.open(source).dtype(dtype).write(target, false);
    return target;
  }

  @Test
  void moduleTakesWhatWasConverted() throws IOException, InterruptedException {
    Map<String, Tensor> tensors =
        TinyNetwork.randomHalves(LayerTable.of(AnimeGanV2.GENERATOR), 20_276);
    Path source = TorchFile.of(tensors).write(folder.resolve("a.pt"));
    Run run = strictLoad(converted(source, DType.F16));
    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(run.output()).contains("strict: 77 tensors");
  }

  /** Otherwise the test above would prove nothing. */
  @Test
  void moduleRefusesAnotherName() throws IOException, InterruptedException {
    Map<String, Tensor> tensors = TinyNetwork.randomTensors(TinyNetwork.TINY, 20_277);
    byte[] other = SafetensorsBytes.of(tensors, "F32", Map.of("norm_eps", "1e-5"));
    Run run = strictLoad(Files.write(folder.resolve("other.safetensors"), other));
    assertThat(run.exit()).isNotZero();
    assertThat(run.output()).contains("Unexpected key(s) in state_dict: \"a.conv.weight\"");
  }

  @Test
  void moduleGivesThePictureThatTheOriginalGave() throws IOException, InterruptedException {
    Path source = SharedFolder.require("weights/hayao.pt");
    Path golden = SharedFolder.require("golden/images/bry1_256x256_torch_align.safetensors");
    Run run = strictLoad(converted(source, DType.F32), golden);
    assertThat(run.exit()).as(run.output()).isZero();
    String difference = run.output().strip().replaceAll("(?s).*largest difference: ", "");
    assertThat(Double.parseDouble(difference)).isLessThan(TOLERANCE);
  }
}
