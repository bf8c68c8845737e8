package dev.fude.core.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Files of the safetensors library itself, from the shared folder of reference material. */
class GoldenFilesTest {
  private static List<Path> goldenFiles() throws IOException {
    Path golden = Path.of(System.getProperty("fude.shared", "shared")).resolve("golden");
    Assumptions.assumeTrue(
        Files.isDirectory(golden),
        () ->
            "needs the shared folder: " + golden + " is missing; set -Dfude.shared to the folder");
    try (Stream<Path> files = Files.walk(golden)) {
      return files.filter(file -> file.toString().endsWith(".safetensors")).sorted().toList();
    }
  }

  @Test
  void allAreReadToTheLastByte() throws IOException {
    List<Path> files = goldenFiles();
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      SafetensorsFile read = Safetensors.read(file);
      Weights weights = Safetensors.readWeights(file);

      assertThat(read.metadata()).as(file.toString()).isNotEmpty().isEqualTo(weights.metadata());
      assertThat(read.tensors()).as(file.toString()).isNotEmpty();
      read.tensors()
          .forEach(
              (name, stored) -> {
                assertThat(stored.dtype()).isIn(DType.F32, DType.U8);
                assertThat(Arrays.equals(weights.tensor(name).data(), stored.toTensor().data()))
                    .as("%s in %s", name, file)
                    .isTrue();
              });
    }
  }

  @Test
  void picturesHoldValuesOfPictures() throws IOException {
    for (Path file : goldenFiles()) {
      if (!file.getParent().endsWith("images")) {
        continue;
      }
      SafetensorsFile read = Safetensors.read(file);
      StoredTensor input = read.tensor("input");
      StoredTensor output = read.tensor("output");

      assertThat(input.dtype()).isEqualTo(DType.U8);
      assertThat(input.shape()).isEqualTo(output.shape());
      assertThat(file.getFileName().toString())
          .contains(input.shape().extent(1) + "x" + input.shape().extent(0));
      float largest = 0;
      for (float value : output.toTensor().data()) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertThat(largest).as(file.toString()).isPositive().isLessThanOrEqualTo(1);
    }
  }
}
