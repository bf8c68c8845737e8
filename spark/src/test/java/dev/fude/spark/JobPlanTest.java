package dev.fude.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.spark.Survey.Findings;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is foretold, from figures that a hand can follow. */
@Tag("one-jdk")
class JobPlanTest {
  private static final long MIB = 1L << 20;

  /** Ten photographs of a megapixel were read, which cost 100 and would take 20 s. */
  private static Findings findings(long heapBytes) {
    return new Findings(10, 10_000_000, 100, 20, 1000, 1000, heapBytes, 1024 * MIB, "simd");
  }

  private static JobPlan plan(long heapBytes) {
    return new JobPlan(1000, 2000 * MIB, 10_000, findings(heapBytes), 8, 4);
  }

  private static String printed(JobPlan plan) {
    StringWriter text = new StringWriter();
    plan.print(new PrintWriter(text, true));
    return text.toString();
  }

  @Test
  void growsWithTheCostOfTheSample() {
    JobPlan plan = plan(75 * MIB);

    assertThat(plan.coreSeconds()).isEqualTo(2000);
    assertThat(plan.tasks()).isEqualTo(33); // of a minute each
    assertThat(plan.heapNeeded()).isEqualTo(700 * MIB); // 300, and 75 for 4, by 0.75
    assertThat(printed(plan))
        .contains("1,000 photographs, 2.0 GiB, in 33 tasks", "about 1,000.0 megapixels")
        .contains("0.56 core-hours by backend simd, 0.07 hours with the 8 cores")
        .contains("(1000x1000) takes 75.0 MiB; an executor needs a heap of 700.0 MiB for 4 at once")
        .doesNotContain("raise spark.executor.memory");
  }

  @Test
  void warnsWhereTheHeapIsTooSmall() {
    assertThat(printed(plan(750 * MIB))).contains("raise spark.executor.memory");
  }

  @Test
  void hasSomeTasksForEachCoreAndNoEmptyOnes() {
    JobPlan plan = new JobPlan(1000, MIB, 100, findings(MIB), 8, 4);
    assertThat(plan.tasks()).isEqualTo(24);
    assertThat(new JobPlan(5, MIB, 100, findings(MIB), 8, 4).tasks()).isEqualTo(5);
  }

  @Test
  void hasNoMoreTasksThanAreWorthTheirOwnCost() {
    assertThat(new JobPlan(1000, MIB, 1e9, findings(MIB), 8, 4).tasks()).isEqualTo(125);
    assertThat(new JobPlan(20, MIB, 1e9, findings(MIB), 8, 4).tasks()).isEqualTo(20);
  }

  @Test
  void foretellsNothingWithoutAPhotographThatCanBeRead() {
    Findings none = new Findings(0, 0, 0, 0, 0, 0, 0, 1024 * MIB, "simd");
    JobPlan plan = new JobPlan(30, MIB, 1000, none, 2, 1);

    assertThat(plan.tasks()).isEqualTo(6);
    assertThat(printed(plan)).contains("nothing is foretold");
  }
}
