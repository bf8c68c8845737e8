package dev.fude.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.ForeachFunction;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Spark costs: the same photographs by the {@code fude} command and by the job on two local
 * cores, one after the other, and the heap at two hundred and at twenty thousand rows. Prints what
 * it measures.
 */
@Tag("simd")
@Tag("spark")
@Tag("one-jdk")
@Tag("slow")
@EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "Spark needs more options on later JDKs")
class ThroughputTest {
  private static final int PICTURES = 200;
  private static final int SIDE = 256;
  private static final int MANY_ROWS = 20_000;
  private static final int FILES = 50_000;
  private static final int TASKS = 5_000;
  private static final int TABLE_FILES = 300;
  private static final Pattern SECONDS = Pattern.compile("in ([0-9,.]+) s, told");

  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void paintsAsFastAsTheCommand() throws IOException, InterruptedException {
    Path in = folder.resolve("in");
    for (int i = 0; i < PICTURES; i++) {
      TestPictures.write(in.resolve(i + ".png"), i, SIDE);
    }

    double command = secondsOfCommand(in);
    double job = secondsOf(run(in, "spark"));

    System.out.printf(
        "%d pictures of %d pixels square: fude %.1f s, job %.1f s, ratio %.2f%n",
        PICTURES, SIDE, command, job, command / job);
    assertThat(command / job).isGreaterThan(0.9);
  }

  private double secondsOfCommand(Path in) throws IOException, InterruptedException {
    fude("backends"); // the first call builds the command
    long start = System.nanoTime();
    fude("stylize", in.toString(), "-o", folder + "/fude", "--quiet");
    return (System.nanoTime() - start) / 1e9;
  }

  private static void fude(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("../fude"));
    command.addAll(List.of(args));
    ProcessBuilder fude = new ProcessBuilder(command).inheritIO();
    fude.environment().put("FUDE_JAVA_HOME", System.getProperty("java.home")); // as the job
    assertThat(fude.start().waitFor()).isZero();
  }

  @Test
  void keepsItsHeapWhateverTheNumberOfRows() throws IOException {
    Path few = Files.createDirectory(folder.resolve("few"));
    Path many = Files.createDirectory(folder.resolve("many"));
    TestPictures.writeBroken(few, PICTURES);
    TestPictures.writeBroken(many, MANY_ROWS);
    run(few, "first"); // what every session keeps

    long ofFew = highestHeap(few, "few-out");
    long ofMany = highestHeap(many, "many-out");

    System.out.printf(
        "heap after collections: %d MiB with %d rows, %d MiB with %d%n",
        ofFew >> 20, PICTURES, ofMany >> 20, MANY_ROWS);
    assertThat(ofMany - ofFew).isLessThan(32L << 20);
  }

  /** The most that was left by a full collection while the job ran. */
  private long highestHeap(Path in, String out) {
    AtomicLong highest = new AtomicLong();
    NotificationListener listener =
        (notice, nothing) -> {
          GarbageCollectionNotificationInfo collection =
              GarbageCollectionNotificationInfo.from((CompositeData) notice.getUserData());
          if (collection.getGcAction().equals("end of major GC")) {
            highest.accumulateAndGet(left(collection.getGcInfo()), Math::max);
          }
        };
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector).addNotificationListener(listener, null, null);
    }
    Thread collecting = new Thread(ThroughputTest::collectAgainAndAgain);
    collecting.start();
    run(in, out);
    collecting.interrupt();
    return highest.get();
  }

  private static long left(GcInfo collection) {
    return collection.getMemoryUsageAfterGc().values().stream()
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }

  private static void collectAgainAndAgain() {
    try {
      while (true) {
        System.gc();
        Thread.sleep(500);
      }
    } catch (InterruptedException e) {
      // the job has ended
    }
  }

  /** What the driver does alone, on which the table of growth in docs/spark.md rests. */
  @Test
  void theDriverListsAndGivesOutTasksSoonEnough() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    for (int i = 0; i < FILES; i++) {
      Files.createFile(in.resolve(i + ".jpg"));
    }
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    OutputTree tree = new OutputTree(folder.resolve("out").toUri().toString(), "run");
    Work work =
        new Work(new SerializableConfiguration(hadoop), PictureFunction.builtIn(), tree, false);
    tree.begin(hadoop);
    Inventory inventory = new Inventory(spark, work, false);

    double listing = secondsOf(() -> inventory.list(in.toString()));
    double tasks =
        secondsOf(() -> spark.range(0, TASKS, 1, TASKS).foreach((ForeachFunction<Long>) row -> {}));
    double files =
        secondsOf(
            () ->
                spark
                    .range(0, TABLE_FILES, 1, TABLE_FILES)
                    .write()
                    .option(StylizeJob.COMMIT, "2")
                    .parquet(folder + "/table"));

    System.out.printf(
        "in a second: %,.0f photographs listed, %,.0f tasks, %,.0f tasks with a file of the"
            + " table%n",
        FILES / listing, TASKS / tasks, TABLE_FILES / files);
    assertThat(FILES / listing).isGreaterThan(1_000);
    assertThat(TASKS / tasks).isGreaterThan(50);
    assertThat(TABLE_FILES / files).isGreaterThan(5);
  }

  private interface Step {
    void run() throws IOException;
  }

  private static double secondsOf(Step step) throws IOException {
    long start = System.nanoTime();
    step.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private String run(Path in, String out) {
    StringWriter told = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        StylizeJob.run(
            spark,
            new PrintWriter(told, true),
            new PrintWriter(err, true),
            in.toString(),
            folder.resolve(out).toString());
    assertThat(code).as("%s%s", told, err).isZero();
    System.out.print(told);
    return told.toString();
  }

  private static double secondsOf(String told) {
    Matcher seconds = SECONDS.matcher(told);
    assertThat(seconds.find()).isTrue();
    return Double.parseDouble(seconds.group(1).replace(",", ""));
  }
}
