package dev.fude.core.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExecutionOptionsTest {
  @Test
  void keepTheNumberThatWasAskedFor() {
    assertThat(ExecutionOptions.ofThreads(3).threads()).isEqualTo(3);
    assertThat(ExecutionOptions.ofThreads(3).executor()).isEmpty();
    assertThat(ExecutionOptions.allProcessors().threads())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void areNotExactUnlessAsked() {
    ExecutionOptions exact = ExecutionOptions.ofThreads(3).withExact(true);

    assertThat(ExecutionOptions.ofThreads(3).exact()).isFalse();
    assertThat(exact.exact()).isTrue();
    assertThat(exact.threads()).isEqualTo(3);
    assertThat(exact.withExact(false)).isEqualTo(ExecutionOptions.ofThreads(3));
  }

  @Test
  void moreThreadsThanProcessorsAreWhatToTakeFewerOf() {
    assertThat(ExecutionOptions.allProcessors().fewerThreads()).isEmpty();
    assertThat(ExecutionOptions.ofThreads(100_000).fewerThreads())
        .isEqualTo("take fewer than 100000 threads, ");
  }

  @Test
  void refuseLessThanOneThread() {
    assertThatThrownBy(() -> ExecutionOptions.ofThreads(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Threads must be at least 1, not 0.");
  }
}
