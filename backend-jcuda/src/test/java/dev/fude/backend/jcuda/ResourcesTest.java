package dev.fude.backend.jcuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything is given back, last first, whatever fails. */
class ResourcesTest {
  private final List<String> returned = new ArrayList<>();
  private final Resources resources = new Resources();

  @Test
  void lastIsReturnedFirstAndOnce() {
    resources.add(() -> returned.add("first"));
    resources.add(() -> returned.add("second"));
    assertThat(resources.isEmpty()).isFalse();

    resources.close();
    resources.close();

    assertThat(returned).containsExactly("second", "first");
    assertThat(resources.isEmpty()).isTrue();
  }

  @Test
  void failureDoesNotKeepTheRest() {
    resources.add(() -> returned.add("first"));
    resources.add(() -> fail("second"));
    resources.add(() -> fail("third"));

    assertThatThrownBy(resources::close)
        .hasMessage("third")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(returned).containsExactly("first");
  }

  @Test
  void failureToCloseDoesNotHideWhatLedToIt() {
    resources.add(() -> fail("closing"));
    IllegalStateException failure = new IllegalStateException("running");

    resources.closeAfter(failure);

    assertThat(failure.getSuppressed())
        .singleElement()
        .hasToString(new IllegalStateException("closing").toString());
  }

  private static void fail(String message) {
    throw new IllegalStateException(message);
  }
}
