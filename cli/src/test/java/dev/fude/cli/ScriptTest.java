package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The script {@code ./fude} in a checkout made of stubs: the build only says that it ran, and Java
 * only says how it was called.
 */
@Tag("one-jdk")
class ScriptTest {
  private static final Path SCRIPT = Path.of("..", "fude");

  /** What people call folders, and shells, class paths and addresses take for something else. */
  private static final String NAME = "a !check+out, #1 (50%25) & more $HOME";

  @TempDir Path folder;
  private Path checkout;
  private Path java;

  @BeforeEach
  void makeCheckout() throws IOException {
    assumeThat(Files.isExecutable(Path.of("/bin/sh")))
        .as("the script needs a POSIX shell")
        .isTrue();
    checkout = Files.createDirectories(folder.resolve(NAME));
    Files.copy(SCRIPT, checkout.resolve("fude"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(checkout.resolve("cli/src/main"));
    Files.createFile(checkout.resolve("pom.xml"));
    buildBy("echo noise on standard output");
    java = fakeJava("jdk 99", "99.0.1", "java.base jdk.incubator.vector");
  }

  /** Makes the build a stub that notes that it ran. */
  private void buildBy(String command) throws IOException {
    executable(checkout.resolve("mvnw"), "echo built >>builds", command, "mkdir -p cli/target/lib");
  }

  @Test
  void buildsOnceThenRunsAtOnce() throws Exception {
    Result first = fude(checkout, "stylize", "my photo.jpg");
    Result second = fude(checkout, "stylize", "my photo.jpg");

    assertThat(first.exitCode()).isEqualTo(42);
    assertThat(first.err())
        .containsExactly(
            "fude: building (first use, about a minute) ...", "noise on standard output");
    assertThat(second.err()).isEmpty();
    assertThat(second.out())
        .containsSequence("--add-modules", "jdk.incubator.vector")
        .containsSequence("dev.fude.cli.Main", "stylize", "my photo.jpg")
        .contains(checkout.toRealPath() + "/cli/target/lib/*");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void keepsStandardInputForTheCommand() throws Exception {
    executable(checkout.resolve("mvnw"), "cat >/dev/null", "mkdir -p cli/target/lib");
    Path bin = folder.resolve("jdk 99/bin");
    executable(bin.resolve("java"), "cat", "exit 42");
    Path photo = Files.writeString(folder.resolve("photo"), "a photograph");
    Files.writeString(
        folder.resolve("pipe.sh"),
        "cat '" + photo + "' | '" + checkout.resolve("fude") + "' stylize -");

    Result result =
        start(checkout, Map.of(), Path.of("/bin/sh"), folder.resolve("pipe.sh").toString())
            .finish();

    assertThat(result.out()).containsExactly("a photograph");
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    fude(checkout, "backends");
    Path source = Files.createFile(checkout.resolve("cli/src/main/Main.java"));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));

    Result again = fude(checkout, "backends");

    assertThat(again.err()).contains("fude: building (the sources have changed) ...");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void twoFirstUsesAtOnceMakeOneBuild() throws Exception {
    buildBy("sleep 1"); // long enough for the other to find it under way
    Launch one = start(checkout, Map.of(), checkout.resolve("fude"), "backends");
    Launch two = start(checkout, Map.of(), checkout.resolve("fude"), "backends");

    assertThat(List.of(one.finish().exitCode(), two.finish().exitCode())).containsOnly(42);
    assertThat(builds()).isEqualTo(1);
    assertThat(checkout.resolve("cli/target/fude.lock")).doesNotExist();
  }

  @Test
  void passesOverALockWhoseOwnerIsGone() throws Exception {
    Process gone = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
    gone.waitFor();
    Path lock = Files.createDirectories(checkout.resolve("cli/target/fude.lock"));
    Files.writeString(lock.resolve("pid"), gone.pid() + "\n");

    assertThat(fude(checkout, "backends").exitCode()).isEqualTo(42);
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void runsThroughALinkFromAnotherFolder() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));
    Path link = folder.resolve("link to fude");
    Files.createSymbolicLink(link, Path.of(NAME, "fude"));

    Result result = start(elsewhere, Map.of(), link, "info", "x").finish();

    assertThat(result.exitCode()).isEqualTo(42);
    assertThat(checkout.resolve("cli/target/lib")).isDirectory();
    assertThat(Fixtures.listing(elsewhere)).containsOnlyKeys("");
  }

  @Test
  void saysWhenTheBuildFails() throws Exception {
    executable(checkout.resolve("mvnw"), "echo the reason >&2", "exit 1");

    Result result = fude(checkout, "backends");

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("the reason").last().asString().contains("the build failed");
    assertThat(checkout.resolve("cli/target/fude.lock")).doesNotExist();
  }

  @Test
  void saysWhenTheCheckoutCannotBeWritten() throws Exception {
    // A file where the folder belongs: unlike permissions, it also stops the superuser.
    Files.createFile(checkout.resolve("cli/target"));

    Result result = fude(checkout, "backends");

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).singleElement().asString().contains("cannot be written to");
  }

  @ParameterizedTest
  @CsvSource({"a:b, holds a colon", "wow!, ends with !", "wow!/b, ends with !"})
  void refusesFoldersThatJavaFindsNoJarsIn(String name, String reason) throws Exception {
    Path other = Files.createDirectories(folder.resolve(name));
    Files.copy(SCRIPT, other.resolve("fude"), StandardCopyOption.COPY_ATTRIBUTES);

    Result result = start(folder, Map.of(), other.resolve("fude"), "backends").finish();

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).singleElement().asString().contains(reason, "rename");
  }

  @Test
  void leavesTheFlagOutWhereTheModuleIsMissing() throws Exception {
    java = fakeJava("small java", "98.0.1", "java.base java.desktop");

    Result result = fude(checkout, "backends");

    assertThat(result.exitCode()).isEqualTo(42);
    assertThat(result.out()).doesNotContain("--add-modules");
  }

  @Test
  void refusesAnOldJava() throws Exception {
    java = fakeJava("old java", "11.0.2", "java.base");

    Result result = fude(checkout, "backends");

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .singleElement()
        .asString()
        .contains("17 or newer")
        .contains("old java");
  }

  @Test
  void takesTheNewestJava() throws Exception {
    Path newest = fakeJava("newest", "99.2.0", "java.base");
    fakeJava("newer", "99.1.12", "java.base");
    String path = folder.resolve("newer/bin") + ":" + System.getenv("PATH");
    Map<String, String> environment =
        Map.of("FUDE_JAVA_HOME", "", "JAVA_HOME", newest.toString(), "PATH", path);

    Result result = start(checkout, environment, checkout.resolve("fude"), "backends").finish();

    assertThat(result.out()).first().isEqualTo(newest + "/bin/java");
  }

  @Test
  void passesOptionsToTheJvm() throws Exception {
    Map<String, String> environment = Map.of("FUDE_JAVA_OPTS", "-Xmx4g -Dfude.debug=true");

    Result result = start(checkout, environment, checkout.resolve("fude"), "backends").finish();

    assertThat(result.out()).containsSequence("-Xmx4g", "-Dfude.debug=true");
  }

  @ParameterizedTest
  @CsvSource({
    "-h, false",
    "--version, false",
    "styles, false",
    "convert a.pt -o b.safetensors, false",
    "info hayao, false",
    "info hayao --plan=512x512, true",
    "info hayao --backend simd, true",
    "stylize styles, true",
    "backends, true",
    "some-later-command, true",
  })
  void passesTheFlagToCommandsThatCompute(String command, boolean computes) throws Exception {
    Result result = fude(checkout, command.split(" "));

    assertThat(result.out().contains("jdk.incubator.vector")).isEqualTo(computes);
  }

  @ParameterizedTest
  @CsvSource({
    "FUDE_JAVA_OPTS, -XX:+UseG1GC, false",
    "FUDE_JAVA_OPTS, -Xmx4g -XX:+UseZGC -Da=b, false",
    "JAVA_TOOL_OPTIONS, -XX:+UseParallelGC, false",
    "JDK_JAVA_OPTIONS, @some.options, false",
    "FUDE_JAVA_OPTS, -XX:+UseLargePages, true",
  })
  void choosesNoCollectorBesideTheUsers(String variable, String options, boolean chosen)
      throws Exception {
    Map<String, String> environment = Map.of(variable, options);

    Result result = start(checkout, environment, checkout.resolve("fude"), "backends").finish();

    assertThat(result.out().contains("-XX:+UseSerialGC")).isEqualTo(chosen);
  }

  @Test
  void makesAnArchiveOfClassesOnceForEachJava() throws Exception {
    addSample();
    archivingJava("true");

    Result first = fude(checkout, "stylize", "a.jpg");
    Result second = fude(checkout, "stylize", "a.jpg");

    String archive = checkout.toRealPath() + "/cli/target/fude-java-99000001.jsa";
    assertThat(first.err()).contains("fude: preparing for this Java (first use, some seconds) ...");
    assertThat(second.err()).isEmpty();
    assertThat(List.of(first, second))
        .allSatisfy(run -> assertThat(run.out()).contains("-XX:SharedArchiveFile=" + archive));
    assertThat(folder.resolve("jdk 99/bin/archived")).hasContent("once");
    assertThat(Path.of(archive)).hasContent("classes");
  }

  @Test
  void runsWithoutAnArchiveWhereJavaMakesNone() throws Exception {
    addSample();
    archivingJava("exit 1");

    Result first = fude(checkout, "stylize", "a.jpg");
    Result second = fude(checkout, "stylize", "a.jpg");

    assertThat(List.of(first, second))
        .allSatisfy(run -> assertThat(run.exitCode()).isEqualTo(42))
        .allSatisfy(run -> assertThat(run.out().toString()).doesNotContain("SharedArchiveFile"));
    assertThat(second.err()).isEmpty();
    assertThat(folder.resolve("jdk 99/bin/archived")).hasContent("once");
  }

  private void addSample() throws IOException {
    Files.createFile(Files.createDirectories(checkout.resolve("samples")).resolve("harbour.png"));
  }

  /** A Java that writes the archive it is asked for, or does something else instead. */
  private void archivingJava(String instead) throws IOException {
    executable(
        folder.resolve("jdk 99/bin/java"),
        "for option; do",
        "  case $option in -XX:ArchiveClassesAtExit=*)",
        "    echo once >>\"${0%/*}/archived\"",
        "    " + instead,
        "    printf classes >\"${option#*=}\"",
        "    exit 0 ;;",
        "  esac",
        "done",
        "printf '%s\\n' \"$@\"",
        "exit 42");
  }

  @ParameterizedTest
  @CsvSource({
    "ANSI_X3.4-1968, 'C POSIX C.utf8 de_DE.utf8', C.UTF-8",
    "ANSI_X3.4-1968, 'C POSIX de_DE de_DE.utf8', de_DE.utf8",
    "ANSI_X3.4-1968, 'C POSIX', C.UTF-8",
    "EUC-JP, 'C ja_JP.eucjp C.utf8', ja_JP.eucJP",
    "UTF-8, 'C de_DE.utf8', ja_JP.eucJP",
  })
  void givesJavaALocaleForFileNamesWhereThereIsOnlyAscii(
      String charmap, String installed, String expected) throws Exception {
    executable(
        Files.createDirectories(folder.resolve("tools")).resolve("locale"),
        "[ \"$1\" = charmap ] && echo " + charmap + " || printf '%s\\n' " + installed);
    executable(folder.resolve("jdk 99/bin/java"), "echo \"$LC_ALL\"", "exit 42");
    String path = folder.resolve("tools") + ":" + System.getenv("PATH");
    Map<String, String> environment = Map.of("LC_ALL", "ja_JP.eucJP", "PATH", path);

    Result result = start(checkout, environment, checkout.resolve("fude"), "backends").finish();

    assertThat(result.out()).containsExactly(expected);
  }

  /** The script for Windows does not run here; what it passes to the JVM is compared. */
  @Test
  void bothScriptsPassTheSameOptions() throws IOException {
    assertThat(jvmOptions(Path.of("..", "fude.cmd"))).isEqualTo(jvmOptions(SCRIPT)).hasSize(8);
  }

  private static Set<String> jvmOptions(Path script) throws IOException {
    Pattern option =
        Pattern.compile(
            "--add-modules [a-z.]+|--enable-native-access=\\S+|-XX:\\w+=\\d+m?|-XX:\\+Use\\w+GC"
                + "|-Dfude\\.terminal"
                + "|dev\\.fude\\.cli\\.Main");
    return option
        .matcher(Files.readString(script))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  private Path fakeJava(String name, String version, String modules) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Path bin = Files.createDirectories(home.resolve("bin"));
    executable(bin.resolve("java"), "printf '%s\\n' \"$0\" \"$@\"", "exit 42");
    executable(bin.resolve("javac"), "exit 0");
    Files.writeString(
        home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\nMODULES=\"" + modules + "\"\n");
    return home;
  }

  private static void executable(Path file, String... lines) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private long builds() throws IOException {
    return Files.readAllLines(checkout.resolve("builds")).size();
  }

  private Result fude(Path from, String... args) throws IOException, InterruptedException {
    return start(from, Map.of(), checkout.resolve("fude"), args).finish();
  }

  private Launch start(Path from, Map<String, String> environment, Path script, String... args)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(args));
    Path logs = Files.createDirectories(folder.resolve("logs"));
    Path out = Files.createTempFile(logs, "out", "");
    Path err = Files.createTempFile(logs, "err", "");
    ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
    builder.environment().put("FUDE_JAVA_HOME", java.toString());
    builder.environment().putAll(environment);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return new Launch(builder.start(), out, err);
  }

  private record Launch(Process process, Path out, Path err) {
    Result finish() throws IOException, InterruptedException {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("the script ends").isTrue();
      return new Result(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
    }
  }

  private record Result(int exitCode, List<String> out, List<String> err) {}
}
