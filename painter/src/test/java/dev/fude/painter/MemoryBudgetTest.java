package dev.fude.painter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private static final long HEAP = 1000;

  private final AtomicLong used = new AtomicLong(100);
  private final MemoryBudget budget = new MemoryBudget(() -> HEAP, used::get);

  @Test
  void onePictureMayHaveAllThatTheProgramDoesNotKeep() {
    assertThat(budget.reserve(901)).isEmpty();
    assertThat(budget.reserve(900)).isPresent();
  }

  @Test
  void heapFullOfGarbageIsNoRefusal() {
    used.set(HEAP);

    assertThat(budget.reserve(900)).isPresent();
  }

  @Test
  void picturesAtOnceAreCountedAgainstEachOtherAndSpareAPart() {
    MemoryBudget.Reservation first = budget.reserve(300).orElseThrow();

    assertThat(budget.state()).isEqualTo(new MemoryBudget.State(650, 300, 1));
    assertThat(budget.reserve(351)).isEmpty();
    assertThat(budget.reserve(350)).isPresent();
    assertThat(budget.reserve(1)).isEmpty();

    first.close();
    assertThat(budget.reserve(300)).isPresent();
  }

  @Test
  void partIsGivenBackOnce() {
    MemoryBudget.Reservation first = budget.reserve(300).orElseThrow();
    MemoryBudget.Reservation second = budget.reserve(300).orElseThrow();

    first.close();
    first.close();

    assertThat(budget.state()).isEqualTo(new MemoryBudget.State(650, 300, 1));
    second.close();
    assertThat(budget.state()).isEqualTo(new MemoryBudget.State(900, 0, 0));
  }
}
