package dev.fude.ops.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fude.core.backend.RunCancelledException;
import dev.fude.ops.runtime.KernelCall.RowBody;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  private static final Executor POOL = HelperThreads.create(8, "test");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void everyRowIsComputedOnce(int threads) {
    Workers workers = new Workers(threads, POOL);
    for (int rows = 0; rows <= 70; rows++) {
      AtomicIntegerArray computed = new AtomicIntegerArray(rows);
      workers.split(
          rows,
          (from, to, scratch) -> {
            for (int row = from; row < to; row++) {
              computed.incrementAndGet(row);
            }
          });
      for (int row = 0; row < rows; row++) {
        assertThat(computed.get(row)).as("row %d of %d", row, rows).isEqualTo(1);
      }
    }
  }

  @Test
  void bandsShrinkFromRoundToRound() {
    assertThat(bandLengths(200)).containsExactly(40, 40, 30, 30, 20, 20, 10, 10);
    assertThat(bandLengths(19)).containsExactly(2, 2, 3, 2, 2, 3, 2, 3);
    assertThat(bandLengths(5)).containsExactly(1, 1, 1, 1, 1);
  }

  private static List<Integer> bandLengths(int rows) {
    List<Integer> lengths = new ArrayList<>();
    Workers alone = new Workers(2, task -> {});
    alone.split(rows, (from, to, scratch) -> lengths.add(to - from));
    return lengths;
  }

  @Test
  void noTwoBandsAtOnceShareScratchMemory() {
    Workers workers = new Workers(4, POOL);
    Set<Scratch> inUse = ConcurrentHashMap.newKeySet();
    AtomicInteger shared = new AtomicInteger();
    for (int i = 0; i < 200; i++) {
      workers.split(
          64,
          (from, to, scratch) -> {
            if (!inUse.add(scratch)) {
              shared.incrementAndGet();
            }
            Thread.onSpinWait();
            inUse.remove(scratch);
          });
    }
    assertThat(shared).hasValue(0);
  }

  @Test
  void noMoreBandsAreComputedAtOnceThanThereAreThreads() {
    Workers workers = new Workers(3, POOL);
    AtomicInteger busy = new AtomicInteger();
    AtomicInteger mostBusy = new AtomicInteger();
    for (int i = 0; i < 500; i++) {
      workers.split(
          24,
          (from, to, scratch) -> {
            mostBusy.accumulateAndGet(busy.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            busy.decrementAndGet();
          });
    }
    assertThat(mostBusy.get()).isBetween(1, 3);
  }

  @Test
  void helpersTakePart() {
    Workers workers = new Workers(2, POOL);
    CountDownLatch both = new CountDownLatch(2);
    workers.split(
        8,
        (from, to, scratch) -> {
          both.countDown();
          await(both); // returns only if a second thread is in another band
        });
    assertThat(both.getCount()).isZero();
  }

  @Test
  void failureInAnyBandReachesTheCallerAfterAllBandsEnded() {
    Workers workers = new Workers(4, POOL);
    AtomicInteger ended = new AtomicInteger();
    assertThatThrownBy(
            () ->
                workers.split(
                    16,
                    (from, to, scratch) -> {
                      ended.incrementAndGet();
                      if (from == 5) {
                        throw new IllegalStateException("row 5");
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("row 5");
    assertThat(ended).hasValue(16);
  }

  @Test
  void errorsArePassedOnAsTheyAre() {
    Workers workers = new Workers(2, POOL);
    assertThatThrownBy(
            () ->
                workers.split(
                    4,
                    (from, to, scratch) -> {
                      throw new StackOverflowError("deep");
                    }))
        .isInstanceOf(StackOverflowError.class);
  }

  @Test
  void helperThatComesAfterTheEndDoesNothing() {
    Queue<Runnable> waiting = new ArrayDeque<>();
    Workers workers = new Workers(3, waiting::add);
    AtomicInteger rows = new AtomicInteger();
    workers.split(30, (from, to, scratch) -> rows.addAndGet(to - from));
    assertThat(waiting).hasSize(2);

    waiting.forEach(Runnable::run);
    assertThat(rows).hasValue(30);
  }

  @Test
  void oneHelperTooManyFindsNothingToDo() {
    Workers workers =
        new Workers(
            2,
            task -> {
              task.run();
              task.run();
            });
    AtomicInteger rows = new AtomicInteger();
    workers.split(30, (from, to, scratch) -> rows.addAndGet(to - from));
    assertThat(rows).hasValue(30);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void interruptedCallerBeginsNothingAndStaysInterrupted(int threads) {
    Workers workers = new Workers(threads, POOL);
    AtomicInteger rows = new AtomicInteger();
    RowBody counting = (from, to, scratch) -> rows.addAndGet(to - from);
    Thread.currentThread().interrupt();
    Throwable thrown = catchThrowable(() -> workers.split(30, counting));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(thrown).isInstanceOf(RunCancelledException.class);
    assertThat(rows).hasValue(0);
    workers.split(30, counting);
    assertThat(rows).hasValue(30);
  }

  @Test
  void interruptOnTheWayBeginsNoFurtherBand() {
    Workers workers = new Workers(1, POOL);
    Workers two = new Workers(2, task -> {});
    AtomicInteger bands = new AtomicInteger();
    RowBody interrupting =
        (from, to, scratch) -> {
          bands.incrementAndGet();
          Thread.currentThread().interrupt();
        };
    Throwable thrown = catchThrowable(() -> two.split(30, interrupting));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(thrown).isInstanceOf(RunCancelledException.class);
    assertThat(bands).hasValue(1);
    workers.split(30, interrupting); // the only band was over by then
    assertThat(Thread.interrupted()).isTrue();
    assertThat(bands).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void waitingCallerThatIsInterruptedIsCancelledWhetherItsHelpersAskOrNot(boolean asking) {
    Workers workers = new Workers(2, POOL);
    Thread caller = Thread.currentThread();
    AtomicBoolean helping = new AtomicBoolean();
    AtomicInteger noticed = new AtomicInteger();
    RowBody body =
        (from, to, scratch) -> {
          if (Thread.currentThread() == caller) {
            spinUntil(helping::get); // then there is nothing left but to wait
            return;
          }
          helping.set(true);
          spinUntil(() -> caller.getState() == Thread.State.WAITING);
          caller.interrupt();
          spinUntil(() -> isCancelled(workers));
          noticed.incrementAndGet();
          if (asking) {
            workers.throwIfCancelled();
          }
        };
    Throwable thrown = catchThrowable(() -> workers.split(2, body));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(thrown).isInstanceOf(RunCancelledException.class);
    assertThat(noticed).hasValue(1);
  }

  private static boolean isCancelled(Workers workers) {
    return catchThrowable(workers::throwIfCancelled) != null;
  }

  private static void spinUntil(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
