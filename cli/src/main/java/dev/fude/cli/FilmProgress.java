package dev.fude.cli;

import dev.fude.video.FrameCount;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * How far a film has come, and how long it still takes: the frames that are left, each as long as
 * the median of the last ones, which one slow frame does not move.
 */
final class FilmProgress implements LongConsumer {
  private static final int LAST = 31;
  private static final double NANOS = 1e9;

  private final Optional<FrameCount> all;
  private final LongSupplier nanoTime;
  private final Consumer<Map<String, Object>> reports;
  private final Consumer<String> line;
  private final Deque<Double> seconds = new ArrayDeque<>(); // of the last frames
  private long painted;
  private long lastFrame;
  private long lastReport;

  /**
   * Nothing is painted yet.
   *
   * @param all frames of the film, if that is known
   * @param nanoTime the clock
   * @param reports told once a second, for machines
   * @param line told after each frame, for people
   */
  FilmProgress(
      Optional<FrameCount> all,
      LongSupplier nanoTime,
      Consumer<Map<String, Object>> reports,
      Consumer<String> line) {
    this.all = all;
    this.nanoTime = nanoTime;
    this.reports = reports;
    this.line = line;
    lastReport = nanoTime.getAsLong();
  }

  @Override
  public void accept(long frames) {
    long now = nanoTime.getAsLong();
    if (painted > 0 || frames == 1) {
      count((now - lastFrame) / NANOS);
    }
    painted = frames;
    lastFrame = now;
    line.accept(words());
    if (now - lastReport >= NANOS) {
      lastReport = now;
      reports.accept(report());
    }
  }

  /** Tells how it ended. */
  void end() {
    reports.accept(report());
  }

  private void count(double ofOne) {
    seconds.add(ofOne);
    if (seconds.size() > LAST) {
      seconds.remove();
    }
  }

  private OptionalDouble secondsOfOne() {
    return seconds.stream()
        .mapToDouble(value -> value)
        .sorted()
        .skip(seconds.size() / 2)
        .findFirst();
  }

  private OptionalDouble secondsLeft() {
    OptionalDouble one = secondsOfOne();
    return all.isPresent() && one.isPresent()
        ? OptionalDouble.of(one.getAsDouble() * Math.max(0, all.get().frames() - painted))
        : OptionalDouble.empty();
  }

  private String words() {
    StringBuilder words = new StringBuilder("frame " + painted);
    all.ifPresent(count -> words.append(" of ").append(count));
    secondsOfOne()
        .ifPresent(one -> words.append(String.format(Locale.ROOT, ", %.2f s a frame", one)));
    secondsLeft()
        .ifPresent(left -> words.append(", ").append(TimeLeft.words(left)).append(" left"));
    return words.toString();
  }

  private Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("frames", painted);
    all.ifPresent(
        count -> {
          report.put("of", count.frames());
          report.put("exact", count.exact());
        });
    secondsOfOne().ifPresent(one -> report.put("secondsAFrame", one));
    secondsLeft().ifPresent(left -> report.put("secondsLeft", left));
    return report;
  }
}
