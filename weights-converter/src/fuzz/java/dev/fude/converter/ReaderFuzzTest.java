package dev.fude.converter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.TinyNetwork;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every reader under a coverage-guided fuzzer, in a process of its own, from a small sound file of
 * its format on. What it finds lies in {@code target/fuzz/FORMAT}: the corpus, and {@code crash-*}
 * for an input that something other than the project's exception came out for, {@code timeout-*}
 * for one that took more than five seconds.
 */
class ReaderFuzzTest {
  private static final String SECONDS = System.getProperty("fude.fuzz.seconds", "60");
  private static final long GRACE_SECONDS = 120;
  private static final long SEED = 20_266;

  /** Ample for the fuzzer itself; a reader that wants much more for a few kilobytes is found. */
  private static final String HEAP = "-Xmx512m";

  @ParameterizedTest
  @EnumSource
  void nothingButTheProjectsOwnExceptionComesOut(TinyFile format)
      throws IOException, InterruptedException {
    Path folder = Path.of("target", "fuzz", format.name().toLowerCase(Locale.ROOT));
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    Path files = Files.createDirectories(folder.resolve("files"));
    Path source = format.write(files, TinyNetwork.randomTensors(TinyNetwork.TINY, SEED));
    Files.copy(source, corpus.resolve("sound"), StandardCopyOption.REPLACE_EXISTING);
    Path log = folder.resolve("log");

    Process fuzzer =
        new ProcessBuilder(command(source, folder, corpus))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(fuzzer.waitFor(Long.parseLong(SECONDS) + GRACE_SECONDS, TimeUnit.SECONDS))
          .as("the fuzzer of %s ends", format)
          .isTrue();
    } finally {
      fuzzer.destroyForcibly();
    }
    assertThat(fuzzer.exitValue()).as("see %s", log).isZero();
  }

  private static List<String> command(Path source, Path folder, Path corpus) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        HEAP,
        "-D" + FuzzedSource.FILE + "=" + source,
        "-cp",
        System.getProperty("java.class.path"),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + FuzzedSource.class.getName(),
        "--instrumentation_includes=dev.fude.**",
        "--reproducer_path=" + folder,
        "-artifact_prefix=" + folder + File.separator,
        "-max_total_time=" + SECONDS,
        "-timeout=5",
        "-rss_limit_mb=0", // the heap is the limit
        corpus.toString());
  }
}
