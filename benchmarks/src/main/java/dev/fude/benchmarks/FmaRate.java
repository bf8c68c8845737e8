package dev.fude.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the machine can multiply and add: independent chains of fused multiply-adds that never leave
 * the registers. Twelve chains hide a latency of four cycles on two units, with some to spare; the
 * accumulator must be the addend, since a chain through a factor reads half the rate.
 */
final class FmaRate {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int CHAINS = 12;
  private static final int STEPS = 2_000_000;
  private static final int WARM_UP = 5;
  private static final int ROUNDS = 15;

  private FmaRate() {}

  /**
   * Times multiply-adds in registers, several rounds of them.
   *
   * @param threads how many compute at once
   * @return the best round's billions of multiplications and additions a second, of all threads
   *     together
   */
  static double gflopPerSecond(int threads) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      double best = 0;
      for (int round = 0; round < WARM_UP + ROUNDS; round++) {
        double rate = round(pool, threads);
        best = round < WARM_UP ? 0 : Math.max(best, rate);
      }
      return best;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdown();
    }
  }

  private static double round(ExecutorService pool, int threads)
      throws InterruptedException, ExecutionException {
    List<Callable<Float>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      float factor = 1 - 1e-7f * (i + 1);
      tasks.add(() -> chains(factor, STEPS));
    }
    long start = System.nanoTime();
    for (Future<Float> sum : pool.invokeAll(tasks)) {
      if (!Float.isFinite(sum.get())) {
        throw new IllegalStateException("The chains overflowed.");
      }
    }
    double nanoseconds = System.nanoTime() - start;
    return 2.0 * threads * CHAINS * SPECIES.length() * STEPS / nanoseconds;
  }

  private static float chains(float factor, int steps) {
    FloatVector x = FloatVector.broadcast(SPECIES, factor);
    FloatVector y = FloatVector.broadcast(SPECIES, 1e-3f);
    FloatVector a = FloatVector.broadcast(SPECIES, 1);
    FloatVector b = FloatVector.broadcast(SPECIES, 2);
    FloatVector c = FloatVector.broadcast(SPECIES, 3);
    FloatVector d = FloatVector.broadcast(SPECIES, 4);
    FloatVector e = FloatVector.broadcast(SPECIES, 5);
    FloatVector f = FloatVector.broadcast(SPECIES, 6);
    FloatVector g = FloatVector.broadcast(SPECIES, 7);
    FloatVector h = FloatVector.broadcast(SPECIES, 8);
    FloatVector i = FloatVector.broadcast(SPECIES, 9);
    FloatVector j = FloatVector.broadcast(SPECIES, 10);
    FloatVector k = FloatVector.broadcast(SPECIES, 11);
    FloatVector l = FloatVector.broadcast(SPECIES, 12);
    int step = 0;
    do {
      a = x.fma(y, a);
      b = x.fma(y, b);
      c = x.fma(y, c);
      d = x.fma(y, d);
      e = x.fma(y, e);
      f = x.fma(y, f);
      g = x.fma(y, g);
      h = x.fma(y, h);
      i = x.fma(y, i);
      j = x.fma(y, j);
      k = x.fma(y, k);
      l = x.fma(y, l);
    } while (++step < steps);
    FloatVector sum = a.add(b).add(c).add(d).add(e).add(f);
    return sum.add(g).add(h).add(i).add(j).add(k).add(l).lane(0);
  }
}
