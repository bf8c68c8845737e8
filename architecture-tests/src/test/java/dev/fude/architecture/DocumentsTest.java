package dev.fude.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Documents are read in terminals too. What is a table, or what a program prints, cannot wrap. */
@Tag("one-jdk")
class DocumentsTest {
  private static final int MOST_CHARACTERS = 120;
  private static final String FENCE = "```";
  private static final Path CHECKOUT = Path.of("..");

  /** Of folders that hold nothing of ours; {@code shared} is the reference folder. */
  private static final Set<String> OTHERS = Set.of("target", "shared", ".git");

  @Test
  void linesAreOfAReadableLength() throws IOException {
    List<Path> documents = documents();
    assertThat(documents).hasSizeGreaterThan(30).contains(CHECKOUT.resolve("README.md"));
    List<String> tooLong = new ArrayList<>();
    for (Path document : documents) {
      addTooLong(document, tooLong);
    }
    assertThat(tooLong).isEmpty();
  }

  private static void addTooLong(Path document, List<String> tooLong) throws IOException {
    boolean fenced = false;
    boolean printed = false;
    int number = 0;
    for (String line : Files.readAllLines(document)) {
      number++;
      if (line.strip().startsWith(FENCE)) {
        // What is to be typed has a language, and can wrap.
        fenced = !fenced;
        printed = fenced && line.strip().equals(FENCE);
      }
      int length = line.codePointCount(0, line.length());
      if (length > MOST_CHARACTERS && !printed && !line.startsWith("|")) {
        tooLong.add(document + ":" + number + ": " + length);
      }
    }
  }

  private static List<Path> documents() throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        CHECKOUT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return OTHERS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}
