package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script {@code ./fude}: which Java it takes, and how it calls it. */
@Tag("one-jdk")
class ScriptJavaTest extends ScriptCheckout {
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

  /** Java takes the last of two. */
  @Test
  void theUsersThresholdsComeLast() throws Exception {
    Map<String, String> environment = Map.of("FUDE_JAVA_OPTS", "-XX:Tier4BackEdgeThreshold=1");

    Result result = start(checkout, environment, checkout.resolve("fude"), "backends").finish();

    assertThat(result.out())
        .filteredOn(argument -> argument.contains("Tier4BackEdgeThreshold"))
        .containsExactly("-XX:Tier4BackEdgeThreshold=400000", "-XX:Tier4BackEdgeThreshold=1");
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
    assertThat(jvmOptions(Path.of("..", "fude.cmd"))).isEqualTo(jvmOptions(SCRIPT)).hasSize(10);
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
}
