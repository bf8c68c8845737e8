package dev.fude.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
  @Test
  void numbersGoByTheirValueAndLettersWhateverTheirCase() {
    List<String> inOrder =
        List.of(
            "1.png",
            "2.png",
            "10.png",
            "a.png",
            "B.png",
            "c2d3.png",
            "c2d10.png",
            "c10d1.png",
            "img",
            "img1.png",
            "IMG2.png",
            "img10.png",
            "img99999999999999999999.png",
            "img100000000000000000000.png");
    List<String> names = new ArrayList<>(inOrder);
    for (int seed = 0; seed < 100; seed++) {
      Collections.shuffle(names, new Random(seed));
      names.sort(new NaturalOrder());
      assertThat(names).as("seed %d", seed).isEqualTo(inOrder);
    }
  }

  @Test
  void namesThatDifferNeverTie() {
    NaturalOrder order = new NaturalOrder();
    for (String[] pair : new String[][] {{"a1", "a01"}, {"a", "A"}, {"0", "00"}, {"a00b", "a0b"}}) {
      assertThat(order.compare(pair[0], pair[1]))
          .as("%s and %s", pair[0], pair[1])
          .isNotZero()
          .isEqualTo(-order.compare(pair[1], pair[0]));
    }
    assertThat(order.compare("same7", "same7")).isZero();
  }
}
