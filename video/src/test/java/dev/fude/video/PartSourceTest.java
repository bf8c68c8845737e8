package dev.fude.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartSourceTest {
  /** Ten frames a second, in ticks of hundredths, from 0.5 to 1.5. */
  private static final Film EVEN =
      new Film(Optional.of(new Rational(10, 1)), Stream.iterate(50, t -> t + 10).limit(10), 10);

  /** Frames at 0, 0.3, 4 and 4.01 seconds; the last one stays a second. */
  private static final Film UNEVEN = new Film(Optional.empty(), Stream.of(0, 30, 400, 401), 100);

  private static final class Film implements FrameSource {
    private final Optional<Rational> rate;
    private final List<Integer> times;
    private final long lastDuration;
    private Iterator<Integer> next;
    private boolean closed;

    Film(Optional<Rational> rate, Stream<Integer> times, long lastDuration) {
      this.rate = rate;
      this.times = times.toList();
      this.lastDuration = lastDuration;
    }

    @Override
    public FilmFormat format() {
      Optional<FrameCount> count = Optional.of(new FrameCount(times.size(), true));
      return new FilmFormat(1, 1, new Rational(1, 100), rate, Rational.ONE, count);
    }

    @Override
    public Optional<Frame> next() {
      if (!next.hasNext()) {
        return Optional.empty();
      }
      int time = next.next();
      int after = times.indexOf(time) + 1;
      long duration = after < times.size() ? times.get(after) - time : lastDuration;
      return Optional.of(TestFrames.plain(1, 1, time, time, duration));
    }

    @Override
    public void close() {
      closed = true;
    }

    FrameSource part(String from, String to) {
      next = times.iterator();
      closed = false;
      return PartSource.of(
          this, new BigDecimal(from), Optional.ofNullable(to).map(BigDecimal::new));
    }
  }

  /** Each frame's time in the film, in the part, and its duration. */
  private static String told(FrameSource part) {
    return String.join(
        " ",
        TestFrames.all(part).stream()
            .map(f -> levels(f) + "@" + f.time() + "+" + f.duration())
            .toList());
  }

  private static int levels(Frame frame) {
    return (frame.levels()[1] & 0xFF) << 8 | frame.levels()[2] & 0xFF;
  }

  @ParameterizedTest
  @CsvSource({
    "0.7, 0.9, 70@0+10 80@10+10",
    "0.79, 0.81, 70@0+10 80@10+10", // whole frames
    "0.8, 0.800001, 80@0+10",
    "0.2, 0.61, 50@30+10 60@40+10", // begins before the film does
    "1.3, 99999, 130@0+10 140@10+10",
    "1.49, , 140@0+10",
  })
  void framesOfOneRateStayWhole(String from, String to, String frames) {
    assertThat(told(EVEN.part(from, to))).isEqualTo(frames);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 4, 30@0+300",
    "0.29, 2, 0@0+1 30@1+170",
    "4.005, , 400@0+1 401@1+100",
    "4.5, 4.75, 401@0+25",
    "0, 0.1, 0@0+10",
  })
  void othersAreCut(String from, String to, String frames) {
    assertThat(told(UNEVEN.part(from, to))).isEqualTo(frames);
  }

  @Test
  void formatTellsThePart() {
    FilmFormat even = EVEN.part("0.79", "1.25").format();
    assertThat(even.part()).hasValue(new FilmPart(700_000, OptionalLong.of(1_250_000)));
    assertThat(even.frames()).hasValue(new FrameCount(3, false));
    FilmFormat uneven = UNEVEN.part("1", null).format();
    assertThat(uneven.part()).hasValue(new FilmPart(1_000_000, OptionalLong.empty()));
    assertThat(uneven.frames()).isEmpty();
    assertThat(EVEN.part("0", null)).isSameAs(EVEN);
  }

  @ParameterizedTest
  @CsvSource({"1.5, 1.500", "20, 1.500"})
  void partBehindTheFilmIsRefusedAndTheFilmClosed(String from, String end) {
    assertThatThrownBy(() -> EVEN.part(from, null))
        .isInstanceOf(InvalidFilmException.class)
        .hasMessageContaining("ends at %s s, and nothing of it is left at %s s", end, from);
    assertThat(EVEN.closed).isTrue();
  }

  @Test
  void filmWithoutFramesIsTold() {
    Film none = new Film(Optional.empty(), Stream.of(), 0);
    assertThatThrownBy(() -> none.part("1", "2"))
        .isInstanceOf(InvalidFilmException.class)
        .hasMessageContaining("no frame");
  }
}
