package dev.fude.backend.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.backend.jcuda.driver.NativeLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** While JCuda's library is loaded, other threads find the JVM's properties as they were. */
class TemporaryFolderTest {
  /** Loads the library behind the stand-in, and watches a property meanwhile. */
  static final class Watch {
    private static final AtomicBoolean CHANGED = new AtomicBoolean();

    private Watch() {}

    public static void main(String[] arguments) throws InterruptedException {
      System.load(arguments[0]);
      String usual = System.getProperty("java.io.tmpdir");
      Thread watcher =
          new Thread(
              () -> {
                while (!Thread.currentThread().isInterrupted()) {
                  if (!usual.equals(System.getProperty("java.io.tmpdir"))) {
                    CHANGED.set(true);
                  }
                }
              });
      watcher.start();
      boolean loaded = NativeLibrary.load().driver().isPresent();
      watcher.interrupt();
      watcher.join();
      System.out.println(loaded + " " + CHANGED.get());
    }
  }

  @Test
  void folderForTemporaryFilesStaysWhatItWas() throws IOException {
    StandIn.require();
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Watch.class.getName(),
                    StandIn.LIBRARY.toAbsolutePath().toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(out.strip()).as("loaded, changed").isEqualTo("true false");
  }
}
