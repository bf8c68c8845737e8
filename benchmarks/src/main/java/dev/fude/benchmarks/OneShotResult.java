package dev.fude.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the processes of one job took.
 *
 * @param job the job
 * @param seconds from the start of the process to its end
 * @param peakMib the most memory resident at once, in MiB; empty where the system does not tell
 * @param heapMib the most that was left in the heap after a collection, in MiB
 * @param scratchMib the most that scratch files took, in MiB
 * @param foretold what the process said that the picture takes, if it is one of ours
 */
record OneShotResult(
    OneShotJob job,
    Samples seconds,
    Samples peakMib,
    Samples heapMib,
    Samples scratchMib,
    Optional<Foretold> foretold) {
  private static final double MIB = 1 << 20;

  /**
   * ONNX Runtime's result for the same picture and threads.
   *
   * @param all all results
   * @return that result, or empty if it was not measured
   */
  Optional<OneShotResult> rivalIn(List<OneShotResult> all) {
    return all.stream()
        .filter(other -> other.job.isRival())
        .filter(
            other -> other.job.size().equals(job.size()) && other.job.threads() == job.threads())
        .findFirst();
  }

  /**
   * What each pixel adds to the peak of the smallest picture.
   *
   * @param all all results
   * @return bytes, or empty if this is the smallest picture or peaks are not known
   */
  OptionalDouble bytesPerPixelIn(List<OneShotResult> all) {
    OneShotResult smallest =
        all.stream()
            .filter(other -> other.job.engine().equals(job.engine()))
            .filter(other -> other.job.threads() == job.threads())
            .min(Comparator.comparingLong(other -> other.job.size().pixels()))
            .orElse(this);
    double pixels = job.size().pixels() - smallest.job.size().pixels();
    if (pixels == 0 || peakMib.count() == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((peakMib.median() - smallest.peakMib.median()) * MIB / pixels);
  }
}
