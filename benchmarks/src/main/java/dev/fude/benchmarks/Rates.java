package dev.fude.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counted up by each call of a benchmark, and divided by the time by JMH. */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class Rates {
  /** Billions of multiplications and additions. */
  public double gflopPerSecond;

  /** The same, in units of what the machine can do in a second. */
  public double ofFmaRate;

  /**
   * Counts one call.
   *
   * @param gflop billions of multiplications and additions that it did
   * @param machine what the machine can do in a second, as {@link FmaRate} measures it
   */
  void add(double gflop, double machine) {
    gflopPerSecond += gflop;
    ofFmaRate += gflop / machine;
  }
}
