package dev.fude.spark;

import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Ends the job when more photographs have failed than may. */
final class FailureLimit extends SparkListener implements AutoCloseable {
  private final SparkContext spark;
  private final Failures failures;
  private final long most;
  private final String tag;

  /**
   * Watches the jobs that the calling thread starts from now on.
   *
   * @param most how many may fail
   * @param run what the jobs are tagged with
   */
  FailureLimit(SparkContext spark, Failures failures, long most, String run) {
    this.spark = spark;
    this.failures = failures;
    this.most = most;
    this.tag = "fude-" + run;
    spark.addJobTag(tag);
    spark.addSparkListener(this);
  }

  boolean isExceeded() {
    return failures.value() > most;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd task) {
    if (isExceeded()) {
      spark.cancelJobsWithTag(tag, "more photographs failed than --max-errors allows");
    }
  }

  @Override
  public void close() {
    spark.removeSparkListener(this);
    spark.removeJobTag(tag);
  }
}
