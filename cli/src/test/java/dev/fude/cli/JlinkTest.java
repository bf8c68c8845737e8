package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fude.painter.Painter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way to a run-time image, word by word as the README tells it. */
@Tag("one-jdk")
class JlinkTest {
  private static final Path README = Path.of("..", "README.md");

  /** What a program with a painter needs of this module's class path. */
  private static final Pattern NEEDED =
      Pattern.compile(
          "(fude-)?(core|model|ops|painter|style-ink)(-\\d.*)?"
              + "|(joml|metadata-extractor|xmpcore)-.*");

  private static final Pattern SHELL = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;
  private Path mods;

  /** What is in that image: no module of its own, only this on its class path. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      try (Painter painter = Painter.builtIn()) {
        painter.stylize(Path.of(args[0]), Path.of(args[1]), false);
        System.out.println(painter.describe());
      }
    }
  }

  @BeforeEach
  void gatherJars() throws IOException {
    assumeThat(ToolProvider.findFirst("jlink")).as("a JDK with jlink").isPresent();
    assumeThat(Files.isExecutable(Path.of("/bin/sh"))).as("a POSIX shell").isTrue();
    mods = Files.createDirectory(folder.resolve("mods"));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path) && Files.exists(path.resolve("module-info.class"))) {
        String module = path.getParent().getParent().getFileName().toString();
        if (NEEDED.matcher(module).matches()) {
          run("jar", "--create", "--file", mods.resolve(module + ".jar"), "-C", path, ".");
        }
      } else if (NEEDED.matcher(path.getFileName().toString()).matches()) {
        Files.copy(path, mods.resolve(path.getFileName()));
      }
    }
  }

  @Test
  void theRecipeOfTheReadmeMakesAnImageThatPaints() throws Exception {
    Path photo = Fixtures.photo(folder, "photo.png", 16, 12);

    recipe("jdeps", "MODULE", "xmpcore", "NAME-VERSION", jar("xmpcore"));
    recipe("jdeps", "MODULE", "com.drew.metadata", "NAME-VERSION", jar("metadata-extractor"));
    String told =
        recipe(
            "jlink",
            "your.jar",
            classes().toString(),
            "your.Program",
            "'" + Program.class.getName() + "' " + photo + " " + folder.resolve("anime.png"));

    assertThat(told).contains("backend simd");
    assertThat(ImageIO.read(folder.resolve("anime.png").toFile()).getWidth()).isEqualTo(16);
  }

  private static Path classes() throws Exception {
    return Path.of(JlinkTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** The name of a jar without its ending. */
  private String jar(String name) throws IOException {
    try (Stream<Path> jars = Files.list(mods)) {
      return jars.map(jar -> jar.getFileName().toString())
          .filter(jar -> jar.startsWith(name))
          .map(jar -> jar.substring(0, jar.length() - ".jar".length()))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Runs the README's commands that begin with a tool, with words put in place of others. */
  private String recipe(String tool, String... words) throws Exception {
    String script =
        SHELL
            .matcher(Files.readString(README))
            .results()
            .map((MatchResult block) -> block.group(1))
            .filter(block -> block.startsWith(tool))
            .findFirst()
            .orElseThrow(() -> new AssertionError("the README has no commands of " + tool));
    for (int i = 0; i < words.length; i += 2) {
      assertThat(script).contains(words[i]);
      script = script.replace(words[i], words[i + 1]);
    }
    return run("/bin/sh", "-e", "-c", script);
  }

  private String run(Object... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Stream.of(command).map(Object::toString).toList())
            .directory(folder.toFile())
            .redirectErrorStream(true);
    String bin = Path.of(System.getProperty("java.home"), "bin").toString();
    builder.environment().merge("PATH", bin, (path, own) -> own + File.pathSeparator + path);
    Process process = builder.start();
    String told = new String(process.getInputStream().readAllBytes());
    try {
      assertThat(process.waitFor()).as("%s: %s", List.of(command), told).isZero();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return told;
  }
}
