package dev.fude.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Ten thousand simulated people on a clock of the test's own. */
class CrowdTest {
  private static final long TICK = 100; // milliseconds
  private static final int PHOTO = 10;

  private final Random random = new Random(19);
  private final AtomicLong now = new AtomicLong();
  private final ByteBudget memory = new ByteBudget(Long.MAX_VALUE);
  private final TicketOffice office = new TicketOffice(QueueRules.USUAL, memory, now::get);
  private TicketOffice.Work inTheMaking; // null if nothing is
  private double begun;
  private double takes;

  /** What a picture takes is within a tenth of what was predicted. */
  private void tick() {
    now.addAndGet(TICK);
    if (inTheMaking != null) {
      double part = (now.get() - begun) / takes;
      if (part >= 1) {
        office.done(inTheMaking.id(), new Result(new byte[PHOTO], "image/png", "png"));
        inTheMaking = null;
      } else {
        office.advance(inTheMaking.id(), part);
      }
    }
    if (inTheMaking == null) {
      Optional<TicketOffice.Work> next = office.takeNow();
      next.ifPresent(
          work -> {
            inTheMaking = work;
            begun = now.get();
            takes = work.order().pixels() * (0.9 + 0.2 * random.nextDouble());
          });
    }
    office.sweep();
  }

  private Optional<String> join(String client) {
    long millis = 200 + random.nextInt(3000);
    office.reserve(PHOTO);
    try {
      return Optional.of(office.join(client, millis, new Order(new byte[PHOTO], "ink", millis)));
    } catch (Refusal e) {
      office.release(PHOTO);
      return Optional.empty();
    }
  }

  @Test
  void promisesAreKeptInACrowd() {
    Map<String, Place> promised = new HashMap<>();
    List<Double> errors = new ArrayList<>();
    int most = 0;
    int refused = 0;
    for (int person = 0; person < 10_000; person++) {
      // Some send several pictures; one in twenty of them is somebody who is here already.
      Optional<String> ticket = join("person" + (person - random.nextInt(20) / 19));
      if (ticket.isEmpty()) {
        refused++;
        if (refused % 50 == 0) {
          errors.add(errorOfRetryAfter());
        }
      }
      for (int i = random.nextInt(8); i > 0; i--) {
        tick();
      }
      promised = compared(promised);
      most = Math.max(most, office.totals().kept());
    }

    assertThat(refused).as("far more come than can be painted").isGreaterThan(5000);
    assertThat(errors).as("of Retry-After, as a share of it").hasSizeGreaterThan(100);
    assertThat(errors).allMatch(error -> error <= 0.2);
    assertThat(most).as("tickets kept: 70 a minute for ten minutes").isLessThan(800);
    assertThat(office.totals().waiting()).isLessThan(100);
    assertThat(memory.held()).isLessThan(800L * PHOTO);
  }

  /** First pictures' waits never grow. */
  private Map<String, Place> compared(Map<String, Place> before) {
    Map<String, Place> places = new HashMap<>();
    office.open().values().forEach(state -> places.put(state.id(), state.place().orElseThrow()));
    places.forEach(
        (id, place) -> {
          Place was = before.get(id);
          if (was != null && was.first() && place.waitMillis() > was.waitMillis() + 1e-6) {
            throw new AssertionError(id + " waited " + was + " and then " + place);
          }
        });
    return places;
  }

  /**
   * Somebody who was refused comes again and again, and nobody else comes meanwhile. What is told
   * is in whole seconds, and the clock has ticks: so much may be added to the error.
   */
  private double errorOfRetryAfter() {
    double told = 1000 * Math.ceil(retryMillis().orElseThrow() / 1000);
    long start = now.get();
    while (retryMillis().isPresent()) {
      tick();
    }
    double took = now.get() - start;
    return Math.max(0, Math.abs(took - told) - 1000 - TICK) / told;
  }

  private Optional<Double> retryMillis() {
    try {
      office.placeFor("somebody");
      return Optional.empty();
    } catch (Refusal e) {
      return Optional.of(e.retryMillis());
    }
  }

  @Test
  void whoSendsFiftyWaitsBehindTwentyWhoSendOne() {
    int sent = 0;
    List<String> ones = new ArrayList<>();
    Map<String, Integer> begunBefore = new HashMap<>();
    int pictures = 0;
    TicketOffice.Work last = null;
    while (sent < 50 || begunBefore.size() < 20) {
      while (sent < 50 && join("many").isPresent()) {
        sent++;
      }
      tick();
      if (ones.isEmpty() && inTheMaking != null) {
        for (int i = 0; i < 20; i++) {
          ones.add(join("one" + i).orElseThrow());
        }
      }
      if (inTheMaking != null && inTheMaking != last) {
        last = inTheMaking;
        if (ones.contains(last.id())) {
          begunBefore.put(last.id(), pictures);
        }
        pictures++;
      }
    }

    assertThat(begunBefore.values()).hasSize(20).allMatch(waited -> waited < 21);
  }
}
