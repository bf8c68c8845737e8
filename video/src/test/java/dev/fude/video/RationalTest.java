package dev.fude.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RationalTest {
  private static final Rational NTSC = new Rational(30000, 1001);

  @Test
  void isInLowestTerms() {
    assertThat(new Rational(60000, 2002)).isEqualTo(NTSC).hasToString("30000/1001");
    assertThat(NTSC.inverse()).isEqualTo(new Rational(1001, 30000));
    assertThatThrownBy(() -> new Rational(0, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsWhatProgramsWrite() {
    assertThat(Rational.parsed("30000/1001")).isEqualTo(NTSC);
    assertThat(Rational.parsed("16:15")).isEqualTo(new Rational(16, 15));
    for (String none :
        new String[] {"", "N/A", "0/0", "0:1", "29.97", "-1/2", "1/2/3", "9".repeat(30) + "/1"}) {
      assertThat(Rational.parsed(none)).as(none).isNull();
    }
  }

  @Test
  void countsInOtherTicksRoundingHalvesAwayFromZero() {
    Rational millis = new Rational(1, 1000);
    Rational tenths = new Rational(1, 100);
    assertThat(NTSC.inverse().count(3, new Rational(1, 30000))).isEqualTo(3003);
    assertThat(millis.count(15, tenths)).isEqualTo(2);
    assertThat(millis.count(14, tenths)).isEqualTo(1);
    assertThat(millis.count(-15, tenths)).isEqualTo(-2);
    assertThat(millis.count(-14, tenths)).isEqualTo(-1);
  }

  @Test
  void countsBeyondWhatTwoLongsHold() {
    Rational nanos = new Rational(1, 1_000_000_000);
    assertThat(Rational.ONE.count(9_000_000_000L, nanos)).isEqualTo(9_000_000_000_000_000_000L);
    assertThatThrownBy(() -> Rational.ONE.count(10_000_000_000L, nanos))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void isOrdered() {
    assertThat(NTSC).isLessThan(new Rational(30, 1)).isGreaterThan(new Rational(29, 1));
  }
}
