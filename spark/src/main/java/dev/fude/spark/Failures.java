package dev.fude.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.util.AccumulatorV2;

/**
 * Counts photographs that failed while the job runs, and keeps the first few sentences. The driver
 * learns of them as tasks end; of several attempts of a task it counts one.
 */
final class Failures extends AccumulatorV2<String, Long> {
  private static final long serialVersionUID = 1;
  private static final int SHOWN = 5;

  private final List<String> examples = new ArrayList<>();
  private long count;

  /** A few of the sentences. */
  List<String> examples() {
    return List.copyOf(examples);
  }

  @Override
  public boolean isZero() {
    return count == 0;
  }

  @Override
  public AccumulatorV2<String, Long> copy() {
    Failures copy = new Failures();
    copy.merge(this);
    return copy;
  }

  @Override
  public void reset() {
    count = 0;
    examples.clear();
  }

  @Override
  public void add(String sentence) {
    count++;
    if (examples.size() < SHOWN) {
      examples.add(sentence);
    }
  }

  @Override
  public void merge(AccumulatorV2<String, Long> other) {
    Failures others = (Failures) other;
    count += others.count;
    others.examples.stream().limit(SHOWN - examples.size()).forEach(examples::add);
  }

  @Override
  public Long value() {
    return count;
  }
}
