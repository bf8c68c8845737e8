package dev.fude.painter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.core.backend.RunCancelledException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MemoryBudgetTest {
  private static final long HEAP = 1000;

  private long kept = 100;
  private final AtomicLong used = new AtomicLong(100);
  private final MemoryBudget budget = new MemoryBudget(() -> HEAP, used::get, () -> used.set(kept));
  private final MemoryBudget.Share share = budget.share(Long.MAX_VALUE);

  @Test
  void onePictureMayHaveAllThatIsNotKeptOrSpared() {
    assertThat(share.reserve(651)).isEmpty();
    assertThat(share.reserve(650)).isPresent();
  }

  @Test
  void heapFullOfGarbageIsNoRefusal() {
    used.set(HEAP);

    assertThat(share.reserve(650)).isPresent();
  }

  @Test
  void garbageStandsInNobodysWay() {
    kept = 50;

    assertThat(share.canHold(650)).isTrue();
    assertThat(used.get()).as("nothing was collected").isEqualTo(100);
    assertThat(share.canHold(751)).as("more than a heap without anything has").isFalse();
    assertThat(used.get()).isEqualTo(100);
    assertThat(share.canHold(700)).isTrue();
    assertThat(share.canHold(701)).isFalse();
  }

  @Test
  void limitThatACollectorLowersRefusesNothingThatFitted() {
    AtomicLong limit = new AtomicLong(HEAP);
    MemoryBudget.Share lowered =
        new MemoryBudget(limit::get, used::get, () -> used.set(kept)).share(Long.MAX_VALUE);
    lowered.reserve(650).orElseThrow().close();

    limit.set(HEAP - 20);

    assertThat(lowered.reserve(650)).isPresent();
    assertThat(lowered.canHold(651)).isFalse();
  }

  @Test
  void leastThatIsEverInUseCounts() {
    used.set(50);

    assertThat(share.reserve(700)).isPresent();
  }

  @Test
  void picturesAtOnceAreCountedAgainstEachOther() {
    MemoryBudget.Reservation first = share.tryReserve(300).orElseThrow();

    assertThat(share.state()).isEqualTo(new MemoryBudget.State(650, 300, 1));
    assertThat(share.tryReserve(351)).isEmpty();
    assertThat(budget.share(Long.MAX_VALUE).tryReserve(350)).isPresent();
    assertThat(share.tryReserve(1)).isEmpty();

    first.close();
    assertThat(share.tryReserve(300)).isPresent();
  }

  @Test
  void partIsGivenBackOnce() {
    MemoryBudget.Reservation first = share.tryReserve(300).orElseThrow();
    MemoryBudget.Reservation second = share.tryReserve(300).orElseThrow();

    first.close();
    first.close();

    assertThat(share.state()).isEqualTo(new MemoryBudget.State(650, 300, 1));
    second.reduceTo(10);
    second.reduceTo(20);
    assertThat(share.state()).isEqualTo(new MemoryBudget.State(650, 10, 1));
    second.close();
    assertThat(share.state()).isEqualTo(new MemoryBudget.State(650, 0, 0));
  }

  @Test
  void shareIsBoundByItself() {
    MemoryBudget.Share small = budget.share(200);
    assertThat(share.tryReserve(300)).isPresent();

    assertThat(small.tryReserve(150)).isPresent();
    assertThat(small.tryReserve(51)).isEmpty();
    assertThat(small.reserve(201)).isEmpty();
    assertThat(small.state()).isEqualTo(new MemoryBudget.State(200, 150, 1));
    assertThat(share.tryReserve(200)).isPresent();
  }

  @Test
  void thoseWhoWaitAreServedInTheOrderInWhichTheyCame() throws InterruptedException {
    MemoryBudget.Reservation first = share.reserve(600).orElseThrow();
    BlockingQueue<Integer> served = new LinkedBlockingQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int number = i;
      threads.add(
          waiting(
              () -> {
                try (MemoryBudget.Reservation mine = share.reserve(600 - number).orElseThrow()) {
                  served.add(number);
                }
              }));
    }
    assertThat(share.tryReserve(1)).as("nobody overtakes").isEmpty();

    first.close();

    for (int i = 0; i < 4; i++) {
      assertThat(served.poll(30, TimeUnit.SECONDS)).isEqualTo(i);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(share.state().holders()).isZero();
  }

  @Test
  void waitingEndsWithAnInterrupt() throws InterruptedException {
    MemoryBudget.Reservation first = share.reserve(600).orElseThrow();
    BlockingQueue<Boolean> interrupted = new LinkedBlockingQueue<>();
    Thread thread =
        waiting(
            () -> {
              assertThatExceptionOfType(RunCancelledException.class)
                  .isThrownBy(() -> share.reserve(600));
              interrupted.add(Thread.currentThread().isInterrupted());
            });

    thread.interrupt();

    assertThat(interrupted.poll(30, TimeUnit.SECONDS)).isTrue();
    first.close();
    assertThat(share.tryReserve(650)).as("nobody waits any more").isPresent();
  }

  private static Thread waiting(Runnable work) throws InterruptedException {
    Thread thread = new Thread(work);
    thread.start();
    while (thread.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    return thread;
  }
}
