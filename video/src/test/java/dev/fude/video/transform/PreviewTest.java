package dev.fude.video.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.FrameSource;
import dev.fude.video.InvalidFilmException;
import dev.fude.video.Rational;
import dev.fude.video.TestFrames;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviewTest {
  /** Frames that begin at these ticks of 1001/30000 seconds. */
  private static FrameSource film(Long... times) {
    Iterator<Frame> frames =
        Stream.of(times).map(time -> TestFrames.plain(1, 1, 0, time, 1)).toList().iterator();
    return new FrameSource() {
      @Override
      public FilmFormat format() {
        return TestFrames.uneven(TestFrames.plain(1, 1, 0, 0, 1), new Rational(1001, 30000));
      }

      @Override
      public Optional<Frame> next() {
        return frames.hasNext() ? Optional.of(frames.next()) : Optional.empty();
      }

      @Override
      public void close() {}
    };
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "0.0333, 5", "0.034, 6", "0.3003, 14", "0.3002, 6", "9, 15"})
  void frameThatIsSeenThenIsFound(BigDecimal seconds, long time) {
    assertThat(Preview.seen(film(5L, 6L, 14L, 15L), seconds).time()).isEqualTo(time);
  }

  @Test
  void filmWithoutFramesIsTold() {
    assertThatThrownBy(() -> Preview.seen(film(), BigDecimal.ONE))
        .isInstanceOf(InvalidFilmException.class)
        .hasMessageContaining("no frame");
  }
}
