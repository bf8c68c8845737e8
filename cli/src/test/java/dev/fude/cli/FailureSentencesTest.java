package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every sentence about what is neither wrong use nor bad input: a program that is incomplete or
 * wrong, and a system that gives too little. Each in a JVM of its own, which is put into that
 * state.
 */
class FailureSentencesTest {
  private static final String JAVA_OPTS = "FUDE_JAVA_OPTS=";

  @TempDir Path folder;

  @Tag("one-jdk")
  @ParameterizedTest
  @CsvSource({
    "java.lang.IllegalStateException, the plan is wrong",
    "java.lang.NullPointerException,",
    "java.lang.NoClassDefFoundError, dev/fude/Gone",
  })
  void anErrorThatNobodyForesaw(String failure, String words) throws Exception {
    Path photo = Fixtures.photo(folder, "photo.png", 8, 8);
    Path picture = folder.resolve("picture.png");
    Object[] args = {"stylize", photo, "-o", picture, "--quiet", "--backend", FailingBackend.NAME};

    Run run = failing(failure, words).fude(args);

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .startsWith("fude: an error that is not the input's fault: ")
        .contains(failure.substring(failure.lastIndexOf('.') + 1))
        .contains(words == null ? "no message" : words)
        .hasLineCount(1);
    assertThat(picture).doesNotExist();
    String told = run.err().substring(run.err().indexOf(JAVA_OPTS) + JAVA_OPTS.length());
    String option = told.substring(0, told.indexOf(' '));
    assertThat(failing(failure, words).with(option).fude(args).err())
        .as("with the option that it tells")
        .contains("at dev.fude.cli.FailingBackend.prepare");
  }

  @Test
  void theHeapIsTooSmall() throws Exception {
    byte[] names = new byte[20 << 20];
    Arrays.fill(names, (byte) 'a');
    Path list = Files.write(folder.resolve("list"), names);
    Object[] args = {"stylize", "--from", list, "-o", folder.resolve("out")};

    Run run = Jvm.PLAIN.with("-Xmx24m").fude(args);

    run.failsInOneSentence(ExitCode.FAILED, "Java ran out of memory with a heap of 24 MiB");
    String option = run.err().strip().replaceFirst(".*" + JAVA_OPTS + "(-Xmx\\d+g)\\.$", "$1");
    Jvm.PLAIN
        .with(option)
        .fude(args)
        .failsInOneSentence(ExitCode.BAD_INPUT, "does not exist"); // it has been read
  }

  /** A model's file that may be sound: nobody can tell here. */
  @Test
  void theHeapIsTooSmallForWeights() throws Exception {
    String header =
        "{\"__metadata__\":{\"format\":\"fude\"},\"a\":{\"dtype\":\"F32\",\"shape\":[10485760],"
            + "\"data_offsets\":[0,41943040]}}";
    Path weights = folder.resolve("large.safetensors");
    try (RandomAccessFile file = new RandomAccessFile(weights.toFile(), "rw")) {
      file.writeLong(Long.reverseBytes(header.length()));
      file.writeBytes(header);
      file.setLength(file.length() + 41_943_040);
    }

    Jvm.PLAIN
        .with("-Xmx24m")
        .fude("info", weights)
        .failsInOneSentence(
            ExitCode.FAILED, "40 MiB, more than the Java heap of 24 MiB", JAVA_OPTS + "-Xmx2g.");
  }

  @Tag("one-jdk")
  @Test
  void theSystemGivesNoMoreThreads() throws Exception {
    Path photo = Fixtures.photo(folder, "photo.png", 8, 8);
    String words =
        "unable to create native thread: possibly out of memory or process limits reached";

    failing("java.lang.OutOfMemoryError", words)
        .fude("stylize", photo, "-o", folder.resolve("a.png"), "--backend", FailingBackend.NAME)
        .failsInOneSentence(
            ExitCode.FAILED, "the system gives Java no more threads (" + words, "raise its limits");
  }

  @Tag("one-jdk")
  @Test
  void aBackendCannotBeLoaded() throws Exception {
    Path services = service("dev.fude.core.backend.Backend", "dev.fude.Gone");
    Jvm.PLAIN
        .classPathAfter(services)
        .fude("backends")
        .failsInOneSentence(
            ExitCode.FAILED,
            "A backend on the class path cannot be loaded",
            "dev.fude.Gone",
            "remove its jar");
  }

  @Tag("one-jdk")
  @Test
  void aBuiltInStyleCannotBeLoaded() throws Exception {
    Path services = service("dev.fude.model.style.BuiltInStyle", "dev.fude.Gone");
    Jvm.PLAIN
        .classPathAfter(services)
        .fude("styles")
        .failsInOneSentence(
            ExitCode.FAILED,
            "A built-in style cannot be loaded",
            "dev.fude.Gone",
            "remove its jar");
  }

  @Tag("one-jdk")
  @Test
  void noStyleIsBuiltIn() throws Exception {
    String others =
        Arrays.stream(Jvm.PLAIN.classPath().split(File.pathSeparator))
            .filter(entry -> !entry.contains("style-ink"))
            .collect(Collectors.joining(File.pathSeparator));
    Jvm plain = Jvm.PLAIN.classPath(others);
    Path photo = Fixtures.photo(folder, "photo.png", 8, 8);
    Path picture = folder.resolve("picture.png");

    plain
        .fude("stylize", photo, "-o", picture)
        .failsInOneSentence(ExitCode.WRONG_USE, "No style is built in here", "--model FILE");

    Path weights = Fixtures.weights(folder);
    plain.fude("stylize", photo, "-o", picture, "--model", weights).isDone();
  }

  private Jvm failing(String failure, String words) throws IOException {
    Jvm jvm =
        Jvm.PLAIN
            .classPathAfter(
                service("dev.fude.core.backend.Backend", FailingBackend.class.getName()))
            .with("-D" + FailingBackend.FAILURE + "=" + failure);
    return words == null ? jvm : jvm.with("-D" + FailingBackend.WORDS + "=" + words);
  }

  /** A folder for the class path that offers a class as a service. */
  private Path service(String service, String provider) throws IOException {
    Path services = Files.createDirectories(folder.resolve("more/META-INF/services"));
    Files.writeString(services.resolve(service), provider);
    return folder.resolve("more");
  }
}
