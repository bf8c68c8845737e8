package dev.fude.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures appear whole and once, whoever writes them, and nothing else is left. */
@Tag("one-jdk")
class OutputTreeTest {
  private static final String FINGERPRINT = "0123456789abcdef";

  @TempDir Path folder;

  private final Configuration hadoop = new Configuration();
  private OutputTree tree;

  @BeforeEach
  void begin() throws IOException {
    tree = new OutputTree("file:" + folder, "run");
    tree.begin(hadoop);
  }

  private Photo photo(OutputTree in) {
    String output = in.output("a b/photo.jpg", "png", false);
    return new Photo("file:/in/a b/photo.jpg", output, 5, FINGERPRINT, 0);
  }

  @Test
  void namesPicturesAfterTheirPhotographs() {
    assertThat(tree.output("a.b/c.jpg", "png", false)).isEqualTo("file:" + folder + "/a.b/c.png");
    assertThat(tree.output("a.b/c.jpg", "png", true)).endsWith("/a.b/c.jpg.png");
    assertThat(tree.output("a.b/c", "png", false)).endsWith("/a.b/c.png");
  }

  @Test
  void writesAndKnowsWhatIsFinished() throws IOException {
    Photo photo = photo(tree);
    assertThat(tree.isFinished(photo, false, hadoop)).isFalse();

    assertThat(tree.write(photo, "1", bytes -> bytes.write(new byte[7]), hadoop)).isEqualTo(7);

    assertThat(folder.resolve("a b/photo.png")).hasSize(7);
    assertThat(tree.isFinished(photo, false, hadoop)).isTrue();
    Files.delete(folder.resolve("a b/photo.png"));
    assertThat(tree.isFinished(photo, true, hadoop)).isFalse();
  }

  @Test
  void aFailureLeavesWhatWasThere() throws IOException {
    Photo photo = photo(tree);
    tree.write(photo, "1", bytes -> bytes.write(new byte[7]), hadoop);

    assertThatThrownBy(() -> tree.write(photo, "2", OutputTreeTest::fail, hadoop))
        .hasMessage("half way");

    assertThat(folder.resolve("a b/photo.png")).hasSize(7);
    assertNothingUnfinished();
  }

  private static void fail(OutputStream bytes) throws IOException {
    bytes.write(1);
    throw new IOException("half way");
  }

  @Test
  void whoIsStillWritingWhenTheRunHasEndedLeavesNothing() throws IOException {
    tree.end(false, hadoop);

    assertThatThrownBy(() -> tree.write(photo(tree), "1", bytes -> bytes.write(1), hadoop))
        .isInstanceOf(IOException.class);

    assertThat(folder.resolve("a b")).doesNotExist();
    assertNothingUnfinished();
  }

  @Test
  void replacesWhatAFileSystemDoesNotOverwrite() throws IOException {
    OutputTree strict = in("strict", Strict.class);
    Photo photo = photo(strict);
    Files.createDirectories(folder.resolve("a b"));
    Files.write(folder.resolve("a b/photo.png"), new byte[3]); // of other settings

    strict.write(photo, "1", bytes -> bytes.write(new byte[7]), hadoop);
    assertThat(folder.resolve("a b/photo.png")).hasSize(7);

    strict.write(photo, "2", bytes -> bytes.write(new byte[8]), hadoop); // the slower twin
    assertThat(folder.resolve("a b/photo.png")).hasSize(7);
    assertNothingUnfinished();
  }

  @Test
  void putsIntoObjectStoresWithoutRenaming() throws IOException {
    OutputTree store = in("s3a", Store.class);

    store.write(photo(store), "1", bytes -> bytes.write(new byte[7]), hadoop);

    assertThat(folder.resolve("a b/photo.png")).hasSize(7);
    assertThat(store.isFinished(photo(store), false, hadoop)).isTrue();
  }

  private OutputTree in(String scheme, Class<?> fileSystem) throws IOException {
    hadoop.set("fs." + scheme + ".impl", fileSystem.getName());
    OutputTree other = new OutputTree(scheme + "://" + folder, "run");
    other.begin(hadoop);
    return other;
  }

  private void assertNothingUnfinished() throws IOException {
    Path unfinished = folder.resolve("_fude/tmp/run");
    if (Files.exists(unfinished)) {
      try (Stream<Path> files = Files.list(unfinished)) {
        assertThat(files).isEmpty();
      }
    }
  }

  /** Refuses to rename over a file, as HDFS does. */
  public static final class Strict extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("strict:///");
    }

    @Override
    public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
        throws IOException {
      return !exists(to) && super.rename(from, to);
    }
  }

  /** Knows no renaming. */
  public static final class Store extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("s3a:///");
    }

    @Override
    public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to) {
      throw new UnsupportedOperationException();
    }
  }
}
