package dev.fude.server.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FairQueueTest {
  private static final double COST = 1000;

  private static FairQueue queue(int painters) {
    return new FairQueue(new QueueRules(painters, 60_000, 100));
  }

  /** Paints everything; gives the clients in the order in which they were begun. */
  private static List<FairQueue.Entry> paintAll(FairQueue queue) {
    List<FairQueue.Entry> order = new ArrayList<>();
    for (var next = queue.take(); next.isPresent(); next = queue.take()) {
      order.add(next.get());
      queue.remove(next.get());
    }
    return order;
  }

  @Test
  void fiftyPicturesOfOneDelayTwentyOthersByOne() {
    FairQueue queue = queue(1);
    for (int i = 0; i < 50; i++) {
      queue.add("many", COST);
    }
    FairQueue.Entry begun = queue.take().orElseThrow();
    List<FairQueue.Entry> others = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      assertThat(queue.placeFor("one" + i).ahead()).isEqualTo(i);
      others.add(queue.add("one" + i, COST));
    }
    queue.remove(begun);

    List<FairQueue.Entry> order = paintAll(queue);

    assertThat(order.subList(0, 20)).as("at most 20 pictures before").isEqualTo(others);
    assertThat(order).hasSize(69);
  }

  @Test
  void millisecondsAreShared_notPictures() {
    FairQueue queue = queue(1);
    List<FairQueue.Entry> large = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      large.add(queue.add("large", 4 * COST));
    }
    for (int i = 0; i < 16; i++) {
      queue.add("small", COST);
    }

    List<FairQueue.Entry> order = paintAll(queue);

    assertThat(large.stream().map(order::indexOf).toList())
        .as("four small pictures for each large one")
        .containsExactly(0, 5, 10, 15);
  }

  @Test
  void waitIsWhatIsBeforeAndWhatIsLeftOfTheOneInTheMaking() {
    FairQueue queue = queue(1);
    FairQueue.Entry running = queue.add("a", 4000);
    queue.take();
    queue.add("b", 1500);
    running.advanceTo(0.75);
    running.advanceTo(0.5);

    assertThat(queue.placeFor("c")).isEqualTo(new Place(1, 2500, true));
    assertThat(queue.placeFor("a")).as("behind its own").isEqualTo(new Place(1, 2500, false));
    assertThat(queue.firstEndOf("b")).isCloseTo(2500, within(1e-9));
  }

  @Test
  void severalPaintersShareTheQueue() {
    FairQueue queue = queue(2);
    queue.add("a", 3000);
    queue.add("b", 1000);
    queue.take();
    queue.take();
    queue.add("c", 500);

    assertThat(queue.take()).isEmpty();
    assertThat(queue.placeFor("d").waitMillis()).isCloseTo(1500, within(1e-9));
  }

  /** Ten thousand events drawn by lot: whatever others do, a first picture's wait only shrinks. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void waitOfAFirstPictureNeverGrows(int painters) {
    Random random = new Random(painters);
    FairQueue queue = queue(painters);
    List<FairQueue.Entry> here = new ArrayList<>();
    List<FairQueue.Entry> running = new ArrayList<>();
    Map<FairQueue.Entry, Place> seen = new HashMap<>();
    int compared = 0;
    int grown = 0;
    for (int event = 0; event < 10_000; event++) {
      int what = random.nextInt(10);
      if (what < 4 && here.size() < 60) {
        here.add(queue.add("client" + random.nextInt(30), 1 + random.nextInt(5000)));
      } else if (what < 6) {
        queue.take().ifPresent(running::add);
      } else if (what < 8 && !running.isEmpty()) {
        running.get(random.nextInt(running.size())).advanceTo(random.nextDouble());
      } else if (what == 8 && !running.isEmpty()) {
        FairQueue.Entry painted = running.remove(random.nextInt(running.size()));
        here.remove(painted);
        queue.remove(painted);
      } else if (what == 9 && !here.isEmpty()) {
        FairQueue.Entry cancelled = here.remove(random.nextInt(here.size()));
        running.remove(cancelled);
        queue.remove(cancelled);
      }
      Map<FairQueue.Entry, Place> places = queue.places();
      for (Map.Entry<FairQueue.Entry, Place> now : places.entrySet()) {
        Place before = seen.get(now.getKey());
        if (before != null && before.first()) {
          compared++;
          grown += hasGrown(before, now.getValue()) ? 1 : 0;
        }
      }
      seen = places;
    }
    assertThat(compared).isGreaterThan(10_000);
    assertThat(grown).isZero();
  }

  private static boolean hasGrown(Place before, Place now) {
    return now.waitMillis() > before.waitMillis() + 1e-6 || now.ahead() > before.ahead();
  }

  @Test
  void whoIsGoneIsForgotten() {
    FairQueue queue = queue(1);
    for (int i = 0; i < 100; i++) {
      queue.remove(queue.add("client" + i, COST));
    }

    assertThat(queue.clients()).isZero();
    assertThat(queue.placeFor("client1")).isEqualTo(new Place(0, 0, true));
  }
}
