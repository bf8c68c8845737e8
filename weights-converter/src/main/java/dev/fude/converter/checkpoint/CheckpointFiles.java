package dev.fude.converter.checkpoint;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.Source;
import dev.fude.core.Quoted;
import dev.fude.core.weights.InvalidWeightsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files of a checkpoint and how one leads to another. */
final class CheckpointFiles {
  private static final String INDEX = ".index";
  private static final String LATEST = "checkpoint";
  private static final String LATEST_KEY = "model_checkpoint_path:";

  /** The names of the files beside an index that belong to it. */
  private static final Pattern COMPANION = Pattern.compile("(.+)\\.(data-\\d+-of-\\d+|meta)");

  private static final int MAX_LATEST_BYTES = 1 << 16;
  private static final int MAX_SHARDS = 1_000;
  private static final int MAX_LISTED = 10;

  private CheckpointFiles() {}

  /**
   * The index that a user means.
   *
   * @param named a folder, the beginning of the names, a shard, the graph, or the file {@code
   *     checkpoint}
   * @return the index, or empty if it is none of these
   * @throws MalformedSourceException if it is a folder of several checkpoints, and none the latest
   */
  static Optional<Path> index(Path named) {
    Path absolute = named.toAbsolutePath();
    String name = fileName(absolute);
    if (Files.isRegularFile(named)) {
      Matcher companion = COMPANION.matcher(name);
      if (companion.matches()) {
        return existing(absolute, companion.group(1));
      }
      return name.equals(LATEST) ? inFolder(absolute.getParent()) : Optional.empty();
    }
    Optional<Path> inside = Files.isDirectory(named) ? inFolder(named) : Optional.empty();
    return inside.or(() -> existing(absolute, name));
  }

  private static String fileName(Path path) {
    return path.getFileName() == null ? "" : path.getFileName().toString();
  }

  /** The index of that beginning in the folder of a file, if there is one. */
  private static Optional<Path> existing(Path file, String beginning) {
    if (beginning.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path index = file.resolveSibling(beginning + INDEX);
      return Optional.of(index).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> inFolder(Path folder) {
    return latest(folder.resolve(LATEST)).or(() -> only(indices(folder)));
  }

  /**
   * The index that the file {@code checkpoint} calls the latest. It gives a path on the machine
   * that trained, of which the last name is what matters here.
   */
  private static Optional<Path> latest(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_LATEST_BYTES) {
        return Optional.empty();
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return text.lines()
          .map(String::strip)
          .filter(line -> line.startsWith(LATEST_KEY))
          .map(line -> line.substring(LATEST_KEY.length()).replace("\"", "").strip())
          .findFirst()
          .map(path -> path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1))
          .flatMap(name -> existing(file, name));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<Path> indices(Path folder) {
    List<Path> indices = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + INDEX)) {
      for (Path path : found) {
        if (isTable(path)) {
          indices.add(path);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return List.of(); // who opens the folder says why
    }
    indices.sort(null);
    return indices;
  }

  private static boolean isTable(Path path) {
    try {
      return Source.open(path).endsWith(SortedTable.MAGIC);
    } catch (InvalidWeightsException e) {
      return false;
    }
  }

  private static Optional<Path> only(List<Path> indices) {
    if (indices.size() > 1) {
      throw new MalformedSourceException(
          String.format(
              "it holds %d checkpoints and does not say which is the latest (%s%s); name one",
              indices.size(),
              indices.stream()
                  .limit(MAX_LISTED)
                  .map(index -> Quoted.name(beginning(fileName(index))))
                  .collect(Collectors.joining(", ")),
              indices.size() > MAX_LISTED ? ", and more" : ""));
    }
    return indices.stream().findFirst();
  }

  private static String beginning(String index) {
    return index.endsWith(INDEX) ? index.substring(0, index.length() - INDEX.length()) : index;
  }

  /**
   * Opens the shards.
   *
   * @param index the index
   * @param count how many the index says that there are
   * @return the shards in order
   * @throws MalformedSourceException if one is not there, or the count makes no sense
   */
  static List<Source> shards(Source index, long count) {
    if (count < 1 || count > MAX_SHARDS) {
      throw new MalformedSourceException(
          String.format(
              "it says that %d files beside it hold its numbers, not 1 to %d;"
                  + " save it as a V2 checkpoint",
              count, MAX_SHARDS));
    }
    List<Source> shards = new ArrayList<>();
    for (int shard = 0; shard < count; shard++) {
      shards.add(shard(index, shard, (int) count));
    }
    return shards;
  }

  private static Source shard(Source index, int shard, int count) {
    String name =
        String.format(
            Locale.ROOT, "%s.data-%05d-of-%05d", beginning(index.fileName()), shard, count);
    if (!Files.exists(index.path().resolveSibling(name))) {
      throw new MalformedSourceException(
          "its numbers are in "
              + Quoted.name(name)
              + ", which is not beside it; download that file too");
    }
    return index.beside(name);
  }
}
