package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script {@code ./fude}: when it builds, and where it is run from. */
@Tag("one-jdk")
class ScriptTest extends ScriptCheckout {
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
}
