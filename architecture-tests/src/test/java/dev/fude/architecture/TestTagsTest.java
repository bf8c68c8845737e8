package dev.fude.architecture;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * A tag adds a test to an execution or takes it out of one, as the parent POM tells. A tag with a
 * slip of the pen, or one that the module's POM has no execution for, would do neither, and nobody
 * would see.
 */
@Tag("one-jdk")
class TestTagsTest {
  private static final Set<String> WITH_VECTOR_MODULE = Set.of("simd", "kernels", "every-width");
  private static final Set<String> OTHERS =
      Set.of("without-vector", "widest", "slow", "gpu", "one-jdk", "browser", "spark");
  private static final Pattern TAG = Pattern.compile("@(?:Arch)?Tag\\(\"([^\"]*)\"\\)");

  @TestFactory
  Stream<DynamicTest> everyTagHasItsExecution() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of(".."))) {
      List<Path> modules =
          folders.filter(folder -> Files.isDirectory(folder.resolve("src/test/java"))).toList();
      assertThat(modules).hasSizeGreaterThan(5);
      return modules.stream()
          .map(
              module ->
                  DynamicTest.dynamicTest(module.getFileName().toString(), () -> check(module)));
    }
  }

  private static void check(Path module) throws IOException {
    Set<String> tags = tags(module.resolve("src/test/java"));
    String pom = Files.readString(module.resolve("pom.xml"));

    assertThat(tags)
        .isSubsetOf(Stream.of(WITH_VECTOR_MODULE, OTHERS).flatMap(Set::stream).toList());
    if (tags.stream().anyMatch(WITH_VECTOR_MODULE::contains)) {
      assertThat(pom).contains("<fude.simd.skip>false</fude.simd.skip>");
    }
    if (tags.contains("every-width")) {
      assertThat(pom).contains("<fude.widths.skip>false</fude.widths.skip>");
    }
  }

  private static Set<String> tags(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> TAG.matcher(text(file)).results().map(result -> result.group(1)))
          .collect(toCollection(TreeSet::new));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
