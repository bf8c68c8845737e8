package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BatchMemoryTest {
  private final BatchMemory memory = new BatchMemory(100);

  @Test
  void waitsUntilAShareFitsBesideTheOthers() throws InterruptedException {
    memory.take(60);
    memory.take(40);
    CountDownLatch taken = new CountDownLatch(1);
    Thread third = taking(50, taken);

    assertThat(taken.await(100, TimeUnit.MILLISECONDS)).isFalse();
    memory.giveBack(40);
    assertThat(taken.await(100, TimeUnit.MILLISECONDS)).as("still 10 too much").isFalse();
    memory.giveBack(60);
    assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
    third.join();
  }

  @Test
  void oneAloneAlwaysFits() throws InterruptedException {
    memory.take(Long.MAX_VALUE);
    memory.giveBack(Long.MAX_VALUE);
    memory.take(100);
    memory.giveBack(100);
  }

  private Thread taking(long bytes, CountDownLatch taken) {
    Thread thread =
        new Thread(
            () -> {
              try {
                memory.take(bytes);
                taken.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    return thread;
  }
}
