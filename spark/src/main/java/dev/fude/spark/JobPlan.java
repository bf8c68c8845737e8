package dev.fude.spark;

import dev.fude.spark.Survey.Findings;
import java.io.PrintWriter;
import java.util.Locale;
import org.apache.spark.SparkContext;

/**
 * What the job will take, told before it begins, and into how many tasks it is cut: each of about a
 * minute, so that little is lost with an executor and little waits for the last one.
 *
 * @param pictures how many photographs
 * @param bytes of their files
 * @param cost of all of them, by {@link Cost}
 * @param found by the survey
 * @param cores that paint at the same time
 * @param tasksAtOnce tasks of one executor at the same time
 */
record JobPlan(long pictures, long bytes, double cost, Findings found, int cores, int tasksAtOnce) {
  private static final double TASK_SECONDS = 60;
  private static final int LEAST_TASKS_OF_A_CORE = 3;
  private static final int LEAST_PICTURES = 8; // of a task, if each core has enough tasks
  private static final int MOST_TASKS = 100_000;

  /** What an executor needs beside pictures, and the part of its heap that pictures may have. */
  private static final long BESIDE = 300L << 20;

  private static final double FOR_PICTURES = 0.75;

  static JobPlan of(Inventory inventory, Findings found, SparkContext spark) {
    int executors = Math.max(1, spark.statusTracker().getExecutorInfos().length - 1);
    int cores = spark.defaultParallelism();
    int ofTask = spark.getConf().getInt("spark.task.cpus", 1);
    int tasks = Math.max(1, cores / executors / ofTask);
    return new JobPlan(
        inventory.pictures(), inventory.bytes(), inventory.cost(), found, cores, tasks);
  }

  /** Of one core, for all photographs. */
  double coreSeconds() {
    return found.coreSeconds() * scale();
  }

  private double pixels() {
    return found.pixels() * scale();
  }

  private double scale() {
    return found.read() == 0 ? 0 : cost / found.cost();
  }

  /** Not so many that their own cost shows, such as that of a file of the table for each. */
  int tasks() {
    double forCores = (double) cores * LEAST_TASKS_OF_A_CORE;
    double most = Math.max(forCores, (double) pictures / LEAST_PICTURES);
    double tasks = Math.min(Math.max(coreSeconds() / TASK_SECONDS, forCores), most);
    return (int) Math.max(1, Math.min(tasks, (double) Math.min(pictures, MOST_TASKS)));
  }

  /** Heap with which an executor can paint as many as it has tasks, each as large as any read. */
  long heapNeeded() {
    return BESIDE + (long) (found.heapBytes() * (double) tasksAtOnce / FOR_PICTURES);
  }

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT, "fude: %,d photographs, %s, in %,d tasks%n", pictures, size(bytes), tasks());
    if (found.read() == 0) {
      out.println("fude: no photograph of the sample could be read, so nothing is foretold");
      return;
    }
    out.printf(
        Locale.ROOT,
        "fude: about %,.1f megapixels, as the heads of %d photographs tell%n",
        pixels() / 1e6,
        found.read());
    out.printf(
        Locale.ROOT,
        "fude: about %,.2f core-hours by backend %s, %,.2f hours with the %d cores that are here%n",
        coreSeconds() / 3600,
        found.backend(),
        coreSeconds() / 3600 / cores,
        cores);
    out.printf(
        Locale.ROOT,
        "fude: the largest that was read (%dx%d) takes %s; an executor needs a heap of %s for %d at"
            + " once, and has %s%s%n",
        found.width(),
        found.height(),
        size(found.heapBytes()),
        size(heapNeeded()),
        tasksAtOnce,
        size(found.executorHeap()),
        heapNeeded() > found.executorHeap()
            ? ": some will wait for others, or be refused; raise spark.executor.memory"
            : "");
  }

  private static String size(long bytes) {
    return bytes < 1L << 30
        ? String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20))
        : String.format(Locale.ROOT, "%,.1f GiB", bytes / (double) (1 << 30));
  }
}
