package dev.fude.converter.neutral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What wrapping a module puts before every name. */
class WrappersTest {
  private static List<String> unwrapped(String... names) {
    Map<String, Integer> named = new LinkedHashMap<>();
    for (String name : names) {
      named.put(name, named.size());
    }
    Map<String, Integer> plain = Wrappers.removed(named);
    assertThat(plain.values())
        .as("the values, in their order")
        .containsExactlyElementsOf(named.values());
    return List.copyOf(plain.keySet());
  }

  @Test
  void everyKnownWrapper() {
    for (String wrapper : List.of("module.", "_orig_mod.", "generator.", "model.")) {
      assertThat(unwrapped(wrapper + "b.weight", wrapper + "a.bias"))
          .containsExactly("b.weight", "a.bias");
    }
  }

  @Test
  void wrappersWithinWrappers() {
    assertThat(unwrapped("module.generator.a", "module.generator.b")).containsExactly("a", "b");
    assertThat(unwrapped("module.module.a")).containsExactly("a");
    assertThat(unwrapped("module._orig_mod.a", "module.b")).containsExactly("_orig_mod.a", "b");
  }

  @Test
  void whatOnlySomeNamesHaveStays() {
    assertThat(unwrapped("module.a", "b")).containsExactly("module.a", "b");
    assertThat(unwrapped("modulea", "module.b")).containsExactly("modulea", "module.b");
    assertThat(unwrapped("net.a")).containsExactly("net.a");
    assertThat(unwrapped()).isEmpty();
  }

  /** A name of a megabyte would be shortened 150,000 times. */
  @Test
  void endlessWrappersAreLeft() {
    String name = "module.".repeat(150_000) + "a";
    assertThat(unwrapped(name)).containsExactly(name.substring(4 * "module.".length()));
  }
}
