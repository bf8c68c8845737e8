package dev.fude.spark;

import dev.fude.core.FudeException;
import dev.fude.core.backend.Backend;
import dev.fude.model.Model;
import dev.fude.model.style.BuiltInStyle;
import dev.fude.painter.Painter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * What a cluster on one machine needs: a folder of Spark's own jars, <b>without Fude</b>, from
 * which executors start; and Fude's as jars, to be given to a job as its users do, by {@code
 * spark.jars}.
 */
final class SparkHome {
  /** Where surefire says that it is. */
  static final Path FOLDER = Path.of(System.getenv("SPARK_HOME"));

  private SparkHome() {}

  /** All class path entries of this JVM. */
  static List<Path> classPath() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(path.split(File.pathSeparator)).map(Path::of).toList();
  }

  /**
   * Links Spark's jars and packs Fude's.
   *
   * @return Fude's, for {@code spark.jars}
   */
  static List<Path> make() throws IOException {
    Path ours = Files.createDirectories(FOLDER.resolve("fude"));
    Path sparks = emptied(FOLDER.resolve("jars"));
    List<Path> jars = new ArrayList<>();
    for (Path entry : classPath()) {
      if (isOurs(entry)) {
        jars.add(asJar(entry, ours.resolve(jars.size() + ".jar")));
      } else if (!isOfTests(entry)) {
        Files.createSymbolicLink(sparks.resolve(entry.getFileName()), entry);
      }
    }
    return jars;
  }

  /** Without the links of another version of Spark. */
  private static Path emptied(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> links = Files.list(folder)) {
      for (Path link : links.toList()) {
        Files.delete(link);
      }
    }
    return folder;
  }

  private static boolean isOurs(Path entry) throws IOException {
    return places().contains(entry)
        || Stream.of("joml-", "metadata-extractor-", "xmpcore-", "picocli-", "imageio-", "common-")
            .anyMatch(entry.getFileName().toString()::startsWith);
  }

  /** Where Fude's modules are, as folders of classes or as jars. */
  private static List<Path> places() {
    List<Class<?>> members = new ArrayList<>();
    members.addAll(
        List.of(
            FudeException.class,
            Model.class,
            Painter.class,
            StylizeJob.class,
            TrapFileSystem.class));
    BuiltInStyle.installed().forEach(style -> members.add(style.getClass()));
    ServiceLoader.load(Backend.class).forEach(backend -> members.add(backend.getClass()));
    return members.stream().map(SparkHome::placeOf).distinct().toList();
  }

  private static Path placeOf(Class<?> member) {
    try {
      return Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isOfTests(Path entry) {
    String name = entry.getFileName().toString();
    return Files.isDirectory(entry)
        || Stream.of("fude-", "junit-", "assertj-", "opentest4j-", "apiguardian-", "surefire-")
            .anyMatch(name::startsWith);
  }

  private static Path asJar(Path entry, Path jar) throws IOException {
    if (Files.isRegularFile(entry)) {
      return entry;
    }
    try (OutputStream bytes = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(bytes);
        Stream<Path> files = Files.walk(entry)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        packed.putNextEntry(
            new JarEntry(entry.relativize(file).toString().replace(File.separatorChar, '/')));
        Files.copy(file, packed);
      }
    }
    return jar;
  }
}
