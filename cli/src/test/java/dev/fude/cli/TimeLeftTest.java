package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TimeLeftTest {
  private double now; // seconds

  @Test
  void foretellsByWorkAndNotByNumber() {
    TimeLeft time = timeLeft(4);
    paint(time, 100, 1);
    paint(time, 300, 3);

    assertThat(time.seconds().orElseThrow())
        .as("two more of 200 on average, at 100 a second")
        .isCloseTo(4, within(1e-9));

    time.begin();
    time.advance(0, 1000);
    assertThat(time.seconds().orElseThrow())
        .as("the one that is known, and one of their average")
        .isCloseTo(10 + 1400 / 3.0 / 100, within(1e-9));
  }

  @Test
  void theCompilationInTheFirstPictureDoesNotCount() {
    TimeLeft time = timeLeft(3);
    paint(time, 100, 9);
    assertThat(time.seconds()).as("nobody knows yet").isEmpty();
    paint(time, 100, 1);

    assertThat(time.seconds().orElseThrow()).isCloseTo(1, within(1e-9));
  }

  @Test
  void aLongFirstPictureIsForetoldByItself() {
    TimeLeft time = timeLeft(1);
    time.begin();
    now += 9;
    time.advance(30, 100);
    assertThat(time.seconds()).isEmpty();
    now += 3;
    time.advance(40, 100);

    assertThat(time.seconds().orElseThrow()).isCloseTo(18, within(1e-9));
  }

  @Test
  void picturesThatFailAreNotWaitedFor() {
    TimeLeft time = timeLeft(5);
    paint(time, 100, 1);
    paint(time, 100, 1);
    time.end();
    time.end();

    assertThat(time.seconds().orElseThrow()).isCloseTo(1, within(1e-9));
  }

  @Test
  void saysItAsExactlyAsItIsKnown() {
    assertThat(TimeLeft.words(0.2)).isEqualTo("1 s");
    assertThat(TimeLeft.words(89)).isEqualTo("89 s");
    assertThat(TimeLeft.words(100)).isEqualTo("2 min");
    assertThat(TimeLeft.words(5400)).isEqualTo("1 h 30 min");
  }

  private TimeLeft timeLeft(int pictures) {
    return new TimeLeft(pictures, () -> Math.round(now * 1e9));
  }

  private void paint(TimeLeft time, long work, double seconds) {
    time.begin();
    now += seconds;
    time.advance(work, work);
    time.end();
  }
}
