package dev.fude.cli;

import dev.fude.core.backend.Progress;
import dev.fude.painter.Forecast;
import dev.fude.painter.Room;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a user is told of a batch: each photograph when it is done, how long the rest takes, and at
 * the end how many became what.
 */
final class BatchReport {
  private final PrintWriter out;
  private final Failures failures;
  private final StatusLine line;
  private final boolean quiet;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final long start = System.nanoTime();
  private volatile int total;
  private volatile int known;
  private volatile int ended;
  private TimeLeft timeLeft = new TimeLeft(0, System::nanoTime);

  /**
   * Nothing to tell yet.
   *
   * @param out where what was done is told
   * @param failures where what failed is told
   * @param line where it is shown how far the work has come
   * @param quiet whether nothing but failures is told
   */
  BatchReport(PrintWriter out, Failures failures, StatusLine line, boolean quiet) {
    this.out = out;
    this.failures = failures;
    this.line = line;
    this.quiet = quiet;
  }

  /** Something is known before the first photograph is opened; it was told already. */
  synchronized void addTold(Outcome outcome) {
    outcomes.add(outcome);
  }

  /** So many photographs will be worked on. */
  synchronized void expect(int photographs) {
    known = outcomes.size();
    total = known + photographs;
    timeLeft = new TimeLeft(photographs, System::nanoTime);
  }

  /**
   * A photograph's painting begins.
   *
   * @param job its files
   * @param room where it is painted
   * @return told how far it has come
   */
  Progress beginning(Job job, Room room) {
    timeLeft.begin();
    room.scratch().ifPresent(folder -> tellScratch(job, room.forecast(), folder));
    String count = total > 1 ? known + ended + 1 + " of " + total + ": " : "";
    String name = job.photograph().place().getFileName().toString();
    return (done, of) -> {
      timeLeft.advance(done, of);
      if (!quiet) {
        line.show(count + name + " " + Terminal.percent(done, of) + foretold());
      }
    };
  }

  private void tellScratch(Job job, Forecast forecast, Path folder) {
    if (!quiet) {
      out.printf(
          "%s is larger than the memory for it: painted with %s of it and %s of scratch files in"
              + " %s%n",
          job.input(),
          MemorySize.words(forecast.heapBytes()),
          MemorySize.words(forecast.scratchBytes()),
          folder);
    }
  }

  /** A photograph's painting has ended, well or not. */
  synchronized void end() {
    ended++;
    timeLeft.end();
  }

  /** A photograph is done, or has failed. */
  synchronized void add(Outcome outcome) {
    outcomes.add(outcome);
    if (outcome.failure() != null) {
      failures.report(outcome.failure(), outcome.input());
    } else if (!quiet) {
      print(outcome);
    }
  }

  private void print(Outcome outcome) {
    out.printf(
        "%s -> %s (%.2f s)%s%n",
        outcome.input(), outcome.output(), outcome.painting().seconds(), progress());
  }

  private String progress() {
    return total > 1 && !line.isShown() ? ", " + outcomes.size() + " of " + total + foretold() : "";
  }

  private String foretold() {
    OptionalDouble seconds = timeLeft.seconds();
    return seconds.isPresent() && seconds.getAsDouble() > 0
        ? ", about " + TimeLeft.words(seconds.getAsDouble()) + " left"
        : "";
  }

  /**
   * What is to be told when the process is ended before its time. Waits for nobody.
   *
   * @return a sentence, or null if there is nothing to go on with
   */
  String interruption() {
    int left = total - known - ended;
    return total > 1 && left > 0
        ? String.format(
            "ended before its time with %d of %d left; what is painted is whole, and"
                + " --skip-existing does the rest.",
            left, total)
        : null;
  }

  /** Tells how many photographs became what, if there was more than one. */
  synchronized void summarize() {
    line.clear();
    if (total > 1 && !quiet) {
      out.println(summary() + ".");
    }
  }

  /** How many photographs became what. */
  private String summary() {
    List<String> parts = new ArrayList<>();
    int painted = count(Outcome.Kind.PAINTED);
    parts.add(painted + " painted" + (painted > 0 ? " in " + TimeLeft.words(secondsSoFar()) : ""));
    if (count(Outcome.Kind.PASSED_OVER) > 0) {
      parts.add(count(Outcome.Kind.PASSED_OVER) + " there already");
    }
    if (count(Outcome.Kind.FAILED) > 0) {
      List<String> failed =
          outcomes.stream()
              .filter(outcome -> outcome.kind() == Outcome.Kind.FAILED)
              .map(Outcome::input)
              .toList();
      parts.add(failed.size() + " failed " + Names.first(failed));
    }
    if (notBegun() > 0) {
      parts.add(notBegun() + " not begun");
    }
    return String.join(", ", parts);
  }

  private double secondsSoFar() {
    return (System.nanoTime() - start) / 1e9;
  }

  private int count(Outcome.Kind kind) {
    return (int) outcomes.stream().filter(outcome -> outcome.kind() == kind).count();
  }

  private int notBegun() {
    return total - outcomes.size();
  }

  /** The highest of the photographs' codes. */
  synchronized int exitCode() {
    return outcomes.stream().mapToInt(Outcome::exitCode).max().orElse(ExitCode.DONE);
  }

  /** For machines. */
  synchronized Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("pictures", outcomes.stream().map(Outcome::asMap).toList());
    map.put("painted", count(Outcome.Kind.PAINTED));
    map.put("passed_over", count(Outcome.Kind.PASSED_OVER));
    map.put("failed", count(Outcome.Kind.FAILED));
    map.put("not_begun", notBegun());
    map.put("total_seconds", secondsSoFar());
    return map;
  }
}
