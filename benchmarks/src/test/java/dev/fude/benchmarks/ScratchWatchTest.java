package dev.fude.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
class ScratchWatchTest {
  @TempDir Path folder;

  @Test
  void countsScratchFilesAlone() throws IOException {
    Path scratch = Files.write(folder.resolve(".fude-1.scratch"), new byte[300]);
    Path other = Files.write(folder.resolve("photo.png"), new byte[5000]);

    assertThat(ScratchWatch.scratchBytes(List.of(link("3", scratch), link("4", other))))
        .isEqualTo(300);
  }

  @Test
  void filesThatWereClosedMeanwhileCountNothing() throws IOException {
    assertThat(ScratchWatch.scratchBytes(List.of(link("3", folder.resolve("gone.scratch")))))
        .isZero();
  }

  private Path link(String name, Path target) throws IOException {
    return Files.createSymbolicLink(folder.resolve(name), target);
  }
}
