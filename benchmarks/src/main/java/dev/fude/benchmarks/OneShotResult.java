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
 */
record OneShotResult(OneShotJob job, Samples seconds, Samples peakMib) {
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
        .filter(other -> other.job.size() == job.size() && other.job.threads() == job.threads())
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
            .min(Comparator.comparingInt(other -> other.job.size()))
            .orElse(this);
    double pixels = pixels() - smallest.pixels();
    if (pixels == 0 || peakMib.count() == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((peakMib.median() - smallest.peakMib.median()) * MIB / pixels);
  }

  private double pixels() {
    return (double) job.size() * job.size();
  }
}
