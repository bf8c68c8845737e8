package dev.fude.spark;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.painter.Painter;
import dev.fude.painter.picture.PictureEncoder;
import dev.fude.painter.picture.PictureSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster on this machine: executors are JVMs of their own that start without Fude, which comes
 * to them with the job. One cluster for all tests, which are one class for that; each has folders
 * of its own.
 */
@Tag("simd")
@Tag("spark")
@Tag("one-jdk")
@Timeout(value = 5, unit = TimeUnit.MINUTES) // a job that waits for an executor waits for ever
@TestMethodOrder(OrderAnnotation.class) // the first counts what executors have, the last halts one
@EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "Spark needs more options on later JDKs")
class ClusterTest {
  private static final int GOOD = 200;
  private static final int BROKEN = 10;
  private static final int LARGE = 2;
  private static final int LARGE_SIDE = 6000;
  private static final int SOME = 40; // where it is not about many
  private static final int EXECUTOR_HALTS_AT = 4;
  private static final int DRIVER_HALTS_AT = 11;

  @TempDir private static Path shared; // the model, and what the trap leaves
  private static List<Path> jars;
  private static Path model;
  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void startCluster() throws IOException {
    jars = SparkHome.make();
    model = SmallModel.write(shared);
    spark =
        SparkSession.builder()
            .config(settings("local-cluster[2,1,1024]", EXECUTOR_HALTS_AT))
            .getOrCreate();
  }

  private static Map<String, Object> settings(String master, int trapAt) {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("spark.master", master);
    settings.put("spark.app.name", "ClusterTest");
    settings.put("spark.ui.enabled", "false");
    settings.put("spark.jars", jars.stream().map(Path::toString).collect(joining(",")));
    settings.put("spark.driver.bindAddress", "127.0.0.1");
    settings.put("spark.driver.host", "127.0.0.1");
    settings.put("spark.sql.shuffle.partitions", "2");
    settings.put("spark.sql.codegen.wholeStage", "false"); // it compiles, for a handful of rows
    settings.put("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    settings.put("spark.sql.adaptive.enabled", "false");
    settings.put("spark.executor.extraJavaOptions", "-XX:+UseSerialGC");
    settings.put("spark.shuffle.io.retryWait", "100ms"); // who was halted will not come back
    settings.put("spark.speculation", "true");
    settings.put("spark.speculation.quantile", "0.5");
    settings.put("spark.hadoop.fs.trap.impl", TrapFileSystem.class.getName());
    settings.put("spark.hadoop." + TrapFileSystem.AT, trapAt);
    settings.put("spark.hadoop." + TrapFileSystem.SPRUNG, sprung(trapAt).toString());
    return settings;
  }

  private static Path sprung(int trapAt) {
    return shared.resolve("sprung-" + trapAt);
  }

  @AfterAll
  static void stopCluster() {
    spark.stop();
  }

  @Test
  @Order(1)
  void paintsAsOneMachineDoesAndTellsWhatItCannot() throws IOException {
    Path in = photographs(GOOD);
    TestPictures.writeBroken(in, BROKEN);
    for (int i = 0; i < LARGE; i++) {
      TestPictures.writeLarge(in.resolve("large" + i + ".png"), LARGE_SIDE);
    }
    Path out = folder.resolve("out");

    String told = run(in.toString(), out.toString());

    List<Row> rows = rows(told);
    assertThat(countByStatus(rows))
        .isEqualTo(
            Map.of("painted", (long) GOOD, "unreadable", (long) BROKEN, "too_large", (long) LARGE));
    assertThat(told).contains("212 photographs", "core-hours by backend simd", "needs a heap of");
    assertThat(rows.stream().filter(row -> row.getAs("message") != null))
        .hasSize(BROKEN + LARGE)
        .allSatisfy(row -> assertThat(row.<String>getAs("message")).endsWith("."));
    assertThat(rows.stream().filter(ClusterTest::isPainted))
        .allSatisfy(row -> assertThat(row.<String>getAs("backend")).isEqualTo("simd"))
        .allSatisfy(row -> assertThat(row.<Integer>getAs("width")).isEqualTo(64));
    assertOneModelInEachExecutor();
    assertPictures(in, out, GOOD);
  }

  private static boolean isPainted(Row row) {
    return row.getAs("status").equals("painted");
  }

  private static void assertOneModelInEachExecutor() {
    MapPartitionsFunction<Long, String> count =
        rows -> {
          Thread.sleep(300); // so that each executor gets some
          return List.of(ProcessHandle.current().pid() + " " + Painters.count()).iterator();
        };
    List<String> counts =
        spark.range(0, 6, 1, 6).mapPartitions(count, Encoders.STRING()).distinct().collectAsList();
    assertThat(counts)
        .hasSize(2)
        .allSatisfy(executor -> assertThat(executor).endsWith(" 1"))
        .noneSatisfy(
            executor -> assertThat(executor).startsWith(ProcessHandle.current().pid() + " "));
  }

  @Test
  @Order(2)
  void goesOnWhereAKilledDriverWas() throws IOException, InterruptedException {
    Path in = photographs(SOME);
    Path out = folder.resolve("out");
    loseDriver(in, out);
    assertThat(out.resolve("_fude/tmp")).isNotEmptyDirectory();

    assertThat(countByStatus(rows(run(in.toString(), out.toString(), "--resume"))))
        .isEqualTo(Map.of("kept", DRIVER_HALTS_AT - 1L, "painted", SOME - DRIVER_HALTS_AT + 1L));

    Path changed = in.resolve("day 2/\u00e9t\u00e9 2.png");
    TestPictures.write(changed, 1003);
    Files.setLastModifiedTime(changed, FileTime.fromMillis(0));
    Files.delete(out.resolve("day 4/\u00e9t\u00e9 4.png"));
    assertThat(countByStatus(rows(run(in.toString(), out.toString(), "--resume"))))
        .isEqualTo(Map.of("kept", SOME - 2L, "painted", 2L));
    assertPictures(in, out, SOME);
  }

  /** Runs the job in a JVM of its own, which is lost as if it had been killed. */
  private static void loseDriver(Path in, Path out) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "--add-modules", "jdk.incubator.vector"));
    settings("local[1]", DRIVER_HALTS_AT)
        .forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.add("-cp");
    command.add(SparkHome.classPath().stream().map(Path::toString).collect(joining(":")));
    command.addAll(List.of(StylizeJob.class.getName(), "trap://" + in, out.toString()));
    command.addAll(List.of("--model", model.toString()));
    Path log = shared.resolve("driver.log");
    Process driver =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = driver.waitFor(2, TimeUnit.MINUTES);
    driver.destroyForcibly();
    assertThat(ended && Files.exists(sprung(DRIVER_HALTS_AT)))
        .as(() -> "the driver ran into the trap: " + text(log))
        .isTrue();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  @Order(3)
  void endsWhenTooManyHaveFailed() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    TestPictures.writeBroken(in, BROKEN);
    StringWriter err = new StringWriter();
    Path out = folder.resolve("out");

    int code = run(new StringWriter(), err, in.toString(), out.toString(), "--max-errors", "3");

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("more than --max-errors allows").hasLineCount(1);
    assertThat(out.resolve("_fude/tmp")).doesNotExist();
  }

  @Test
  @Order(4)
  void refusesInOneSentenceWhatItCannotDo() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    assertRefused(ExitCode.WRONG_USE, "Missing required parameter", in.toString());
    assertRefused(ExitCode.WRONG_USE, "is not one of", in.toString(), "x", "--format", "svg");
    assertRefused(ExitCode.WRONG_USE, "give 0 or more", in.toString(), "x", "--max-errors=-1");
    assertRefused(ExitCode.BAD_INPUT, "no file that ends like a picture", in.toString(), out());
    assertRefused(ExitCode.BAD_INPUT, "does not exist", in.resolve("no").toString(), out());
    assertRefused(ExitCode.BAD_INPUT, "does not exist", in.toString(), out(), "--model", "no");
    assertRefused(ExitCode.WRONG_USE, "lie where the pictures go", in.toString(), in.toString());
    TestPictures.write(in.resolve("a.png"), 1);
    TestPictures.write(in.resolve("a.jpg"), 1);
    assertRefused(ExitCode.WRONG_USE, "add --keep-ending", in.toString(), out());
    assertThat(Path.of(out())).as("the folder for pictures that nobody paints").doesNotExist();
    Files.createFile(Files.createDirectories(Path.of(out())).resolve("somebody's"));
    assertRefused(ExitCode.WRONG_USE, "is not empty", in.toString(), out());
  }

  private String out() {
    return folder.resolve("out").toString();
  }

  private static void assertRefused(int code, String part, String... args) {
    StringWriter err = new StringWriter();
    assertThat(run(new StringWriter(), err, args)).as(err.toString()).isEqualTo(code);
    assertThat(err.toString()).startsWith("fude: ").contains(part).hasLineCount(1);
  }

  @Test
  @Order(5)
  void paintsColumnsAndDatasets() throws IOException {
    Path in = photographs(1);
    Files.writeString(in.resolve("text.png"), "no picture");
    Dataset<Row> files =
        spark
            .read()
            .format("binaryFile")
            .option("recursiveFileLookup", "true")
            .load(in.toString())
            .orderBy("path");
    files.createOrReplaceTempView("photographs");
    PictureFunction ink = PictureFunction.builtIn();
    StylizeFunctions.register(spark, "stylize", ink);

    List<Row> pictures =
        spark.sql("SELECT stylize(content), content FROM photographs").collectAsList();
    List<StylizeFunctions.Painted> painted =
        files
            .select("content")
            .as(Encoders.BINARY())
            .mapPartitions(
                StylizeFunctions.partitions(ink), Encoders.bean(StylizeFunctions.Painted.class))
            .collectAsList();

    byte[] expected = ink.paint(pictures.get(0).getAs(1));
    assertThat(pictures.get(0).<byte[]>getAs(0)).isEqualTo(expected);
    assertThat(pictures.get(1).isNullAt(0)).isTrue();
    assertThat(painted.get(0).getPicture()).isEqualTo(expected);
    assertThat(painted.get(1).getMessage()).contains("not a picture");
  }

  /**
   * Speculation is on, but no copy of a task comes here: Spark starts none on the host of the first
   * one, and all executors are on this host. {@link OutputTreeTest} has two writers of one picture.
   */
  @Test
  @Order(6)
  void writesEachPictureOnceThoughAnExecutorDies() throws IOException {
    Path in = photographs(SOME);
    Path out = folder.resolve("out");

    List<Row> rows = rows(run("trap://" + in, out.toString()));

    assertThat(sprung(EXECUTOR_HALTS_AT)).exists();
    assertThat(rows).hasSize(SOME);
    assertThat(countByStatus(rows)).containsOnlyKeys("painted", "kept");
    assertPictures(in, out, SOME);
  }

  private Path photographs(int count) throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    TestPictures.writeMany(in, count);
    return in;
  }

  /** All as the library paints them here, and beside them the table alone. */
  private static void assertPictures(Path in, Path out, int count) throws IOException {
    List<Path> pictures;
    try (Stream<Path> files = Files.walk(out)) {
      pictures =
          files
              .filter(Files::isRegularFile)
              .map(out::relativize)
              .filter(file -> !file.startsWith("_fude/results"))
              .toList();
    }
    assertThat(pictures).hasSize(count);
    try (Painter painter = Painter.load(model)) {
      for (Path picture : pictures) {
        String name = picture.toString().replaceFirst("png$", "");
        Path png = in.resolve(name + "png");
        Path photo = Files.exists(png) ? png : in.resolve(name + "jpg");
        byte[] expected = PictureEncoder.png().encode(painter.stylize(PictureSource.of(photo)));
        assertThat(out.resolve(picture)).hasBinaryContent(expected);
      }
    }
    assertThat(out.resolve("_fude/tmp")).doesNotExist();
    assertThat(out.resolve("_fude/done")).doesNotExist();
  }

  /** Paints by the small model, and gives what was told. */
  private static String run(String in, String out, String... options) {
    StringWriter told = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> args = new ArrayList<>(List.of(in, out, "--model", model.toString()));
    args.addAll(List.of(options));
    int code = run(told, err, args.toArray(String[]::new));
    assertThat(code).as("%s%s", told, err).isZero();
    return told.toString();
  }

  private static int run(StringWriter out, StringWriter err, String... args) {
    return StylizeJob.run(spark, new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  /** Of the run that was told so. */
  private static List<Row> rows(String told) {
    String table = told.substring(told.indexOf("told in ") + "told in ".length()).strip();
    return spark.read().parquet(table).collectAsList();
  }

  private static Map<String, Long> countByStatus(List<Row> rows) {
    return rows.stream()
        .collect(Collectors.groupingBy(row -> row.getAs("status"), Collectors.counting()));
  }
}
