package dev.fude.server.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TicketOfficeTest {
  private static final Result PICTURE = new Result(new byte[50], "image/png", "png");

  private final AtomicLong now = new AtomicLong();
  private final ByteBudget memory = new ByteBudget(1000);
  private final TicketOffice office = new TicketOffice(QueueRules.USUAL, memory, now::get);

  private String join(String client, double millis) {
    office.reserve(100);
    return office.join(client, millis, new Order(new byte[100], "ink", 64));
  }

  private Phase phase(String id) {
    return office.state(id).orElseThrow().phase();
  }

  @Test
  void ticketGoesItsWay() {
    String id = join("a", 1000);
    assertThat(id).matches("[0-9a-f]{32}");
    assertThat(phase(id)).isEqualTo(Phase.WAITING);

    assertThat(office.takeNow().orElseThrow().id()).isEqualTo(id);
    assertThat(office.advance(id, 0.5)).isTrue();
    assertThat(office.state(id).orElseThrow().fraction()).isEqualTo(0.5);
    office.done(id, PICTURE);

    assertThat(phase(id)).isEqualTo(Phase.DONE);
    assertThat(office.result(id)).contains(PICTURE);
    assertThat(memory.held()).as("the photograph is gone").isEqualTo(50);
    now.addAndGet(Shelf.KEPT_MILLIS - 1);
    office.sweep();
    assertThat(office.result(id)).isPresent();
    now.addAndGet(1);
    office.sweep();
    assertThat(office.state(id)).isEmpty();
    assertThat(memory.held()).isZero();
  }

  @Test
  void whatIsPaintedAndNotYetEncodedHoldsUpNobody() {
    String first = join("a", 1000);
    String second = join("b", 1000);
    office.takeNow();
    assertThat(office.takeNow()).isEmpty();

    office.painted(first);

    assertThat(phase(first)).isEqualTo(Phase.PAINTING);
    assertThat(office.takeNow().orElseThrow().id()).isEqualTo(second);
    office.done(first, PICTURE);
    assertThat(office.result(first)).contains(PICTURE);
    assertThat(phase(second)).isEqualTo(Phase.PAINTING);
    assertThat(office.takeNow()).as("the second is still being painted").isEmpty();
    assertThat(memory.held()).isEqualTo(150);
  }

  @Test
  void nobodyHasMoreThanHisShare() {
    String first = join("a", 2000);
    for (int i = 1; i < 4; i++) {
      join("a", 2000);
    }
    office.takeNow();
    office.advance(first, 0.25);

    Refusal refusal = catchThrowableOfType(Refusal.class, () -> join("a", 1));

    assertThat(refusal.why()).isEqualTo(Refusal.Cause.SHARE);
    assertThat(refusal.retryMillis()).isEqualTo(1500);
    office.failed(first, "It did not work.");
    join("a", 1);
    assertThat(office.state(first).orElseThrow().reason()).contains("It did not work.");
  }

  @Test
  void waitIsBoundedAndToldBeforeJoining() {
    join("a", 60_000);
    assertThat(office.placeFor("b").waitMillis()).isEqualTo(60_000);
    assertThat(memory.held()).isEqualTo(100);
    join("b", 7500);

    assertThatThrownBy(() -> office.placeFor("c"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.retryMillis()).isEqualTo(7500))
        .hasMessage(
            "You would wait 68 seconds, longer than the 60 seconds that anybody is let wait here;"
                + " come back in 8 seconds.");
    assertThat(office.totals().refused()).as("nobody joined").isEmpty();
  }

  @Test
  void memoryIsBounded() {
    office.reserve(950);

    assertThatThrownBy(() -> office.reserve(51)).isInstanceOf(Refusal.class);
    office.release(950);
    office.reserve(51);
    assertThat(office.totals().refused()).containsEntry(Refusal.Cause.MEMORY, 1L);
  }

  @Test
  void cancelledWhileItWaitsItLeavesAtOnce() {
    String first = join("a", 1000);
    String second = join("b", 1000);

    office.cancel(first, "Called off.");

    assertThat(phase(first)).isEqualTo(Phase.CANCELLED);
    assertThat(office.takeNow().orElseThrow().id()).isEqualTo(second);
    assertThat(memory.held()).isEqualTo(100);
  }

  @Test
  void cancelledWhileItIsPaintedItLeavesWithItsPainter() {
    String id = join("a", 1000);
    office.takeNow();

    office.cancel(id, "Called off.");

    assertThat(office.advance(id, 0.5)).as("paint on").isFalse();
    assertThat(office.totals().painting()).isOne();
    now.addAndGet(Shelf.KEPT_MILLIS);
    office.sweep();
    office.done(id, PICTURE);
    assertThat(phase(id)).isEqualTo(Phase.CANCELLED);
    assertThat(office.result(id)).isEmpty();
    assertThat(office.totals().painting()).isZero();
    assertThat(memory.held()).isZero();
  }

  @Test
  void abandonedTicketIsDroppedAfterHalfAMinute() {
    String watched = join("a", 1000);
    String polled = join("b", 1000);
    String never = join("c", 1000);
    office.watch(watched);
    office.watch(polled);
    office.unwatch(watched);
    office.unwatch(polled);

    now.addAndGet(Shelf.ABANDONED_MILLIS - 1);
    office.sweep();
    assertThat(phase(watched)).isEqualTo(Phase.WAITING);
    office.look(polled);
    now.addAndGet(1);
    office.sweep();

    assertThat(phase(watched)).isEqualTo(Phase.CANCELLED);
    assertThat(phase(polled)).isEqualTo(Phase.WAITING);
    assertThat(phase(never)).isEqualTo(Phase.WAITING);
  }

  @Test
  void reloadKeepsTheTicket() {
    String id = join("a", 1000);
    office.watch(id);
    office.watch(id); // a second tab
    office.unwatch(id);
    now.addAndGet(Shelf.ABANDONED_MILLIS);
    office.sweep();

    assertThat(phase(id)).isEqualTo(Phase.WAITING);
  }

  @Test
  void closedItFinishesWhatRuns() throws InterruptedException {
    String running = join("a", 1000);
    String waiting = join("b", 1000);
    office.takeNow();

    office.close();

    assertThat(phase(waiting)).isEqualTo(Phase.CANCELLED);
    assertThatThrownBy(() -> join("c", 1)).isInstanceOf(Refusal.class);
    assertThat(office.advance(running, 0.9)).isTrue();
    office.done(running, PICTURE);
    assertThat(office.result(running)).isPresent();
    assertThat(office.take()).isEmpty();
  }
}
