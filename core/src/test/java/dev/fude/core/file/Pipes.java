package dev.fude.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Named pipes, where the system has them. */
final class Pipes {
  private Pipes() {}

  static Path make(Path pipe) throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        pipe.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "this system has no named pipes");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }
}
