package dev.fude.server.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.backend.RunOptions;
import dev.fude.server.queue.ByteBudget;
import dev.fude.server.queue.Order;
import dev.fude.server.queue.Phase;
import dev.fude.server.queue.QueueRules;
import dev.fude.server.queue.Result;
import dev.fude.server.queue.TicketOffice;
import dev.fude.server.queue.TicketState;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pictures are painted one by one, and encoded beside it. */
@Tag("one-jdk")
class WorkerTest {
  private static final Result PICTURE = new Result(new byte[7], "image/png", "png");
  private static final int SECONDS = 20; // before something is lost

  private final TicketOffice office =
      new TicketOffice(QueueRules.USUAL, new ByteBudget(1 << 20), System::nanoTime);
  private final CountDownLatch wait = new CountDownLatch(1);
  private Thread thread;

  private String join(String client) {
    office.reserve(1);
    return office.join(client, 1, new Order(new byte[1], "ink", 1));
  }

  private void work(BiFunction<Order, RunOptions, Painted> studio) {
    thread = Worker.daemon(new Worker(office, studio, "worker"), "worker");
    thread.start();
  }

  @AfterEach
  void worksToTheEnd() throws InterruptedException {
    wait.countDown();
    office.close();
    thread.join(TimeUnit.SECONDS.toMillis(SECONDS));
    assertThat(thread.isAlive()).isFalse();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private TicketState end(String id) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!office.state(id).orElseThrow().phase().isFinal() && System.nanoTime() < end) {
      Thread.sleep(1);
    }
    return office.state(id).orElseThrow();
  }

  @Test
  void theNextIsPaintedWhileOneIsEncoded() throws Exception {
    CountDownLatch secondIsPainted = new CountDownLatch(1);
    AtomicInteger painted = new AtomicInteger();
    String first = join("a");
    String second = join("b");
    work(
        (order, options) -> {
          if (painted.incrementAndGet() == 2) {
            secondIsPainted.countDown();
          }
          return () -> {
            await(secondIsPainted);
            return PICTURE;
          };
        });
    assertThat(end(first).phase()).isEqualTo(Phase.DONE);
    assertThat(end(second).phase()).isEqualTo(Phase.DONE);
    assertThat(office.result(second)).contains(PICTURE);
  }

  @Test
  void noMoreThanOneIsEncodedBesideTheOneThatIsPainted() throws Exception {
    AtomicInteger painted = new AtomicInteger();
    CountDownLatch two = new CountDownLatch(2);
    String last = "";
    for (String client : new String[] {"a", "b", "c"}) {
      last = join(client);
    }
    work(
        (order, options) -> {
          painted.incrementAndGet();
          two.countDown();
          return () -> {
            await(wait);
            return PICTURE;
          };
        });
    await(two);
    Thread.sleep(50); // in which a third might be begun
    assertThat(painted).hasValue(2);
    assertThat(office.state(last).orElseThrow().phase()).isEqualTo(Phase.WAITING);
    wait.countDown();
    assertThat(end(last).phase()).isEqualTo(Phase.DONE);
  }

  @Test
  void oneThatCannotBeEncodedFailsAlone() throws Exception {
    String first = join("a");
    String second = join("b");
    AtomicInteger painted = new AtomicInteger();
    work(
        (order, options) -> {
          int number = painted.incrementAndGet();
          return () -> {
            if (number == 1) {
              throw new IllegalStateException("no ink");
            }
            return PICTURE;
          };
        });
    assertThat(end(first).phase()).isEqualTo(Phase.FAILED);
    assertThat(end(second).phase()).isEqualTo(Phase.DONE);
  }

  /** A picture whose encoding ends when the test no longer waits. */
  private String beingEncoded() {
    CountDownLatch encoding = new CountDownLatch(1);
    String id = join("a");
    work(
        (order, options) ->
            () -> {
              encoding.countDown();
              await(wait);
              return PICTURE;
            });
    await(encoding);
    return id;
  }

  @Test
  void calledOffWhileItIsEncodedItStaysSo() throws Exception {
    String id = beingEncoded();
    office.cancel(id, "No more.");
    worksToTheEnd();
    assertThat(office.state(id).orElseThrow().reason()).contains("No more.");
    assertThat(office.result(id)).isEmpty();
  }

  @Test
  void whatIsEncodedAtTheEndIsStillDelivered() throws Exception {
    String id = beingEncoded();
    office.close();
    thread.join(50);
    assertThat(thread.isAlive()).isTrue();
    worksToTheEnd();
    assertThat(office.result(id)).contains(PICTURE);
  }
}
