package dev.fude.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import dev.fude.spark.Survey.Findings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import picocli.CommandLine;

/**
 * A folder tree of photographs to a folder tree of pictures, by all executors of a cluster: the
 * main class for {@code spark-submit}, and the whole way from top to bottom.
 *
 * <p>What travels is paths: each task opens, paints and writes its photographs one by one, and
 * gives a row for each. What was learned of each photograph is a table in Parquet, committed last.
 */
public final class StylizeJob {
  /** By version 2 each task puts its rows in place: by 1 the driver moves them all in the end. */
  static final String COMMIT = "mapreduce.fileoutputcommitter.algorithm.version";

  private final SparkSession spark;
  private final JobOptions options;
  private final PrintWriter out;

  private StylizeJob(SparkSession spark, JobOptions options, PrintWriter out) {
    this.spark = spark;
    this.options = options;
    this.out = out;
  }

  /**
   * Runs the job and ends the JVM if it failed.
   *
   * @param args {@code IN OUT} and options; {@code --help} lists them
   */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    int code = run(null, out, err, args);
    if (code != ExitCode.DONE) {
      System.exit(code);
    }
  }

  /**
   * Runs the job in a session, for notebooks and programs.
   *
   * @param spark a session with a {@link SparkContext}; not one of Spark Connect
   * @param out told the plan beforehand, and what became of it
   * @param err told why it failed, in one sentence
   * @param args as for {@link #main}
   * @return 0 done, 1 failed at run time, 2 wrong use, 3 bad input
   */
  public static int run(SparkSession spark, PrintWriter out, PrintWriter err, String... args) {
    JobOptions options = new JobOptions();
    CommandLine command = new CommandLine(options).setOut(out).setErr(err);
    try {
      command.parseArgs(args);
    } catch (CommandLine.ParameterException e) {
      err.println("fude: " + e.getMessage() + " (--help lists the options)");
      return ExitCode.WRONG_USE;
    }
    if (CommandLine.printHelpIfRequested(command.getParseResult())) {
      return ExitCode.DONE;
    }
    return run(spark, options, out, err);
  }

  private static int run(SparkSession given, JobOptions options, PrintWriter out, PrintWriter err) {
    SparkSession spark = given == null ? SparkSession.builder().getOrCreate() : given;
    try {
      new StylizeJob(spark, options, out).run();
      return ExitCode.DONE;
    } catch (Exception e) { // Spark's are checked, and nowhere declared
      err.println("fude: " + Status.sentence(e));
      return ExitCode.of(e);
    } finally {
      if (given == null) {
        spark.stop();
      }
    }
  }

  private void run() throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    OutputTree tree = outputTree(hadoop);
    PictureFunction function = options.function(hadoop);
    boolean resumes = resumes(tree, hadoop);
    Work work = new Work(new SerializableConfiguration(hadoop), function, tree, resumes);
    boolean isMade = tree.begin(hadoop);
    try {
      Inventory inventory = new Inventory(spark, work, options.keepEnding());
      inventory.list(options.in());
      refuseTwins(inventory.photos());
      Broadcast<Work> sent = sent(work);
      JobPlan plan = JobPlan.of(inventory, survey(inventory, sent), spark.sparkContext());
      plan.print(out);
      long start = System.nanoTime();
      paint(withFinished(inventory.photos(), tree, hadoop), plan, sent);
      double seconds = (System.nanoTime() - start) / 1e9;
      tree.forgetMarks(hadoop);
      summarize(tree, seconds);
    } finally {
      tree.end(isMade, hadoop);
    }
  }

  private OutputTree outputTree(Configuration hadoop) throws IOException {
    String in = qualified(options.in(), hadoop);
    String root = qualified(options.out(), hadoop);
    if ((in + "/").startsWith(root + "/")) {
      throw RefusedJobException.wrongUse(
          String.format(
              "The photographs in %s lie where the pictures go, %s; name another folder for those.",
              in, root));
    }
    String run = spark.sparkContext().applicationId() + "-" + System.currentTimeMillis();
    return new OutputTree(root, run);
  }

  private static String qualified(String folder, Configuration hadoop) throws IOException {
    Path path = new Path(folder);
    return OutputTree.fileSystem(path, hadoop).makeQualified(path).toString();
  }

  private boolean resumes(OutputTree tree, Configuration hadoop) throws IOException {
    boolean isNew = tree.isNew(hadoop);
    if (!isNew && !options.resume()) {
      throw RefusedJobException.wrongUse(
          String.format(
              "%s is not empty; name another folder, or add --resume to keep what is finished in"
                  + " it.",
              tree.root()));
    }
    return !isNew;
  }

  /** Two photographs of one name would write one picture, and nobody could say whose. */
  private static void refuseTwins(Dataset<Row> photos) {
    List<Row> twins =
        photos
            .groupBy("output")
            .agg(count(lit(1)).as("photographs"), min("path"), max("path"))
            .where("photographs > 1")
            .limit(1)
            .collectAsList();
    if (!twins.isEmpty()) {
      Row twin = twins.get(0);
      throw RefusedJobException.wrongUse(
          String.format(
              "%s and %s would both become %s; add --keep-ending.",
              twin.getString(2), twin.getString(3), twin.getString(0)));
    }
  }

  private Broadcast<Work> sent(Work work) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(work);
  }

  private Findings survey(Inventory inventory, Broadcast<Work> work) {
    return Findings.of(
        spark
            .createDataset(inventory.sample(), Encoders.STRING())
            .coalesce(1)
            .mapPartitions(new Survey(work), Encoders.row(Findings.SCHEMA))
            .head());
  }

  /** What the tables of earlier runs have as painted or kept is looked for before it is painted. */
  private Dataset<Row> withFinished(Dataset<Row> photos, OutputTree tree, Configuration hadoop)
      throws IOException {
    if (!OutputTree.fileSystem(tree.results(), hadoop).exists(tree.results())) {
      return photos.withColumn(PaintPartition.FINISHED, lit(false));
    }
    Dataset<Row> finished =
        spark
            .read()
            .schema(Result.SCHEMA)
            .parquet(tree.results().toString())
            .where(col("status").isin(Status.PAINTED.id(), Status.KEPT.id()))
            .select(col("fingerprint"), lit(true).as(PaintPartition.FINISHED))
            .distinct();
    return photos
        .join(finished, photos.col("fingerprint").equalTo(finished.col("fingerprint")), "left")
        .select(
            photos.col("*"),
            coalesce(finished.col(PaintPartition.FINISHED), lit(false))
                .as(PaintPartition.FINISHED));
  }

  /** Paints them all, in tasks of equal cost, and commits the table. */
  private void paint(Dataset<Row> photos, JobPlan plan, Broadcast<Work> work) {
    SparkContext context = spark.sparkContext();
    Failures failures = new Failures();
    context.register(failures, "photographs that failed");
    OutputTree tree = work.value().tree();
    try (FailureLimit limit =
        new FailureLimit(context, failures, options.maxErrors(), tree.run())) {
      try {
        inTasks(photos, plan)
            .mapPartitions(new PaintPartition(work, failures), Encoders.row(Result.SCHEMA))
            .write()
            .option(COMMIT, "2")
            .parquet(tree.table().toString());
      } catch (Exception e) { // Spark's are checked, and nowhere declared
        if (!limit.isExceeded()) {
          throw e;
        }
      }
      if (limit.isExceeded()) {
        throw tooManyFailed(failures);
      }
    }
  }

  /** Cut where the sum of what was before reaches the share of the next task. */
  private static Dataset<Row> inTasks(Dataset<Row> photos, JobPlan plan) {
    int tasks = plan.tasks();
    Column task = floor(col("begin").multiply(tasks).divide(plan.cost())).cast("int");
    return photos.repartitionById(tasks, least(task, lit(tasks - 1)));
  }

  private static RefusedJobException tooManyFailed(Failures failures) {
    return RefusedJobException.failed(
        String.format(
            "%d photographs have failed, more than --max-errors allows, so the job was ended; such"
                + " as: %s",
            failures.value(), String.join(" ", failures.examples())));
  }

  private void summarize(OutputTree tree, double seconds) {
    Map<String, Long> counts = new TreeMap<>();
    spark
        .read()
        .parquet(tree.table().toString())
        .groupBy("status")
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    out.printf(Locale.ROOT, "fude: %s in %,.1f s, told in %s%n", counts, seconds, tree.table());
  }
}
